import { afterAll, beforeAll, expect, it } from 'vitest';
import { brokenInvariants } from '../../cases/invariants.ts';
import { endOfDay, formatDateVi } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { dutyNames } from '../../domain/texts.ts';
import { dutyPeriods } from '../../organization/after-decision.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { ObligationView } from '../support/owed.ts';
import { act, handOver, look, refusedStep, taskOf, waitingIn } from '../support/owed.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  pastCouncil,
  roundFrom,
  toAppraiser,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

/** A Giấy khen and a Bằng khen of one round, each decided in several acts under one number, and what follows. */
interface Followed {
  id: string;
  state: string;
  afterDecision: { id: string; obligation: string; state: string; overdue: boolean }[];
}

let stack: Stack;
let office: ApiClient;
let appraiser: ApiClient;
let head: ApiClient;
let today: DateText;
let roundId: string;
let onward: string;
let giay: string[];
let bang: string[];
const REASON = 'Thành tích chưa nổi bật.';
const SENT = 'send-decision';
const GIVEN = 'hand-over-award';

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  appraiser = await stack.as('appraiser', story.APPRAISER);
  head = await stack.as('head', story.DEPARTMENT);
  today = await todayOf(stack);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  const nominated = (award: 'bang-khen' | 'giay-khen', kind: 'collective' | 'individual', name: string) =>
    toCouncil(stack, roundId, { kind, award, name });
  giay = [
    await nominated('giay-khen', 'individual', 'Nguyễn Thị Ánh Đào'),
    await nominated('giay-khen', 'individual', 'Trần Văn Bình'),
    await nominated('giay-khen', 'individual', 'Lê Hồng Phúc'),
  ];
  bang = [
    await nominated('bang-khen', 'collective', 'Tổ Đo lường'),
    await nominated('bang-khen', 'individual', 'Phạm Thu Hà'),
  ];
  await pastCouncil(stack, [...giay, ...bang]);
  await toAppraiser(stack, roundId, bang);
  for (const id of bang) await story.act(appraiser, id, 'approve');
  onward = (await story.sendOn(appraiser, roundId, bang, [story.APPRAISER, story.PROVINCE], today)).id;
  for (const id of bang) await story.arrive(appraiser, id, (n) => n.stage === 'decision');
});
afterAll(() => stack.stop());

const followed = async (client: ApiClient, resource: string) =>
  story.good(await client.get<Followed>(resource)).afterDecision;
const named = async (client: ApiClient, resource: string) =>
  (await followed(client, resource)).map(({ obligation }) => obligation).sort();
const idOf = async (client: ApiClient, resource: string, duty: string) =>
  (await followed(client, resource)).find(({ obligation }) => obligation === duty)?.id ?? '';
const paper = (number: string, more: object) => ({
  number,
  decidedOn: today,
  signedBy: 'Trần Tùng Chuẩn',
  ...more,
});

it('a Giấy khen: once for each number, in however many acts it is recorded, and not before it is told', async () => {
  const [first, second, third] = giay as [string, string, string];
  const round = `/rounds/${roundId}`;
  expect(await named(office, round)).toEqual([]);
  // Refused alone: nothing is to be handed over yet.
  const refusal = paper('1/QĐ-SKHCN', { refused: [{ id: first, reason: REASON }] });
  for (let i = 0; i < 2; i++) story.good(await head.post('/decisions', refusal, 'refused-once'));
  expect(await named(office, round)).toEqual([SENT]);
  story.good(
    await head.post(`/nominations/${second}/actions/decide`, paper('1/QĐ-SKHCN', { outcome: 'award' })),
  );
  expect(await named(office, round)).toEqual([GIVEN, SENT]);
  story.good(await head.post('/decisions', paper('2/QĐ-SKHCN', { awarded: [third], prepared: true })));
  expect(await named(office, round)).toEqual([GIVEN, SENT]);
  story.good(await office.post(`${round}/actions/release`, {}));
  expect(await named(office, round)).toEqual([GIVEN, GIVEN, SENT, SENT]);
});

it('a Bằng khen: owed by the office that sent the tờ trình, to nobody else', async () => {
  const [first, second] = bang as [string, string];
  const submission = `/submissions/${onward}`;
  const record = async (more: object) =>
    story.good(
      await appraiser.post(`${submission}/actions/record-decision`, {
        ...paper('9/QĐ-UBND', {}),
        ...{ awarded: [], refused: [], ...more },
        file: await story.signedPaper(appraiser, '9/QĐ-UBND'),
      }),
    );
  await record({ refused: [{ id: first, reason: REASON }] });
  expect(await named(appraiser, submission)).toEqual([SENT]);
  await record({ awarded: [second] });
  expect(await named(appraiser, submission)).toEqual([GIVEN, SENT]);

  const id = await idOf(appraiser, submission, GIVEN);
  const { workingDays } = dutyPeriods()[GIVEN];
  const due = (await calendarOf(stack)).after(today, workingDays);
  expect(await look(appraiser, id)).toMatchObject({
    kind: 'after-decision',
    submissionId: onward,
    decision: { number: '9/QĐ-UBND', decidedOn: today, nominations: 2 },
    nominations: [{ outcome: 'rejected' }, { outcome: 'awarded' }],
    debtor: story.APPRAISER,
    toBody: story.APPRAISER,
    dueAt: due,
    allowedActions: ['submit'],
    waiting: { code: 'after-decision', for: { body: story.APPRAISER, role: 'appraiser' } },
  });
  expect(await taskOf(appraiser, id)).toMatchObject({
    kind: 'after-decision',
    title: `9/QĐ-UBND · ${dutyNames[GIVEN].vi} · ngày ${formatDateVi(today)}, 2 hồ sơ`,
    dueAt: due,
    actions: ['submit'],
  });
  expect(await taskOf(office, id)).toBeUndefined();
  expect(await refusedStep(office, id, 'submit')).toMatchObject({ status: 403 });
  expect(await refusedStep(appraiser, id, 'accept')).toMatchObject({
    status: 409,
    allowedActions: ['submit'],
  });
  const unit = await stack.as('unit-officer', story.UNIT);
  expect((await unit.get(`/obligations/${id}`)).status).toBe(404);
  const query = `/obligations?submission=${onward}&kind=after-decision`;
  const found = story.good(await appraiser.get<{ items: ObligationView[] }>(query)).items;
  expect(found.map(({ obligation }) => obligation).sort()).toEqual([GIVEN, SENT]);
  // Its path runs, started by the news and not by a sweep alone; the round's own list has none of it.
  await expect.poll(async () => (await waitingIn(stack, id)).stage, { timeout: 15_000 }).toBe('owed');
  expect((await followed(office, `/rounds/${roundId}`)).map((one) => one.id)).not.toContain(id);
});

it('a revoked award takes nothing off the office silently', async () => {
  const [, second] = giay as [string, string];
  await story.arrive(office, second, (n) => n.outcome === 'awarded');
  const body = {
    number: '8/QĐ-SKHCN',
    decidedOn: today,
    ground: 'false-achievement',
    reason: 'Kê khai không đúng.',
  };
  story.good(await head.post(`/nominations/${second}/actions/revoke`, body));
  const states = (await followed(office, `/rounds/${roundId}`)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['owed']));
});

it('reminded of before its day, overdue after it to the office and its head, then done by its own word', async () => {
  const round = `/rounds/${roundId}`;
  const ofOffice = await idOf(office, round, SENT);
  const ofAppraiser = await idOf(appraiser, `/submissions/${onward}`, GIVEN);
  const { dueAt } = await look(office, ofOffice);
  await stack.until(new Date(endOfDay(dueAt as DateText).getTime() + 120_000));
  const { remindBefore } = dutyPeriods()[SENT];
  for (const [id, client, role, unit] of [
    [ofOffice, office, 'office-reviewer', story.LEAD],
    [ofAppraiser, appraiser, 'appraiser', story.APPRAISER],
  ] as const) {
    const people = emailOf(stack, role, unit);
    expect(await writtenTo(stack, id, 'duty-begun')).toEqual(people);
    expect(await writtenTo(stack, id, 'duty-reminder')).toEqual(remindBefore.flatMap(() => people).sort());
    expect(await look(client, id)).toMatchObject({ state: 'owed', overdue: true });
    expect(await taskOf(client, id)).toMatchObject({ overdue: true });
    expect(await writtenTo(stack, id, 'duty-overdue')).toEqual(expect.arrayContaining(people));
  }
  const heads = emailOf(stack, 'office-head', story.LEAD);
  expect(heads.length).toBeGreaterThan(0);
  expect(await writtenTo(stack, ofOffice, 'duty-overdue')).toEqual(expect.arrayContaining(heads));

  // With the minutes of the handing over, or without any paper.
  await handOver(appraiser, ofAppraiser, 'bien-ban-trao-tang');
  const done = { state: 'done', overdue: false, allowedActions: [], waiting: null };
  expect(await act(appraiser, ofAppraiser, 'submit')).toMatchObject({
    ...done,
    documents: [{ name: 'bien-ban-trao-tang.pdf' }],
  });
  expect(await act(office, ofOffice, 'submit', { note: 'Đã gửi các đơn vị.' })).toMatchObject(done);
  const { displayName } = story.good(await office.get<{ user: { displayName: string } }>('/session')).user;
  const { timeline } = (await look(office, ofOffice)) as unknown as {
    timeline: { act: string; name: string }[];
  };
  expect(timeline.at(-1)).toMatchObject({ act: 'submit', name: displayName });
  expect(await refusedStep(office, ofOffice, 'submit')).toMatchObject({ status: 409, allowedActions: [] });
  // What a revocation has made pointless the head of the lead office takes off, and says why.
  const officeHead = await stack.as('office-head', story.LEAD);
  const pointless = await idOf(officeHead, round, GIVEN);
  expect(await act(officeHead, pointless, 'waive', { reason: 'Khen thưởng đã bị hủy.' })).toMatchObject({
    state: 'waived',
  });
  for (const id of [ofOffice, ofAppraiser, pointless]) {
    const handle = stack.deps.starting.client.workflow.getHandle(`obligation:${id}`);
    await expect
      .poll(async () => (await handle.describe()).status.name, { timeout: 15_000 })
      .toBe('COMPLETED');
  }
  expect(await brokenInvariants(stack.deps.db)).toEqual([]);
  await eachDeliveredOnce(stack);
});
