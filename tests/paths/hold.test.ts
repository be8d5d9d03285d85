import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingDaysLeft } from '../../domain/calendar.ts';
import { addDays, endOfDay, instantAt } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  emailOf,
  paper,
  pastCouncil,
  refused,
  refusedAct,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

let stack: Stack;
let roundId: string;
let office: ApiClient;
let secretary: ApiClient;
let document: string;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  // From a working day, so that whole days are easy to count.
  const { after } = await calendarOf(stack);
  const start = after(await todayOf(stack), 1);
  await stack.until(instantAt(start, 9));
  roundId = (await story.openRound(stack.as, roundFrom(start))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  secretary = await stack.as('council-secretary', story.COUNCIL);
  document = await paper(office, 'don-phan-anh');
});
afterAll(() => stack.stop());

const REASON = 'Chờ kết quả giải quyết đơn phản ánh.';
const hold = (id: string) => story.act(office, id, 'hold', { ground: 'complaint', document, reason: REASON });
const release = (id: string) =>
  story.act(office, id, 'release', { document, reason: 'Phản ánh không có căn cứ.' });
const convened = async (ids: string[]): Promise<story.SessionView> => {
  const session = story.good(
    await secretary.post<story.SessionView>('/council-sessions', {
      body: story.COUNCIL,
      nominationIds: ids,
      mode: 'meeting',
      scheduledAt: (await stack.deps.clock()).toISOString(),
      place: 'Phòng họp tầng 3',
      ballot: 'show-of-hands',
    }),
  );
  return inSession(session.id, 'convene');
};
const inSession = async (id: string, act: string, body: unknown = {}): Promise<story.SessionView> =>
  story.good(await secretary.post<story.SessionView>(`/council-sessions/${id}/actions/${act}`, body));
const everybody = ({ members }: story.SessionView) => ({ present: members.map(({ memberId }) => memberId) });

describe('at Văn phòng', () => {
  it('the clock stands still in whole days: no reminder, nothing overdue, the rest of the period after release', async () => {
    const { calendar, after } = await calendarOf(stack);
    const { id } = await story.draft(stack.as, roundId, { kind: 'collective', award: 'giay-khen' });
    const { dueAt } = await story.submit(stack.as, id);
    const due = dueAt ?? '';
    await stack.until(instantAt(after(await todayOf(stack), 3), 10));
    const heldOn = await todayOf(stack);
    const held = await hold(id);
    expect(held).toMatchObject({
      stage: 'office-review',
      dueAt: null,
      waiting: { code: 'on-hold', for: { body: story.LEAD, role: 'office-reviewer' }, until: null },
      hold: { ground: 'complaint', workingDaysLeft: workingDaysLeft(calendar, heldOn, due) },
      allowedActions: ['release'],
    });
    expect(
      await refusedAct(office, id, 'hold', { ground: 'complaint', document, reason: REASON }),
    ).toMatchObject({
      status: 409,
      code: 'on-hold',
      allowedActions: ['release'],
    });
    expect(await refusedAct(office, id, 'approve')).toMatchObject({ status: 409, code: 'on-hold' });

    await stack.until(instantAt(addDays(due, 4), 10));
    expect(await story.look(office, id)).toMatchObject({
      stage: 'office-review',
      overdue: false,
      dueAt: null,
    });
    expect(await writtenTo(stack, id, 'reminder')).toEqual([]);
    const released = await release(id);
    const newDue = after(await todayOf(stack), workingDaysLeft(calendar, heldOn, due));
    expect(released).toMatchObject({ stage: 'office-review', dueAt: newDue, hold: null });
    expect(newDue > due).toBe(true);
    expect(await refusedAct(office, id, 'release', { document, reason: REASON })).toMatchObject({
      status: 409,
    });

    await stack.until(endOfDay(addDays(newDue, -1)));
    expect(await story.look(office, id)).toMatchObject({ overdue: false });
    await stack.until(new Date(endOfDay(newDue).getTime() + 60_000));
    expect(await story.look(office, id)).toMatchObject({ overdue: true, stage: 'office-review' });
    expect(await writtenTo(stack, id, 'reminder')).toHaveLength(4);
  });

  it('the unit and the body that waits hear that it is held, never on what ground', async () => {
    const { id } = await story.draft(stack.as, roundId, {
      kind: 'collective',
      award: 'giay-khen',
      name: 'Tổ A',
    });
    await story.submit(stack.as, id);
    await hold(id);
    await release(id);
    const heard = [
      ...emailOf(stack, 'unit-officer', story.UNIT),
      ...emailOf(stack, 'unit-head', story.UNIT),
      ...emailOf(stack, 'office-reviewer', story.LEAD),
    ].sort();
    expect(await writtenTo(stack, id, 'held')).toEqual(heard);
    expect(await writtenTo(stack, id, 'released')).toEqual(heard);
    const mail = await stack.deps.db.notification.findMany({ where: { pathId: id, event: 'held' } });
    const toOthers = mail.filter(({ recipient }) => !recipient.startsWith('propos'));
    expect(toOthers.length).toBeGreaterThan(0);
    for (const { text, html } of toOthers) expect(`${text} ${html}`).not.toContain(REASON);
    for (const { text, html } of mail) expect(`${text} ${html}`).not.toMatch(/complaint|don-phan-anh/);
  });
});

describe('at the council', () => {
  it('what is on hold leaves the agenda when the session opens, and what is voted on cannot be held or withdrawn', async () => {
    const ids = [
      await toCouncil(stack, roundId, { kind: 'collective', award: 'giay-khen', name: 'Tổ B' }),
      await toCouncil(stack, roundId, { kind: 'collective', award: 'giay-khen', name: 'Tổ C' }),
    ];
    const [stays, leaves] = ids as [string, string];
    const session = await convened(ids);
    await hold(leaves);
    const opened = await inSession(session.id, 'open', everybody(session));
    expect(opened.items.map(({ nominationId, state }) => [nominationId, state])).toEqual([
      [stays, 'listed'],
      [leaves, 'removed'],
    ]);
    expect(
      await refusedAct(office, stays, 'hold', { ground: 'complaint', document, reason: REASON }),
    ).toMatchObject({ status: 409, code: 'ballot-open' });
    const unitHead = await stack.as('unit-head', story.UNIT);
    expect(await refusedAct(unitHead, stays, 'withdraw', { reason: 'Xin rút.' })).toMatchObject({
      status: 409,
      code: 'ballot-open',
    });
    await inSession(session.id, 'record-count', {
      nominationId: stays,
      issued: 7,
      collected: 7,
      valid: 7,
      approve: 7,
      disapprove: 0,
    });
    await inSession(session.id, 'close');
    // Counted: it may be held again, and keeps its result.
    await story.arrive(office, stays, (n) => n.waiting?.code === 'council-to-conclude');
    await hold(stays);
    await story.conclude(stack.as, session.id, [stays]);
    await release(leaves);
    const left = await story.arrive(office, leaves, (n) => n.sessionId === null);
    expect(left).toMatchObject({ stage: 'council-vote', waiting: { code: 'council-to-convene' } });
    // Free for another session.
    expect((await convened([leaves])).items).toHaveLength(1);
  });

  it('a session whose whole agenda is on hold cannot be held', async () => {
    const id = await toCouncil(stack, roundId, { kind: 'individual', award: 'giay-khen', name: 'Đỗ Văn An' });
    const session = await convened([id]);
    await hold(id);
    const path = `/council-sessions/${session.id}/actions/open`;
    expect(await refused(secretary, path, everybody(session))).toMatchObject({
      status: 422,
      code: 'invalid',
    });
  });
});

describe('in a tờ trình', () => {
  it('what is on hold is left out when the others go, and goes with the next one', async () => {
    const ids = [
      await toCouncil(stack, roundId, { kind: 'collective', award: 'bang-khen', name: 'Tổ D' }),
      await toCouncil(stack, roundId, { kind: 'individual', award: 'bang-khen', name: 'Vũ Thu Hà' }),
    ];
    const [goes, waits] = ids as [string, string];
    await pastCouncil(stack, ids);
    const today = await todayOf(stack);
    const paperOf = (nominationIds: string[], number: string) => ({
      roundId,
      award: 'bang-khen',
      fromBody: story.LEAD,
      toBody: story.APPRAISER,
      nominationIds,
      number,
      signedBy: 'Trần Tùng Chuẩn',
      signedOn: today,
    });
    const first = story.good(
      await office.post<story.SubmissionView>('/submissions', paperOf(ids, '11/TTr-SKHCN')),
    );
    await story.arrive(office, waits, (n) => n.submissionId === first.id);
    await hold(waits);
    const dispatch = `/submissions/${first.id}/actions/dispatch`;
    const sent = story.good(await office.post<story.SubmissionView>(dispatch, {}));
    expect(sent.items.map(({ id, state }) => [id, state])).toEqual([
      [goes, 'sent'],
      [waits, 'left-out'],
    ]);
    await story.arrive(office, goes, (n) => n.stage === 'appraisal');
    await story.arrive(office, waits, (n) => n.submissionId === null);
    const early = await refused(office, '/submissions', paperOf([waits], '12/TTr-SKHCN'));
    expect(early).toMatchObject({ status: 422, errors: [{ path: 'nominationIds.0' }] });
    await release(waits);
    const bodies: [string, string] = [story.LEAD, story.APPRAISER];
    await story.sendOn(office, roundId, [waits], bodies, today);
    expect(await story.arrive(office, waits, (n) => n.stage === 'appraisal')).toMatchObject({ step: 4 });
  });
});
