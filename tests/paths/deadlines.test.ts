import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, daysBetween, endOfDay, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  refusedAct,
  roundFrom,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

/**
 * Văn phòng's ten working days, begun eight before the next Tết of the calendar: one nomination is left lying, the
 * other is given more time. The tests follow each other through the same weeks.
 */
let stack: Stack;
let office: ApiClient;
let left: string;
let extended: string;
let due: DateText;
let newDue: DateText;
let days: Awaited<ReturnType<typeof calendarOf>>;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  days = await calendarOf(stack);
  const start = days.before(await nextTet(), 8);
  await stack.until(instantAt(start, 9));
  office = await stack.as('office-reviewer', story.LEAD);
  const round = await story.openRound(stack.as, roundFrom(start));
  const submitted = async (name: string) => {
    const { id } = await story.draft(stack.as, round.id, { kind: 'collective', award: 'giay-khen', name });
    await story.submit(stack.as, id);
    return id;
  };
  left = await submitted('Tổ một');
  extended = await submitted('Tổ hai');
  due = days.after(start, 10);
  newDue = days.after(due, 5);
});
afterAll(() => stack.stop());

/** The first day off of the first Tết that is far enough away. */
async function nextTet(): Promise<DateText> {
  const soon = addDays(await todayOf(stack), 20);
  const tet = [...days.calendar.days.values()]
    .filter(
      ({ kind, status, source }) =>
        kind === 'off' && status !== 'proposed' && source.includes('Tết Nguyên đán'),
    )
    .map(({ date }) => date)
    .filter((date) => date > soon)
    .sort()[0];
  if (!tet) throw new Error('organization/calendar.yaml has no Tết ahead: add the rows of the next years');
  return tet;
}

const reviewers = () => emailOf(stack, 'office-reviewer', story.LEAD);
const officeHead = () => emailOf(stack, 'office-head', story.LEAD);
const justAfter = (instant: Date): Date => new Date(instant.getTime() + 60_000);
const justBefore = (instant: Date): Date => new Date(instant.getTime() - 60_000);
const times = (n: number, addresses: string[]) =>
  Array.from({ length: n }, () => addresses)
    .flat()
    .sort();

it('ten working days over Tết end after it, and say that they are provisional', async () => {
  const view = await story.look(office, left);
  expect(view).toMatchObject({ stage: 'office-review', dueAt: due, provisional: true });
  expect(daysBetween(view.dueAt ?? '', await todayOf(stack))).toBeLessThan(-14 - 5);
  const [mail] = await stack.deps.db.notification.findMany({
    where: { pathId: left, event: 'stage-entered' },
  });
  expect(mail?.text).toContain('tạm tính');
});

it('the body that must act is reminded three and one working days before, at eight, once each', async () => {
  await stack.until(justBefore(instantAt(days.before(due, 3), 8)));
  expect(await writtenTo(stack, left, 'reminder')).toEqual([]);
  await stack.until(justAfter(instantAt(days.before(due, 3), 8)));
  expect(await writtenTo(stack, left, 'reminder')).toEqual(reviewers());
  // A worker that starts again takes the timetable from the record: nothing is said twice.
  await stack.stopWorker();
  await stack.startWorker();
  await stack.until(justAfter(instantAt(days.before(due, 1), 8)));
  expect(await writtenTo(stack, left, 'reminder')).toEqual(times(2, reviewers()));
});

it('an extension is for the head of the office, to a later date, and is told to those concerned', async () => {
  const head = await stack.as('office-head', story.LEAD);
  const longer = { to: newDue, reason: 'Chờ xác minh thành tích.' };
  expect(await refusedAct(office, extended, 'extend', longer)).toMatchObject({ status: 403 });
  expect(await refusedAct(head, extended, 'extend', { ...longer, to: due })).toMatchObject({
    status: 422,
    code: 'invalid',
    errors: [{ path: 'to' }],
  });
  expect(await story.act(head, extended, 'extend', longer)).toMatchObject({
    dueAt: newDue,
    provisional: false,
  });
  expect(await writtenTo(stack, extended, 'extended')).toEqual(
    [
      ...reviewers(),
      ...emailOf(stack, 'unit-officer', story.UNIT),
      ...emailOf(stack, 'unit-head', story.UNIT),
    ].sort(),
  );
});

it('the due date counts to its last minute; then it is overdue, and the head of the office hears of it', async () => {
  await stack.until(justBefore(endOfDay(due)));
  expect(await story.look(office, left)).toMatchObject({ overdue: false });
  await stack.until(justAfter(endOfDay(due)));
  expect(await story.look(office, left)).toMatchObject({ overdue: true, stage: 'office-review', dueAt: due });
  expect(await writtenTo(stack, left, 'overdue')).toEqual(
    [...reviewers(), ...officeHead(), ...emailOf(stack, 'unit-officer', story.UNIT)].sort(),
  );
  expect(await writtenTo(stack, left, 'escalated-to-body-head')).toEqual(officeHead());
  const { items } = story.good(await office.get<{ items: { id: string }[] }>('/nominations?overdue=true'));
  expect(items.map(({ id }) => id)).toEqual([left]);
});

it('what was given more time is not overdue on the old date, and is reminded again before the new one', async () => {
  expect(await story.look(office, extended)).toMatchObject({ overdue: false, dueAt: newDue });
  expect(await writtenTo(stack, extended, 'overdue')).toEqual([]);
  expect(await writtenTo(stack, extended, 'reminder')).toEqual(times(2, reviewers()));
  await stack.until(justAfter(instantAt(days.before(newDue, 3), 8)));
  expect(await writtenTo(stack, extended, 'reminder')).toEqual(times(3, reviewers()));
});

it('three working days later the Giám đốc hears of it, and still nothing is approved by silence', async () => {
  await stack.until(justAfter(endOfDay(days.after(due, 3))));
  expect(await writtenTo(stack, left, 'escalated-to-organization-head')).toEqual(
    [...emailOf(stack, 'head', story.DEPARTMENT), ...officeHead()].sort(),
  );
  expect(await story.look(office, left)).toMatchObject({
    stage: 'office-review',
    outcome: null,
    allowedActions: expect.arrayContaining(['approve', 'return', 'reject']),
  });
  await stack.until(justAfter(endOfDay(newDue)));
  expect(await writtenTo(stack, extended, 'reminder')).toEqual(times(4, reviewers()));
  expect(await story.look(office, extended)).toMatchObject({ overdue: true, stage: 'office-review' });
  const silent = await stack.deps.db.transition.findMany({
    where: { pathId: left, personId: null },
    orderBy: { id: 'asc' },
  });
  expect(silent.map(({ act }) => act)).toEqual(['remind', 'remind', 'overdue', 'escalate', 'escalate']);
});

it('a late approval is an approval, and every mail on the way came once', async () => {
  expect(await story.review(stack.as, left)).toMatchObject({ stage: 'council-vote', overdue: false });
  await eachDeliveredOnce(stack);
});
