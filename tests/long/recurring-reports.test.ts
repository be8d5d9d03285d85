import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { sweep } from '../../activities/caretaker.ts';
import { addDays, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { act, handOver, look, taskOf, waitingIn } from '../support/owed.ts';
import type { ObligationView } from '../support/owed.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { eachDeliveredOnce, roundFrom, todayOf, writtenTo } from '../support/steps.ts';

/** A report that is owed twice while its movement runs: it is begun once for each period, whatever happens twice. */
const CODE = 'bao-cao-6-thang';

let stack: Stack;
let office: ApiClient;
let officer: ApiClient;
let first: DateText;
let second: DateText;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  officer = await stack.as('unit-officer', story.UNIT);
});
afterAll(() => stack.stop());

const everyYear = (day: DateText): DateText => day.replace(/-02-29$/, '-02-28');
const dayOfYear = (day: DateText) => ({ month: Number(day.slice(5, 7)), day: Number(day.slice(8)) });

/** The plan with this one report, due on two days to come, and over soon after the second. */
function changed(): Plan {
  const plan = parse(readFileSync(`movements/${story.MOVEMENT}.yaml`, 'utf8')) as Plan;
  const owed = plan.obligations.find(({ code }) => code === CODE);
  if (!owed) throw new Error('another plan than this test was written for');
  const recurs = { on: [first, second].map(dayOfYear), source: 'Mặc định, không phải luật' };
  plan.obligations = [{ ...owed, recurs }];
  plan.period.to = addDays(second, 20);
  return plan;
}

const reports = (): Promise<ObligationView[]> =>
  story
    .all<ObligationView>(office, '/obligations')
    .then((all) => all.filter(({ obligation }) => obligation === CODE));
const ofUnit = async (period: string): Promise<ObligationView> => {
  const found = (await reports()).filter((r) => r.debtor === story.UNIT && r.period === period);
  expect(found.length).toBe(1);
  return found[0]!;
};
/** How often each unit owes the report of a period. */
const timesOwed = async (period: string): Promise<number[]> => {
  const debtors = (await reports()).filter((r) => r.period === period).map(({ debtor }) => debtor);
  return [...new Set(debtors)].map((unit) => debtors.filter((debtor) => debtor === unit).length);
};
const sweepTwice = async () => {
  for (let i = 0; i < 2; i++) await sweep(stack.deps.db, stack.deps.starting);
};
const running = async (id: string) => {
  await sweep(stack.deps.db, stack.deps.starting);
  return stack.deps.db.obligation.findUniqueOrThrow({ where: { id } }).then(({ started }) => started);
};

let units: number;
it('a round begins the report of the period that runs, and another round does not begin it again', async () => {
  const today = await todayOf(stack);
  first = everyYear(addDays(today, 10));
  second = everyYear(addDays(today, 50));
  const administrator = await stack.as('administrator', story.DEPARTMENT);
  story.good(await administrator.file(`/movements/${story.MOVEMENT}`, stringify(changed()), 1));
  await story.openRound(stack.as, roundFrom(today));
  units = (await reports()).length;
  expect(units).toBeGreaterThan(2);
  await story.openRound(stack.as, roundFrom(today), 'so-ket-2023');
  expect(new Set((await reports()).map(({ period, dueAt }) => `${period} ${dueAt}`))).toEqual(
    new Set([`${first.slice(0, 7)} ${first}`]),
  );
  expect(await timesOwed(first.slice(0, 7))).toEqual(Array.from({ length: units }, () => 1));
});

it('handed in, it begins the next; returned, handed in again and accepted twice, no other', async () => {
  const { id } = await ofUnit(first.slice(0, 7));
  await handOver(officer, id, 'bao-cao');
  await act(officer, id, 'submit');
  const next = await ofUnit(second.slice(0, 7));
  expect(next).toMatchObject({ state: 'owed', dueAt: second, roundId: null });
  await act(office, id, 'return', { reason: 'Thiếu số liệu.' });
  await handOver(officer, id, 'bao-cao');
  await act(officer, id, 'submit');
  const [key, path] = [randomUUID(), `/obligations/${id}/actions/accept`];
  const answers = [await office.post(path, {}, key), await office.post(path, {}, key)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await sweepTwice();
  expect(await timesOwed(second.slice(0, 7))).toEqual([1]);
  await expect.poll(() => running(next.id), { timeout: 15_000 }).toBe(true);
  expect(await waitingIn(stack, next.id)).toMatchObject({ waiting: { until: second } });
  expect(await taskOf(officer, next.id)).toMatchObject({ dueAt: second, overdue: false });
  expect((await look(officer, next.id)).timeline.map((line) => line.act)).toEqual(['begin']);
});

it('the others let its day pass: overdue, and the next is begun for each, once', async () => {
  await stack.until(instantAt(addDays(first, 1), 9));
  await sweepTwice();
  const before = (await reports()).filter((r) => r.period === first.slice(0, 7));
  expect(before.filter(({ overdue }) => overdue).length).toBe(units - 1);
  expect(await timesOwed(second.slice(0, 7))).toEqual(Array.from({ length: units }, () => 1));
  const late = before.find(({ overdue }) => overdue)!;
  const head = await stack.as('office-head', story.LEAD);
  await act(head, late.id, 'waive', { reason: 'Đơn vị mới sắp xếp lại.' });
  expect(await timesOwed(second.slice(0, 7))).toEqual(Array.from({ length: units }, () => 1));
});

it('the second period is lived through in the same way, and with the movement it recurs no more', async () => {
  for (const { id } of await reports()) await expect.poll(() => running(id), { timeout: 15_000 }).toBe(true);
  await stack.until(instantAt(addDays(second, 1), 9));
  await sweepTwice();
  const mine = await ofUnit(second.slice(0, 7));
  expect(mine).toMatchObject({ overdue: true });
  expect((await writtenTo(stack, mine.id, 'obligation-overdue')).length).toBeGreaterThan(0);
  const acts = await stack.deps.db.transition.findMany({ where: { pathId: mine.id }, select: { act: true } });
  expect(acts.map((line) => line.act)).toEqual(['begin', 'remind', 'remind', 'overdue']);
  expect((await reports()).length).toBe(2 * units);
});

it('every mail lies in its mailbox, once', () => eachDeliveredOnce(stack));
