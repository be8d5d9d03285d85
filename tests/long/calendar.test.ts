import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dateOf, dayOfWeek, endOfDay, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  paper,
  pastCouncil,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

/**
 * Three weeks without a day off, from a Monday on: Văn phòng's ten working days would end on the third Monday. On the
 * first an administrator enters two days off that are proposed for the second week: its Monday (with a Saturday to
 * make up for it, in the third week), which is confirmed on the first Thursday, and its Tuesday, which is turned down.
 */
let stack: Stack;
let admin: ApiClient;
let office: ApiClient;
let monday: DateText;
let roundId: string;
let left: string;
let extended: string;
let held: string;
let session: story.SessionView;
let submission: story.SubmissionView;
const day = (n: number): DateText => addDays(monday, n);
const noon = (n: number): Date => instantAt(day(n), 12);
const at8 = (n: number): Date => new Date(instantAt(day(n), 8).getTime() + 60_000);

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  admin = await stack.as('administrator', story.DEPARTMENT);
  office = await stack.as('office-reviewer', story.LEAD);
  monday = await quietMonday();
  await stack.until(noon(0));
  const source = 'đề xuất hoán đổi (ví dụ)';
  await enter(day(7), 'off', source);
  await enter(day(8), 'off', source);
  await enter(day(19), 'working', source);
  roundId = (await story.openRound(stack.as, roundFrom(monday))).id;
  const submitted = async (name: string) => {
    const { id } = await story.draft(stack.as, roundId, { kind: 'collective', award: 'giay-khen', name });
    await story.submit(stack.as, id);
    return id;
  };
  left = await submitted('Tổ một');
  extended = await submitted('Tổ hai');
  held = await submitted('Tổ ba');
});
afterAll(() => stack.stop());

/** The first Monday ahead whose next three weeks hold no day of the calendar. */
async function quietMonday(): Promise<DateText> {
  const { calendar } = await calendarOf(stack);
  let start = addDays(await todayOf(stack), 3);
  const isQuiet = () =>
    dayOfWeek(start) === 1 &&
    Array.from({ length: 22 }, (_, n) => addDays(start, n)).every((d) => !calendar.days.has(d));
  while (!isQuiet()) start = addDays(start, 1);
  return start;
}

interface Day {
  version: number;
  status: string;
}
const enter = async (date: DateText, kind: 'off' | 'working', source: string) =>
  story.good(
    await admin.send<Day>(
      'PUT',
      `/calendar/${date}`,
      { kind, status: 'proposed', source },
      { 'If-None-Match': '*' },
    ),
  );
const settle = async (
  date: DateText,
  kind: 'off' | 'working',
  status: string,
  source: string,
): Promise<Day> => {
  const days = await story.all<Day & { date: string }>(admin, '/calendar');
  const { version } = days.find((d) => d.date === date)!;
  return story.good(await admin.put<Day>(`/calendar/${date}`, { kind, status, source }, version));
};
const reviewers = () => emailOf(stack, 'office-reviewer', story.LEAD);
const told = (id: string) => story.arrive(office, id, () => true);
const transitionsOf = async (pathId: string, act: string) =>
  (await stack.deps.db.transition.findMany({ where: { pathId, act }, orderBy: { version: 'asc' } })).map(
    ({ detail, personId }) => ({ detail, personId }),
  );
/** What the paths were told they have recorded. */
const heard = () =>
  expect.poll(() => stack.deps.db.wake.count({ where: { doneAt: null } }), { timeout: 20_000 }).toBe(0);

it('a due date that crosses a proposed day is provisional: in the answer, in its words and in mail', async () => {
  const view = await story.look(office, left);
  expect(view).toMatchObject({
    dueAt: day(14),
    provisional: true,
    waiting: { until: day(14), provisional: true, untilText: expect.stringContaining('(tạm tính)') },
  });
  const mail = await stack.deps.db.notification.findMany({ where: { pathId: left, event: 'stage-entered' } });
  for (const { text } of mail) expect(text).toMatch(/Hạn: .*\(tạm tính\)/);
  expect(mail.length).toBeGreaterThan(0);
});

it('meanwhile one is given more time, one is held and released, and the others go on', async () => {
  const head = await stack.as('office-head', story.LEAD);
  await story.act(head, extended, 'extend', { to: day(16), reason: 'Chờ xác minh thành tích.' });
  const ids = [
    await toCouncil(stack, roundId, { kind: 'collective', award: 'bang-khen', name: 'Tổ bốn' }),
    await toCouncil(stack, roundId, { kind: 'collective', award: 'giay-khen', name: 'Tổ năm' }),
  ];
  const [goes, waits] = ids as [string, string];
  await pastCouncil(stack, [goes]);
  await stack.until(noon(1));
  const document = await paper(office, 'don-phan-anh');
  await story.act(office, held, 'hold', { ground: 'complaint', document, reason: 'Chờ kết quả.' });
  await stack.until(noon(2));
  expect(await story.act(office, held, 'release', { document, reason: 'Không có căn cứ.' })).toMatchObject({
    dueAt: day(15),
    provisional: true,
  });
  await stack.until(noon(3));
  submission = await story.sendOn(office, roundId, [goes], [story.LEAD, story.APPRAISER], day(3));
  const secretary = await stack.as('council-secretary', story.COUNCIL);
  session = story.good(
    await secretary.post<story.SessionView>('/council-sessions', {
      body: story.COUNCIL,
      nominationIds: [waits],
      mode: 'meeting',
      scheduledAt: instantAt(day(8), 9).toISOString(),
      place: 'Phòng họp tầng 3',
      ballot: 'show-of-hands',
    }),
  );
  story.good(await secretary.post(`/council-sessions/${session.id}/actions/convene`));
  const sent = await office.get<{ waiting: unknown }>(`/submissions/${submission.id}`);
  expect(sent.body.waiting).toMatchObject({ until: day(8), provisional: true });
});

it('a day confirmed while the timer runs over it moves the date, which the path records and tells who must act', async () => {
  const versions = await stack.deps.db.councilSession.findUniqueOrThrow({ where: { id: session.id } });
  await settle(day(7), 'off', 'confirmed', 'Thông báo (ví dụ)');
  await heard();
  expect(await told(left)).toMatchObject({ dueAt: day(15), provisional: true, stage: 'office-review' });
  expect(await transitionsOf(left, 'calendar-changed')).toEqual([
    { detail: { day: day(7), before: day(14), due: day(15) }, personId: null },
  ]);
  expect(await writtenTo(stack, left, 'recalculated')).toEqual(reviewers());
  const sent = await office.get<{ waiting: unknown }>(`/submissions/${submission.id}`);
  expect(sent.body.waiting).toMatchObject({ until: day(9), provisional: true });
  expect(await transitionsOf(submission.id, 'calendar-changed')).toMatchObject([
    { detail: { day: day(7), before: day(8), due: day(9) } },
  ]);
  expect(await writtenTo(stack, submission.id, 'recalculated')).toEqual(reviewers());
  // The day of a session is its own: its reminder moves without a word.
  const after = await stack.deps.db.councilSession.findUniqueOrThrow({ where: { id: session.id } });
  expect(after.version).toBe(versions.version);
});

it('what somebody decided stays: an extension, and the date that a release gave', async () => {
  expect(await told(extended)).toMatchObject({ dueAt: day(16), provisional: false });
  expect(await told(held)).toMatchObject({ dueAt: day(15), provisional: true });
  for (const id of [extended, held]) {
    expect(await transitionsOf(id, 'calendar-changed')).toEqual([]);
    expect(await writtenTo(stack, id, 'recalculated')).toEqual([]);
  }
});

it('a swap that is turned down clears the mark and moves nothing, without a mail', async () => {
  await settle(day(8), 'off', 'withdrawn', 'Công văn không chấp thuận hoán đổi (ví dụ)');
  await heard();
  for (const id of [left, held]) {
    expect(await told(id)).toMatchObject({
      dueAt: day(15),
      provisional: false,
      waiting: { provisional: false },
    });
    expect(await transitionsOf(id, 'calendar-changed')).toContainEqual({
      detail: { day: day(8), before: day(15), due: day(15) },
      personId: null,
    });
  }
  expect(await writtenTo(stack, left, 'recalculated')).toEqual(reviewers());
  expect(await writtenTo(stack, held, 'recalculated')).toEqual([]);
  expect(await transitionsOf(submission.id, 'calendar-changed')).toHaveLength(1);
});

it('asked again, or told what cannot touch any date, nothing is recorded', async () => {
  const count = () => stack.deps.db.transition.count();
  const before = await count();
  await settle(day(7), 'off', 'confirmed', 'Thông báo (ví dụ)');
  await settle(day(7), 'off', 'confirmed', 'Thông báo số 12/TB-BNV (ví dụ)');
  expect(await stack.deps.db.wake.count({ where: { doneAt: null } })).toBe(0);
  expect(await count()).toBe(before);
});

it('the session is reminded of on the working day before it, which is Friday now', async () => {
  await stack.until(at8(4));
  expect(await writtenTo(stack, session.id, 'session-reminder')).not.toEqual([]);
});

it('reminders, the end of the period and the escalation follow the new date, not the old one', async () => {
  await stack.until(at8(9));
  expect(await writtenTo(stack, left, 'reminder')).toEqual([]);
  // A minute before its day has ended: at the very instant either may come first.
  await stack.until(new Date(endOfDay(day(9)).getTime() - 60_000));
  expect(await writtenTo(stack, submission.id, 'submission-reminder')).toEqual([]);
  await stack.until(at8(10));
  expect(await writtenTo(stack, submission.id, 'submission-reminder')).toEqual(reviewers());
  expect(await writtenTo(stack, left, 'reminder')).toEqual(reviewers());
  await stack.until(new Date(endOfDay(day(14)).getTime() + 60_000));
  expect(await story.look(office, left)).toMatchObject({ overdue: false });
  await stack.until(new Date(endOfDay(day(15)).getTime() + 60_000));
  for (const id of [left, held])
    expect(await story.look(office, id)).toMatchObject({ overdue: true, stage: 'office-review' });
  expect(await story.look(office, extended)).toMatchObject({ overdue: false });
  expect(await writtenTo(stack, left, 'escalated-to-body-head')).toEqual(
    emailOf(stack, 'office-head', story.LEAD),
  );
  await stack.until(new Date(endOfDay(day(16)).getTime() + 60_000));
  expect(await story.look(office, extended)).toMatchObject({ overdue: true });
});

it('a working Saturday that is confirmed brings the escalation forward, and no due date', async () => {
  // Three working days after the due date the Giám đốc hears of it: on the Saturday, not the Monday after it.
  await settle(day(19), 'working', 'confirmed', 'Thông báo (ví dụ)');
  await heard();
  expect(dateOf(await stack.deps.clock())).toBe(day(17));
  await stack.until(new Date(endOfDay(day(18)).getTime() + 60_000));
  expect(await writtenTo(stack, left, 'escalated-to-organization-head')).not.toEqual([]);
  await stack.until(new Date(endOfDay(day(19)).getTime() + 60_000));
  expect(await writtenTo(stack, extended, 'escalated-to-organization-head')).not.toEqual([]);
  await eachDeliveredOnce(stack);
});
