import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailEvent } from '../../mail/events.ts';
import { recipients } from '../../mail/recipients.ts';
import type { RecipientKind } from '../../mail/recipients.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  eachDeliveredOnce,
  emailOf,
  pastCouncil,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

const NOMINEE = 'Phan Thị Ngọc Quỳnh';

let stack: Stack;
let roundId: string;
let office: ApiClient;
let appraiser: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  appraiser = await stack.as('appraiser', story.APPRAISER);
});
afterAll(() => stack.stop());

const unitAddress = 'quanlykhoahoc@skhcn.hungyen.example';
const receivers = { appraiser: 'tdkt@sonoivu.hungyen.example', province: 'vanthu@ubnd.hungyen.example' };
const at = (role: string, unit: string) => emailOf(stack, role, unit);

/** Who each line of the table means on this path. `waits`: whom the case then waits for; `next`: where it goes. */
function audience(waits: string[], next?: string): Partial<Record<RecipientKind, string[]>> {
  return {
    proposer: at('unit-officer', story.UNIT),
    'proposing-unit': [unitAddress],
    'proposing-unit-head': at('unit-head', story.UNIT),
    'nominee-unit': [unitAddress],
    'body-waiting': waits,
    'organization-head': at('head', story.DEPARTMENT),
    'lead-office': at('office-reviewer', story.LEAD),
    'council-members': at('council-member', story.COUNCIL),
    'council-secretary': at('council-secretary', story.COUNCIL),
    'council-chair': at('council-chair', story.COUNCIL),
    ...(next === undefined ? {} : { 'next-body': [next] }),
  };
}
const expected = (event: MailEvent, waits: string[] = [], next?: string): string[] => [
  ...new Set(recipients[event].flatMap(({ to }) => audience(waits, next)[to] ?? [])),
];

it('over one whole path everybody gets the mail of the table, once each, as text and HTML, without a name', async () => {
  const id = await toCouncil(stack, roundId, { kind: 'individual', award: 'bang-khen', name: NOMINEE });
  await pastCouncil(stack, [id]);
  const today = await todayOf(stack);
  const first = await story.sendOn(office, roundId, [id], [story.LEAD, story.APPRAISER], today);
  await story.arrive(appraiser, id, (n) => n.stage === 'appraisal');
  await story.act(appraiser, id, 'approve');
  const onward = await story.sendOn(appraiser, roundId, [id], [story.APPRAISER, story.PROVINCE], today);
  await story.arrive(appraiser, id, (n) => n.stage === 'decision');
  story.good(
    await appraiser.post(`/submissions/${onward.id}/actions/record-decision`, {
      number: '1234/QĐ-UBND',
      decidedOn: today,
      signedBy: 'Chủ tịch UBND tỉnh',
      awarded: [id],
      refused: [],
      file: await story.signedPaper(appraiser, '1234/QĐ-UBND'),
    }),
  );
  const { code } = await story.arrive(office, id, (n) => n.outcome === 'awarded');

  const reviewers = at('office-reviewer', story.LEAD);
  const appraisers = at('appraiser', story.APPRAISER);
  const steps = [
    reviewers,
    at('council-secretary', story.COUNCIL),
    reviewers,
    appraisers,
    appraisers,
    [receivers.province],
  ];
  const of = async (pathId: string, event: MailEvent, addresses: string[]) =>
    expect([event, await writtenTo(stack, pathId, event)]).toEqual([event, [...addresses].sort()]);
  await of(id, 'submitted', expected('submitted'));
  await of(
    id,
    'stage-entered',
    steps.flatMap((waits) => expected('stage-entered', waits)),
  );
  await of(id, 'passed-council', expected('passed-council'));
  await of(id, 'awarded', expected('awarded'));
  await of(first.id, 'submission-dispatched', expected('submission-dispatched', [], receivers.appraiser));
  await of(onward.id, 'submission-dispatched', expected('submission-dispatched', [], receivers.province));
  await of(onward.id, 'decision-recorded', expected('decision-recorded'));
  const { sessionId } = await stack.deps.db.agendaItem.findFirstOrThrow({ where: { nominationId: id } });
  await of(sessionId, 'session-convened', expected('session-convened'));
  await of(sessionId, 'session-closed', expected('session-closed'));
  const events = await stack.deps.db.notification.groupBy({ by: ['event'], where: { pathId: id } });
  expect(events.map(({ event }) => event).sort()).toEqual([
    'awarded',
    'passed-council',
    'stage-entered',
    'submitted',
  ]);

  await eachDeliveredOnce(stack);
  for (const { mail, address } of stack.mailbox.received) {
    const { subject = '', text = '', html, headers } = mail;
    const whole = `${subject}\n${text}\n${html || ''}`;
    expect(text).toContain('Kính gửi');
    expect(html).toContain('<html lang="vi">');
    expect(whole).toBe(whole.normalize('NFC'));
    expect(whole).not.toContain(NOMINEE);
    expect(text).toContain(`${stack.baseUrl}/`);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    const papers = mail.attachments.map(({ filename = '' }) => filename.replace(/ \d.*/, ''));
    const carriesPaper = papers.length > 0;
    if (carriesPaper) expect(papers).toEqual(['Tờ trình', 'Danh sách kèm Tờ trình']);
    expect(carriesPaper).toBe(
      address === receivers.appraiser || (address === receivers.province && subject.includes('Tờ trình')),
    );
  }
  const decision = stack.mailbox.received.find(
    ({ address, mail }) => address === unitAddress && mail.subject?.includes('Quyết định khen thưởng'),
  );
  expect(decision?.mail.subject).toContain(code);
  expect(decision?.mail.text).toContain('1234/QĐ-UBND');
});

it('the link in a mail leads to the page of what it speaks of', async () => {
  const { id } = await story.draft(stack.as, roundId, {
    kind: 'collective',
    award: 'giay-khen',
    name: 'Tổ một',
  });
  const { code } = await story.submit(stack.as, id);
  const [row] = await stack.deps.db.notification.findMany({ where: { pathId: id, event: 'submitted' } });
  const link = /https?:\/\/\S+/.exec(row?.text ?? '')?.[0] ?? '';
  expect(new URL(link).pathname).toBe(`/nominations/${id}`);
  const page = await fetch(link);
  expect(page.status).toBe(200);
  // What the page shows comes from the API, to those who may see it (tests/web).
  expect(await page.text()).not.toContain(code);
});

it('a refused address is marked and shown, and never stops the nomination', async () => {
  const [refusedAddress = ''] = at('unit-head', story.UNIT);
  stack.mailbox.answer(refusedAddress, 550);
  const { id } = await story.draft(stack.as, roundId, {
    kind: 'collective',
    award: 'giay-khen',
    name: 'Tổ hai',
  });
  await story.submit(stack.as, id);
  await eachDeliveredOnce(stack);
  expect(await story.review(stack.as, id)).toMatchObject({ stage: 'council-vote' });
  const failed = story.good(
    await office.get<{ items: Record<string, unknown>[] }>(`/notifications?state=failed&path=${id}`),
  );
  expect(failed.items).toEqual([
    expect.objectContaining({
      event: 'submitted',
      address: refusedAddress,
      state: 'failed',
      lastError: 'smtp-550',
    }),
  ]);

  // Put right, it goes out when somebody says so.
  stack.mailbox.answer(refusedAddress, 250, 0);
  const resend = `/notifications/${String(failed.items[0]?.id)}/actions/resend`;
  story.good(await office.post(resend));
  await eachDeliveredOnce(stack);
  expect(await office.get(`/notifications?open=1&path=${id}`)).toMatchObject({ body: { total: 0 } });
});

it('while the mail server is away the path goes on; afterwards nothing is lost and nothing doubled', async () => {
  await eachDeliveredOnce(stack);
  const before = stack.mailbox.received.length;
  await stack.mailbox.stop();
  const { id } = await story.draft(stack.as, roundId, {
    kind: 'collective',
    award: 'giay-khen',
    name: 'Tổ ba',
  });
  await story.submit(stack.as, id);
  expect(await story.review(stack.as, id)).toMatchObject({ stage: 'council-vote' });
  const waiting = () => stack.deps.db.notification.count({ where: { pathId: id, state: 'waiting' } });
  const written = await stack.deps.db.notification.count({ where: { pathId: id } });
  expect(await waiting()).toBe(written);
  await stack.mailbox.restart();
  await eachDeliveredOnce(stack, 60_000);
  expect(stack.mailbox.received.length).toBe(before + written);
});
