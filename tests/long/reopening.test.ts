import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfDay, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  refused,
  refusedAct,
  roundFrom,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

/** What the end of intake closes, and what brings it back. */
const OTHER = 'phong-qlcn-so-khcn-hung-yen';
const reason = 'Nhiều đơn vị mới sáp nhập, chưa kịp hoàn thiện hồ sơ.';

let stack: Stack;
let office: ApiClient;
let head: ApiClient;
let officer: ApiClient;
let days: Awaited<ReturnType<typeof calendarOf>>;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  days = await calendarOf(stack);
  await stack.until(instantAt(days.after(await todayOf(stack), 1), 9));
  office = await stack.as('office-reviewer', story.LEAD);
  head = await stack.as('office-head', story.LEAD);
  officer = await stack.as('unit-officer', story.UNIT);
});
afterAll(() => stack.stop());

interface RoundView extends story.RoundView {
  reopensUntil: string | null;
  awaitingTime: number;
  allowedActions: string[];
}
const roundOf = async (id: string, as = office) => story.good(await as.get<RoundView>(`/rounds/${id}`));
const stateOf = async (id: string) => (await roundOf(id)).state;
const onRound = async (id: string, act: string, body: unknown) =>
  story.good(await office.post<RoundView>(`/rounds/${id}/actions/${act}`, body));
/** A round that closes its intake so many working days from now. */
const roundClosing = async (within: number): Promise<{ id: string; closes: DateText }> => {
  const today = await todayOf(stack);
  const closes = days.after(today, within);
  const { id } = await story.openRound(stack.as, { ...roundFrom(today), intakeCloses: closes });
  return { id, closes };
};
let people = 0;
const drafted = (roundId: string, unit = story.UNIT) =>
  story.draft(stack.as, roundId, { kind: 'collective', award: 'giay-khen', unit, name: `Tổ ${++people}` });
const justAfter = (day: DateText): Date => new Date(endOfDay(day).getTime() + 120_000);
const nextMorning = async (): Promise<void> => stack.until(instantAt(days.after(await todayOf(stack), 0), 9));
/** What has happened to it, but for reminders. */
const actsOn = async (pathId: string): Promise<string[]> => {
  const where = { pathId, act: { not: 'remind' } };
  const rows = await stack.deps.db.transition.findMany({ where, orderBy: { version: 'asc' } });
  return rows.map(({ act }) => act);
};

describe('a draft under way when intake closes', () => {
  it('waits, closed, with all that was typed, and is submitted once the office extends the next morning', async () => {
    const { id: round, closes } = await roundClosing(2);
    const { id } = await drafted(round);
    const before = story.good(
      await officer.get<{ achievement: object; evidence: object }>(`/nominations/${id}`),
    );
    await stack.until(justAfter(closes));
    const until = days.after(closes, 5);
    const waiting = await story.arrive(officer, id, (n) => n.dueAt === until);
    expect(waiting).toMatchObject({
      ...{ stage: 'unit-proposal', outcome: null, allowedActions: ['withdraw'] },
      timeUp: { on: closes, reopensUntil: until },
      waiting: { code: 'draft-awaits-time', until },
    });
    expect(waiting).toMatchObject({ achievement: before.achievement, evidence: before.evidence });
    expect(await refusedAct(officer, id, 'submit')).toMatchObject({ status: 409 });
    expect(await writtenTo(stack, id, 'time-is-up')).toEqual(
      [
        ...emailOf(stack, 'unit-officer', story.UNIT),
        ...emailOf(stack, 'unit-head', story.UNIT),
        (await stack.deps.db.unit.findUniqueOrThrow({ where: { code: story.UNIT } })).email ?? '',
      ].sort(),
    );
    expect(await writtenTo(stack, id, 'lapsed')).toEqual([]);
    expect(await roundOf(round)).toMatchObject({
      ...{ state: 'intake-closed', reopensUntil: until, awaitingTime: 1 },
    });

    await nextMorning();
    const later = days.after(closes, 4);
    await onRound(round, 'extend', { deadline: 'intakeCloses', to: later, reason });
    const back = await story.arrive(officer, id, (n) => n.dueAt === later);
    expect(back).toMatchObject({ timeUp: null, achievement: before.achievement, evidence: before.evidence });
    expect(await story.submit(stack.as, id)).toMatchObject({ stage: 'office-review' });
    expect(await actsOn(id)).toEqual(['draft', 'time-up', 'dates-changed', 'submit']);
    expect((await writtenTo(stack, id, 'reopened')).length).toBeGreaterThan(0);
  });

  it('comes back with leave for its unit, and not with that of another', async () => {
    const { id: round, closes } = await roundClosing(2);
    const mine = await drafted(round);
    const other = await drafted(round, OTHER);
    await stack.until(justAfter(closes));
    const until = days.after(closes, 2);
    await story.arrive(officer, mine.id, (n) => n.dueAt === days.after(closes, 5));
    await onRound(round, 'admit-late', { unit: story.UNIT, until, reason });
    await story.arrive(officer, mine.id, (n) => n.dueAt === until);
    const stranger = await stack.as('unit-officer', OTHER);
    expect(await story.look(stranger, other.id)).toMatchObject({ timeUp: { on: closes } });
    // Left lying again, it waits again, from the end of its leave.
    await stack.until(justAfter(until));
    await story.arrive(officer, mine.id, (n) => n.dueAt === days.after(until, 5));
    const again = days.after(until, 3);
    await onRound(round, 'admit-late', { unit: story.UNIT, until: again, reason });
    await story.arrive(officer, mine.id, (n) => n.dueAt === again);
    expect(await story.submit(stack.as, mine.id)).toMatchObject({ stage: 'office-review' });
    const past = { unit: OTHER, until: closes, reason };
    expect(await refused(office, `/rounds/${round}/actions/admit-late`, past)).toMatchObject({
      ...{ status: 422, errors: [{ path: 'until' }] },
    });
  });

  it('lapses for good when that time is over, and the extension after it brings nothing back', async () => {
    const { id: round, closes } = await roundClosing(2);
    const { id } = await drafted(round);
    const kept = await drafted(round, OTHER);
    await story.submit(stack.as, kept.id, OTHER);
    const until = days.after(closes, 5);
    await stack.until(new Date(endOfDay(until).getTime() - 60_000));
    expect(await story.look(officer, id)).toMatchObject({ outcome: null, timeUp: { on: closes } });
    await stack.until(justAfter(until));
    await story.arrive(officer, id, (n) => n.outcome === 'lapsed');
    expect(await writtenTo(stack, id, 'lapsed')).not.toEqual([]);
    await nextMorning();
    const to = days.after(await todayOf(stack), 5);
    await onRound(round, 'extend', { deadline: 'intakeCloses', to, reason });
    expect(await stateOf(round)).toBe('open');
    expect(await story.look(officer, id)).toMatchObject({ outcome: 'lapsed' });
    expect(await actsOn(id)).toEqual(['draft', 'time-up', 'lapse']);
  });

  it('is closed by hand as by the date, and given up by its unit while it waits', async () => {
    const { id: round } = await roundClosing(10);
    const { id } = await drafted(round);
    const today = await todayOf(stack);
    await onRound(round, 'close-intake', {});
    const unitHead = await stack.as('unit-head', story.UNIT);
    const waiting = await story.arrive(unitHead, id, (n) => n.dueAt === days.after(today, 5));
    expect(waiting.allowedActions).toEqual(['withdraw']);
    expect(await story.act(unitHead, id, 'withdraw', { reason: 'Để đợt sau.' })).toMatchObject({
      ...{ outcome: 'withdrawn', timeUp: null },
    });
  });

  it('is woken once in the moment of the closing, however many there are', async () => {
    const { id: round, closes } = await roundClosing(2);
    const drafts = await Promise.all(Array.from({ length: 12 }, () => drafted(round)));
    await stack.until(justAfter(closes));
    for (const { id } of drafts) await story.arrive(officer, id, (n) => n.dueAt === days.after(closes, 5));
    expect(await stack.deps.db.wake.count({ where: { fromId: round } })).toBe(0);
    for (const { id } of drafts) expect(await actsOn(id)).toEqual(['draft', 'time-up']);
  });
});

describe('a round in which nobody had sent anything', () => {
  it('is not over at midnight, and takes proposals again when the office extends the next morning', async () => {
    const { id: round, closes } = await roundClosing(2);
    await stack.until(justAfter(closes));
    await expect.poll(() => stateOf(round), { timeout: 10_000 }).toBe('intake-closed');
    await nextMorning();
    const to = days.after(await todayOf(stack), 3);
    expect(await onRound(round, 'extend', { deadline: 'intakeCloses', to, reason })).toMatchObject({
      ...{ state: 'open', reopensUntil: null },
    });
    const { id } = await drafted(round);
    expect(await story.submit(stack.as, id)).toMatchObject({ stage: 'office-review' });
  });

  it('is over when the office can bring nothing back any more', async () => {
    const { id: round, closes } = await roundClosing(2);
    const until = days.after(closes, 5);
    await stack.until(new Date(endOfDay(until).getTime() - 60_000));
    expect(await roundOf(round)).toMatchObject({ state: 'intake-closed', reopensUntil: until });
    await stack.until(justAfter(until));
    await expect.poll(() => stateOf(round), { timeout: 10_000 }).toBe('finished');
  });
});

describe('a round that is over', () => {
  let round: string;
  let withdrawn: string;
  beforeAll(async () => {
    const opened = await roundClosing(2);
    round = opened.id;
    const { id } = await drafted(round);
    withdrawn = id;
    await story.submit(stack.as, id);
    const unitHead = await stack.as('unit-head', story.UNIT);
    await story.act(unitHead, id, 'withdraw', { reason: 'Đơn vị xin rút.' });
    await stack.until(justAfter(days.after(opened.closes, 5)));
    await nextMorning();
  });

  const reopen = (to: DateText) => ({ to, reason: 'Mở lại theo ý kiến của Giám đốc Sở.' });

  it('is reopened by the head of its office alone, for a day to come and with a reason', async () => {
    await expect.poll(() => stateOf(round), { timeout: 10_000 }).toBe('finished');
    const to = days.after(await todayOf(stack), 3);
    const path = `/rounds/${round}/actions/reopen`;
    for (const stranger of [office, officer, await stack.as('head', story.DEPARTMENT)])
      expect(await refused(stranger, path, reopen(to))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await refused(head, path, { to })).toMatchObject({ status: 422, errors: [{ path: 'reason' }] });
    const past = reopen(days.before(await todayOf(stack), 1));
    expect(await refused(head, path, past)).toMatchObject({ status: 422, errors: [{ path: 'to' }] });
    expect((await roundOf(round, head)).allowedActions).toEqual(['reopen']);
    expect((await roundOf(round)).allowedActions).toEqual([]);
    expect(await stateOf(round)).toBe('finished');
  });

  it('takes proposals again, says why in its story and to the units, and closes by itself', async () => {
    const to = days.after(await todayOf(stack), 3);
    const answer = story.good(await head.post<RoundView>(`/rounds/${round}/actions/reopen`, reopen(to)));
    expect(answer).toMatchObject({ state: 'open', dates: { intakeCloses: to } });
    const { items } = story.good(
      await office.get<{ items: { act: string; reason: string | null }[] }>(`/rounds/${round}/timeline`),
    );
    expect(items.find(({ act }) => act === 'reopen')).toMatchObject({ reason: reopen(to).reason });
    const told = await writtenTo(stack, round, 'round-reopened');
    expect(told).toEqual(
      expect.arrayContaining([
        ...emailOf(stack, 'unit-head', story.UNIT),
        ...emailOf(stack, 'unit-head', OTHER),
        ...emailOf(stack, 'office-reviewer', story.LEAD),
      ]),
    );
    const [mail] = await stack.deps.db.notification.findMany({
      where: { pathId: round, event: 'round-reopened', address: emailOf(stack, 'unit-head', OTHER)[0] },
    });
    expect(mail?.text).toContain(reopen(to).reason);
    // What was closed in it stays closed.
    expect(await story.look(officer, withdrawn)).toMatchObject({ outcome: 'withdrawn' });
    const { id } = await drafted(round);
    expect(await story.submit(stack.as, id)).toMatchObject({ stage: 'office-review' });
    // Its path runs again: it records acts, and its date.
    await onRound(round, 'extend', { deadline: 'intakeCloses', to: days.after(to, 1), reason });
    await stack.until(justAfter(days.after(to, 1)));
    await expect.poll(() => stateOf(round), { timeout: 10_000 }).toBe('intake-closed');
    const again = await refused(head, `/rounds/${round}/actions/reopen`, reopen(days.after(to, 9)));
    expect(again).toMatchObject({ status: 409, code: 'not-in-this-state' });
    await eachDeliveredOnce(stack);
  });
});
