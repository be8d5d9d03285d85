import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfDay, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readSheets } from '../support/sheets.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  refused,
  roundFrom,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

const DRAFTS_ONLY = 'phong-qlcn-so-khcn-hung-yen';
const LATE = 'chi-cuc-tdc-so-khcn-hung-yen';
const SILENT = ['trung-tam-udtb-so-khcn-hung-yen', story.LEAD];

let stack: Stack;
let office: ApiClient;
let days: Awaited<ReturnType<typeof calendarOf>>;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  days = await calendarOf(stack);
  await stack.until(instantAt(days.after(await todayOf(stack), 1), 9));
  office = await stack.as('office-reviewer', story.LEAD);
});
afterAll(() => stack.stop());

const draft = (roundId: string, unit: string, name: string) =>
  story.draft(stack.as, roundId, { kind: 'collective', award: 'giay-khen', unit, name });
const submitted = async (roundId: string, unit: string, name: string): Promise<string> => {
  const { id } = await draft(roundId, unit, name);
  await story.submit(stack.as, id, unit);
  return id;
};
const withdraw = async (id: string, unit: string) =>
  story.act(await stack.as('unit-head', unit), id, 'withdraw', { reason: 'Đơn vị xin rút.' });
const onRound = async (id: string, act: string, body: unknown = {}) =>
  story.good(await office.post<story.RoundView>(`/rounds/${id}/actions/${act}`, body));
const stateOf = async (id: string) => story.good(await office.get<story.RoundView>(`/rounds/${id}`)).state;
const closedIn = (roundId: string) =>
  stack.deps.db.transition.count({ where: { pathId: roundId, act: 'nomination-closed' } });
const draftRefused = async (roundId: string, unit: string) =>
  refused(
    await stack.as('unit-officer', unit),
    '/nominations',
    story.draftOf(roundId, { kind: 'collective', award: 'giay-khen', unit }),
  );
/** To whom a round writes about its dates: each unit at its own address, and its head. */
const unitsAndHeads = async (units: string[]): Promise<string[]> => {
  const rows = await stack.deps.db.unit.findMany({ where: { code: { in: units } } });
  return [
    ...rows.map((unit) => unit.email ?? ''),
    ...units.flatMap((unit) => emailOf(stack, 'unit-head', unit)),
  ].sort();
};
const minutesAfter = (instant: Date): Date => new Date(instant.getTime() + 120_000);

describe('opening', () => {
  it('a dry run shows what would follow, and changes nothing', async () => {
    const dates = roundFrom(await todayOf(stack));
    const body = { movement: story.MOVEMENT, round: 'tong-ket-2025', dates, reason: 'Thử.', dryRun: true };
    const answer = await office.post<{ units: string[]; warnings: string[]; parts: { until: string }[] }>(
      '/rounds',
      body,
    );
    expect(answer.status).toBe(200);
    expect(answer.body.units).toEqual([DRAFTS_ONLY, LATE, story.UNIT, ...SILENT].sort());
    expect(answer.body.warnings).toHaveLength(1);
    expect(answer.body.parts.map(({ until }) => until)).toEqual(
      expect.arrayContaining([dates.intakeCloses, dates.reviewBy, dates.decisionBy]),
    );
    expect(story.good(await office.get<{ total: number }>('/rounds')).total).toBe(0);
    expect(await stack.deps.db.notification.count()).toBe(0);
  });

  it("outside the plan's period it needs a reason, and says so; dates the plan leaves open are asked for", async () => {
    const dates = roundFrom(await todayOf(stack));
    const body = { movement: story.MOVEMENT, round: 'tong-ket-2025', dates };
    expect(await refused(office, '/rounds', body)).toMatchObject({ status: 422, code: 'outside-period' });
    const without = Object.fromEntries(Object.entries(dates).filter(([name]) => name !== 'decisionBy'));
    const incomplete = { ...body, dates: without, reason: 'Theo hướng dẫn.' };
    expect(await refused(office, '/rounds', incomplete)).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [{ path: 'dates.decisionBy' }],
    });
    const opened = await office.post<story.RoundView>('/rounds', { ...body, reason: 'Theo hướng dẫn.' });
    expect(opened).toMatchObject({ status: 201, body: { state: 'open' } });
    expect(opened.body.warnings[0]).toContain('31/12/2025');
    expect(opened.body.warnings[0]).toContain('hết hạn nhận hồ sơ');
    const english = { 'Accept-Language': 'en' };
    const read = await office.send<story.RoundView>('GET', `/rounds/${opened.body.id}`, undefined, english);
    expect(read.body.warnings[0]).toMatch(/^The round lies outside .*2025-12-31.*closing of intake/);
    // One that was opened before is still told as it was kept.
    const kept = { where: { id: opened.body.id }, data: { warnings: ['Như đã ghi.'] } };
    await stack.deps.db.round.update(kept);
    expect(story.good(await office.get<story.RoundView>(`/rounds/${opened.body.id}`)).warnings).toEqual([
      'Như đã ghi.',
    ]);
    await onRound(opened.body.id, 'cancel', { reason: 'Mở nhầm.' });
    expect(await stateOf(opened.body.id)).toBe('cancelled');
  });
});

describe('intake', () => {
  let roundId: string;
  let lapses: string;
  let stays: string;
  let slow: string;
  let leave: DateText;
  let closes: DateText;

  it('reminds the units that have not proposed, five and two working days before it closes', async () => {
    const today = await todayOf(stack);
    closes = days.after(today, 6);
    roundId = (await story.openRound(stack.as, { ...roundFrom(today), intakeCloses: closes })).id;
    stays = await submitted(roundId, story.UNIT, 'Tổ một');
    lapses = (await draft(roundId, DRAFTS_ONLY, 'Tổ hai')).id;
    slow = (await draft(roundId, LATE, 'Tổ bốn')).id;
    const silent = await unitsAndHeads([DRAFTS_ONLY, LATE, ...SILENT]);
    await stack.until(minutesAfter(instantAt(days.before(closes, 5), 8)));
    expect(await writtenTo(stack, roundId, 'round-reminder')).toEqual(silent);
    await stack.until(minutesAfter(instantAt(days.before(closes, 2), 8)));
    expect(await writtenTo(stack, roundId, 'round-reminder')).toEqual([...silent, ...silent].sort());
  });

  it('closes by itself when its day has ended: drafts are closed, what was submitted stays', async () => {
    await stack.until(new Date(endOfDay(closes).getTime() - 60_000));
    leave = days.after(closes, 2);
    await onRound(roundId, 'admit-late', { unit: LATE, until: leave, reason: 'Đơn vị mới sáp nhập.' });
    await story.arrive(await stack.as('unit-officer', LATE), slow, (n) => n.dueAt === leave);
    expect(await stateOf(roundId)).toBe('open');
    await stack.until(minutesAfter(endOfDay(closes)));
    expect(await stateOf(roundId)).toBe('intake-closed');
    const officer = await stack.as('unit-officer', DRAFTS_ONLY);
    await story.arrive(officer, lapses, (n) => n.dueAt === days.after(closes, 5));
    expect(await story.look(officer, lapses)).toMatchObject({ outcome: null, allowedActions: ['withdraw'] });
    expect(await story.look(office, stays)).toMatchObject({ stage: 'office-review', outcome: null });
    expect(await writtenTo(stack, roundId, 'intake-closed')).toEqual(
      emailOf(stack, 'office-reviewer', story.LEAD),
    );
    expect(await writtenTo(stack, lapses, 'time-is-up')).toHaveLength(3);
    expect(await draftRefused(roundId, DRAFTS_ONLY)).toMatchObject({
      status: 409,
      code: 'not-in-this-state',
    });
  });

  it('a unit with leave may propose until its leave ends; then its draft waits as well, and lapses as the other', async () => {
    const officer = await stack.as('unit-officer', LATE);
    expect(await story.look(officer, slow)).toMatchObject({ outcome: null, dueAt: leave });
    const late = await submitted(roundId, LATE, 'Tổ ba');
    await stack.until(minutesAfter(endOfDay(leave)));
    expect(await story.look(office, late)).toMatchObject({ stage: 'office-review' });
    await withdraw(late, LATE);
    await withdraw(stays, story.UNIT);
    await story.arrive(officer, slow, (n) => n.dueAt === days.after(leave, 5));
    await stack.until(minutesAfter(endOfDay(days.after(leave, 5))));
    await story.arrive(officer, slow, (n) => n.outcome === 'lapsed');
    expect(await writtenTo(stack, lapses, 'lapsed')).toHaveLength(5);
    await expect.poll(() => stateOf(roundId), { timeout: 10_000 }).toBe('finished');
    // Its closing report tells them apart: what lapsed, what was withdrawn and why, what came late by leave.
    const { code } = await story.look(officer, late);
    const { bytes } = await office.download(`/rounds/${roundId}/report.xlsx`);
    const [byAward, , cases] = await readSheets(bytes);
    expect(byAward?.at(-1)).toEqual(['Cộng', 4, 0, 0, 0, 0, 2, 2, 0, 1]);
    const told = cases?.find(([its]) => its === code);
    expect(told?.slice(-3)).toEqual(['Đã rút', 'Đơn vị xin rút.', 'Có']);
    expect(cases?.filter((row) => row.at(-1) === 'Có')).toHaveLength(1);
    expect((await officer.download(`/rounds/${roundId}/report.xlsx`)).status).toBe(403);
    // A unit's own has its own cases alone, and is for it.
    const reportOf = (unit: string) => officer.download(`/rounds/${roundId}/report.xlsx?unit=${unit}`);
    expect((await reportOf(story.UNIT)).status).toBe(403);
    const own = await readSheets((await reportOf(LATE)).bytes);
    expect(own[2]?.slice(1)).toEqual(cases?.slice(1).filter((row) => row[1] === told?.[1]));
    expect(own[1]?.map(([unit, organization]) => [unit, organization])).toEqual([
      ['Đơn vị đề nghị', 'Thuộc cơ quan'],
      [told?.[1], 'Sở Khoa học và Công nghệ tỉnh Hưng Yên'],
      ['Cộng', null],
    ]);
    const view = story.good(await office.get<{ nominationsByOutcome: object }>(`/rounds/${roundId}`));
    expect(view.nominationsByOutcome).toEqual({ lapsed: 2, withdrawn: 2 });
  });

  it('closed by hand before its day, it can let a unit in again, and is over with its last nomination', async () => {
    const round = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
    const kept = await submitted(round, story.UNIT, 'Tổ năm');
    const { id: dropped } = await draft(round, DRAFTS_ONLY, 'Tổ sáu');
    expect(await onRound(round, 'close-intake')).toMatchObject({ state: 'intake-closed' });
    const officer = await stack.as('unit-officer', DRAFTS_ONLY);
    const waits = days.after(await todayOf(stack), 5);
    await story.arrive(officer, dropped, (n) => n.dueAt === waits);
    expect(await draftRefused(round, DRAFTS_ONLY)).toMatchObject({ status: 409 });
    const until = days.after(await todayOf(stack), 3);
    await onRound(round, 'admit-late', {
      unit: DRAFTS_ONLY,
      until,
      reason: 'Hồ sơ đã gửi bản giấy đúng hạn.',
    });
    await story.arrive(officer, dropped, (n) => n.dueAt === until);
    await story.submit(stack.as, dropped, DRAFTS_ONLY);
    const again = await submitted(round, DRAFTS_ONLY, 'Tổ chín');
    expect(await draftRefused(round, LATE)).toMatchObject({ status: 409 });
    await withdraw(dropped, DRAFTS_ONLY);
    await withdraw(again, DRAFTS_ONLY);
    await withdraw(kept, story.UNIT);
    // Somebody still has leave to propose.
    await expect.poll(() => closedIn(round), { timeout: 10_000 }).toBe(3);
    expect(await stateOf(round)).toBe('intake-closed');
    await stack.until(minutesAfter(endOfDay(until)));
    // Nothing is over while the office could still give more time.
    expect(await stateOf(round)).toBe('intake-closed');
    await stack.until(minutesAfter(endOfDay(days.after(until, 5))));
    await expect.poll(() => stateOf(round), { timeout: 10_000 }).toBe('finished');
    const over = await refused(office, `/rounds/${round}/actions/close-intake`);
    expect(over).toMatchObject({ status: 409, code: 'not-in-this-state' });
  });
});

describe('extend', () => {
  it('re-arms what is open: new due dates, new reminders, nothing closed or overdue on the old day', async () => {
    const today = await todayOf(stack);
    const old = days.after(today, 2);
    const reviewBy = days.after(today, 3);
    const dates = { ...roundFrom(today), intakeCloses: old, reviewBy };
    const round = (await story.openRound(stack.as, dates)).id;
    const inReview = await submitted(round, story.UNIT, 'Tổ bảy');
    const { id: inDraft } = await draft(round, LATE, 'Tổ tám');
    expect(await story.look(office, inReview)).toMatchObject({ dueAt: reviewBy });
    const reason = 'Trùng đợt kiểm tra.';
    const later = days.after(today, 6);
    const earlier = { deadline: 'intakeCloses', to: addDays(old, -1), reason };
    expect(await refused(office, `/rounds/${round}/actions/extend`, earlier)).toMatchObject({ status: 422 });
    await onRound(round, 'extend', { deadline: 'intakeCloses', to: days.after(today, 5), reason });
    await onRound(round, 'extend', { deadline: 'reviewBy', to: later, reason });
    const officer = await stack.as('unit-officer', LATE);
    await story.arrive(officer, inDraft, (n) => n.dueAt === days.after(today, 5));
    await story.arrive(office, inReview, (n) => n.dueAt === later);
    expect(await writtenTo(stack, inReview, 'extended')).toHaveLength(4);

    await stack.until(minutesAfter(endOfDay(reviewBy)));
    expect(await stateOf(round)).toBe('open');
    expect(await story.look(officer, inDraft)).toMatchObject({ outcome: null });
    expect(await story.look(office, inReview)).toMatchObject({ overdue: false });
    await stack.until(minutesAfter(instantAt(days.before(later, 1), 8)));
    expect((await writtenTo(stack, inReview, 'reminder')).length).toBeGreaterThan(0);
    await stack.until(minutesAfter(endOfDay(later)));
    expect(await story.look(office, inReview)).toMatchObject({ overdue: true, stage: 'office-review' });
    expect(await stateOf(round)).toBe('intake-closed');
    const waits = days.after(days.after(today, 5), 5);
    expect(await story.look(officer, inDraft)).toMatchObject({ outcome: null, dueAt: waits });
    await eachDeliveredOnce(stack);
  });
});
