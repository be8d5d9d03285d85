import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateText } from '../../cases/context.ts';
import { brokenInvariants } from '../../cases/invariants.ts';
import { earlierAwards } from '../../cases/shared/register.ts';
import { dong } from '../../documents/wording.ts';
import { addDays, endOfDay } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { awardMoney } from '../../domain/money.ts';
import { afterDecision } from '../../organization/after-decision.ts';
import { awardMoneyRates } from '../../organization/award-money.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readDocx } from '../documents/docx-file.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  emailOf,
  pastCouncil,
  refused,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

interface Decision {
  id: string;
  number: string;
  prepared: boolean;
  awarded: string[];
  refused: { id: string; reason: string }[];
}
interface Award {
  id: string;
  registerNumber: string;
  subject: { name: string };
  decision: { number: string };
  amount: number | null;
}

let stack: Stack;
let office: ApiClient;
let head: ApiClient;
let today: DateText;
let roundId: string;
let ids: string[];
const names = ['Tổ Đo lường', 'Nguyễn Thị Ánh Đào', 'Trần Văn Bình', 'Lê Hồng Phúc'];
const REASON = 'Thành tích chưa nổi bật trong đơn vị.';

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  head = await stack.as('head', story.DEPARTMENT);
  today = await todayOf(stack);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  ids = [];
  for (const [i, name] of names.entries())
    ids.push(
      await toCouncil(stack, roundId, {
        kind: i === 0 ? 'collective' : 'individual',
        award: 'giay-khen',
        name,
      }),
    );
  await pastCouncil(stack, ids);
});
afterAll(() => stack.stop());

const paper = (number: string, more: object) => ({
  number,
  decidedOn: today,
  signedBy: 'Trần Tùng Chuẩn',
  ...more,
});
const look = (id: string) => story.look(office, id);
const awardsOf = async (query = '') =>
  story.good(await office.get<{ items: Award[]; total: number }>(`/awards${query}`));

it('a draft of the decision names who waits for it, in the head’s own name and with the money of the day', async () => {
  const paperOf = (client: ApiClient, award: string) =>
    client.download(`/rounds/${roundId}/decision-draft.docx?award=${award}`);
  const { text } = await readDocx((await paperOf(office, 'giay-khen')).bytes);
  for (const name of names) expect(text).toContain(name);
  expect(text).toContain('GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH HƯNG YÊN\nCăn cứ');
  expect(text).toContain('Số: ');
  const sum = (['collective', 'individual', 'individual', 'individual'] as const)
    .map((kind) => awardMoney(awardMoneyRates(), 'giay-khen', kind, today)?.amount ?? 0)
    .reduce((a, b) => a + b, 0);
  expect(text).toContain(`tổng số tiền: ${dong(sum)} đồng`);
  expect((await paperOf(office, 'bang-khen')).status).toBe(409);
  expect((await paperOf(await stack.as('unit-officer', story.UNIT), 'giay-khen')).status).toBe(403);
});

it('many are decided under one number, or none where one of them is wrong', async () => {
  const [first, second] = ids as [string, string];
  const wrong: [object, string][] = [
    [{ awarded: [first, first] }, 'awarded.1'],
    [{ awarded: [first, '00000000-0000-4000-8000-000000000000'] }, 'awarded.1'],
    [{ awarded: [], refused: [] }, 'awarded'],
    [{ awarded: [first], decidedOn: addDays(today, 1) }, 'decidedOn'],
  ];
  for (const [body, path] of wrong)
    expect(await refused(head, '/decisions', paper('1/QĐ-SKHCN', body))).toMatchObject({
      status: 422,
      errors: [{ path }],
    });
  const officer = await stack.as('unit-officer', story.UNIT);
  expect(await refused(officer, '/decisions', paper('1/QĐ-SKHCN', { awarded: [first] }))).toMatchObject({
    status: 403,
  });
  expect((await look(first)).outcome).toBeNull();

  const body = paper('1/QĐ-SKHCN', { awarded: [first], refused: [{ id: second, reason: REASON }] });
  const key = 'decided-once';
  const answers = [
    await head.post<Decision>('/decisions', body, key),
    await head.post<Decision>('/decisions', body, key),
  ];
  expect(answers[0]).toMatchObject({
    status: 200,
    body: { awarded: [first], refused: [{ id: second, reason: REASON }], prepared: false },
  });
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  await story.arrive(office, first, (n) => n.outcome === 'awarded');
  await story.arrive(office, second, (n) => n.outcome === 'rejected');
  expect(await look(second)).toMatchObject({ outcomeReason: REASON, decision: { number: '1/QĐ-SKHCN' } });
  expect(await refused(head, '/decisions', body)).toMatchObject({ status: 422 });
});

it('what is prepared is told to nobody until the round releases it, then to all, with the reason of each refusal', async () => {
  const [, , third, fourth] = ids as [string, string, string, string];
  const mayRelease = async () =>
    story
      .good(await office.get<{ allowedActions: string[] }>(`/rounds/${roundId}`))
      .allowedActions.includes('release');
  expect(await mayRelease()).toBe(false);
  expect(await refused(office, `/rounds/${roundId}/actions/release`)).toMatchObject({
    ...{ status: 409, code: 'nothing-prepared' },
  });
  // The office records the signed paper; a later one may still say otherwise.
  const officeHead = await stack.as('office-head', story.LEAD);
  const file = await story.signedPaper(officeHead, '2/QĐ-SKHCN');
  const draft = paper('2/QĐ-SKHCN', { awarded: [third, fourth], prepared: true, file });
  expect(story.good(await officeHead.post<Decision>('/decisions', draft)).prepared).toBe(true);
  const other = paper('3/QĐ-SKHCN', { refused: [{ id: fourth, reason: REASON }], prepared: true, file });
  expect(story.good(await officeHead.post<Decision>('/decisions', other)).refused).toHaveLength(1);
  expect(await mayRelease()).toBe(false);
  await story.confirmDecisions(head, roundId);
  for (const id of [third, fourth]) {
    expect(await look(id)).toMatchObject({ outcome: null, stage: 'decision', decision: null });
    for (const event of ['awarded', 'refused']) expect(await writtenTo(stack, id, event)).toEqual([]);
    const single = { outcome: 'award', number: '9/QĐ-SKHCN', decidedOn: today, signedBy: 'Trần Tùng Chuẩn' };
    expect(await refused(head, `/nominations/${id}/actions/decide`, single)).toMatchObject({ status: 409 });
  }
  expect(await mayRelease()).toBe(true);
  story.good(await office.post(`/rounds/${roundId}/actions/release`, {}));
  await story.arrive(office, third, (n) => n.outcome === 'awarded');
  await story.arrive(office, fourth, (n) => n.outcome === 'rejected');
  expect((await look(third)).decision?.number).toBe('2/QĐ-SKHCN');
  const mail = await stack.deps.db.notification.findMany({ where: { pathId: fourth, event: 'refused' } });
  expect(mail.length).toBeGreaterThan(0);
  for (const { text } of mail.filter(({ recipient }) => recipient !== 'nominee-unit'))
    expect(text).toContain(REASON);
});

it('each award is in the register under its number, with the money of its day, and found without diacritics', async () => {
  const [first, , third] = ids as [string, string, string];
  const all = await awardsOf();
  expect(all.items.map(({ id }) => id).sort()).toEqual([first, third].sort());
  expect(all.items.map(({ registerNumber }) => registerNumber).sort()).toEqual(
    ['01', '02'].map((n) => `${n}/${today.slice(0, 4)}`),
  );
  const moneyFor = (kind: 'collective' | 'individual') =>
    awardMoney(awardMoneyRates(), 'giay-khen', kind, today)?.amount;
  expect(all.items.find(({ id }) => id === first)?.amount).toBe(moneyFor('collective'));
  expect(all.items.find(({ id }) => id === third)?.amount).toBe(moneyFor('individual'));
  expect((await awardsOf('?q=to%20do%20luong')).items.map(({ id }) => id)).toEqual([first]);
  expect((await awardsOf('?q=dao')).total).toBe(0);
  expect((await awardsOf(`?year=${Number(today.slice(0, 4)) - 1}`)).total).toBe(0);
  expect((await awardsOf(`?unit=${story.UNIT}&award=giay-khen&limit=1`)).items).toHaveLength(1);
  // Another organization's people see none of it.
  const stranger = await stack.as('unit-officer', 'so-y-te-hung-yen');
  expect(story.good(await stranger.get<{ total: number }>('/awards')).total).toBe(0);

  // A later check of the same person, spelt in capitals, finds what he was given.
  const row = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id: third } });
  const later = { ...row, id: first, subjectName: row.subjectName.toUpperCase() };
  const [found] = await earlierAwards(stack.deps.db, later);
  expect(found).toMatchObject({ nominationId: third, revoked: false });
  expect(dateText(found!.decidedOn)).toBe(today);
});

it('an award is revoked on a ground of the law, by the head alone; what went with it is followed until it is back', async () => {
  const [first, second, third] = ids as [string, string, string];
  const body = {
    number: '8/QĐ-SKHCN',
    decidedOn: today,
    ground: 'false-achievement',
    reason: 'Kê khai số liệu không đúng.',
  };
  const revoke = `/nominations/${third}/actions/revoke`;
  expect(await refused(office, revoke, body)).toMatchObject({ status: 403 });
  expect(await refused(head, revoke, { ...body, ground: 'other' })).toMatchObject({
    status: 422,
    errors: [{ path: 'ground' }],
  });
  expect(await refused(head, revoke, { ...body, decidedOn: addDays(today, -1) })).toMatchObject({
    status: 422,
    errors: [{ path: 'decidedOn' }],
  });
  expect(await refused(head, `/nominations/${second}/actions/revoke`, body)).toMatchObject({ status: 409 });
  const answers = [
    await head.post<story.NominationView>(revoke, body, 'revoked-once'),
    await head.post<story.NominationView>(revoke, body, 'revoked-once'),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { outcome: 'revoked' } });
  expect(await refused(head, revoke, body)).toMatchObject({ status: 409 });

  interface Revocation {
    id: string;
    state: string;
    dueAt: DateText;
    overdue: boolean;
    toReturn: { amount: number | null };
    allowedActions: string[];
  }
  const known = await story.all<Revocation>(office, '/revocations');
  expect(known).toHaveLength(1);
  const { id, dueAt, toReturn } = known[0]!;
  const days = await calendarOf(stack);
  expect(dueAt).toBe(days.after(today, afterDecision().returnAfterRevocation.workingDays));
  expect((await awardsOf('?revoked=true')).items).toMatchObject([
    { id: third, amount: toReturn.amount, revoked: { number: '8/QĐ-SKHCN', ground: 'false-achievement' } },
  ]);
  expect((await awardsOf('?revoked=false')).items.map((award) => award.id)).toEqual([first]);
  expect(await writtenTo(stack, id, 'award-revoked')).toEqual(
    expect.arrayContaining(emailOf(stack, 'unit-head', story.UNIT)),
  );
  const told = await stack.deps.db.notification.findMany({ where: { pathId: id } });
  for (const { text } of told) expect(text).not.toContain(names[2]);

  // Reminded before the day, overdue after it; neither ends it.
  const { remindBefore } = afterDecision().returnAfterRevocation;
  await stack.until(new Date(endOfDay(dueAt).getTime() + 120_000));
  expect(await writtenTo(stack, id, 'revocation-reminder')).toHaveLength(
    remindBefore.length * [...emailOf(stack, 'office-reviewer', story.LEAD), 'the head of the unit'].length,
  );
  const look = async () => story.good(await office.get<Revocation>(`/revocations/${id}`));
  expect(await look()).toMatchObject({
    state: 'returning',
    overdue: true,
    allowedActions: ['record-return'],
  });
  const back = (what: string) => [`/revocations/${id}/actions/record-return`, { what, on: dueAt }] as const;
  expect(await refused(head, ...back('items'))).toMatchObject({ status: 403 });
  story.good(await office.post(...back('items')));
  expect(await refused(office, ...back('items'))).toMatchObject({ status: 422 });
  expect(story.good(await office.post<Revocation>(...back('money')))).toMatchObject({
    state: 'finished',
    overdue: false,
    allowedActions: [],
  });
  expect((await look()).state).toBe('finished');
  expect(await refused(office, ...back('money'))).toMatchObject({ status: 409 });
  expect(await brokenInvariants(stack.deps.db)).toEqual([]);
});
