import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDate } from '../../cases/context.ts';
import { addDays, formatDateVi } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  emailOf,
  pastCouncil,
  refused,
  refusedAct,
  roundFrom,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

let stack: Stack;
let office: ApiClient;
let unitHead: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  unitHead = await stack.as('unit-head', story.UNIT);
});
afterAll(() => stack.stop());

const newRound = async (): Promise<string> =>
  (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
const collective = (award: 'bang-khen' | 'giay-khen', name: string): story.Subject => ({
  kind: 'collective',
  award,
  name,
});
/** A meeting in which each has its own yes votes out of seven. */
const vote = async (votes: [id: string, approve: number][]): Promise<string> => {
  const now = (await stack.deps.clock()).toISOString();
  const secretary = await stack.as('council-secretary', story.COUNCIL);
  const create = {
    body: story.COUNCIL,
    nominationIds: votes.map(([id]) => id),
    mode: 'meeting',
    scheduledAt: now,
    place: 'Phòng họp tầng 3',
    ballot: 'show-of-hands',
  };
  const { id, members } = story.good(await secretary.post<story.SessionView>('/council-sessions', create));
  const step = async (kind: string, body: unknown = {}) =>
    story.good(await secretary.post(`/council-sessions/${id}/actions/${kind}`, body));
  await step('convene');
  await step('open', { present: members.map(({ memberId }) => memberId) });
  for (const [nominationId, approve] of votes) {
    const all = { issued: 7, collected: 7, valid: 7 };
    await step('record-count', { nominationId, ...all, approve, disapprove: 7 - approve });
  }
  await step('close');
  return id;
};
it('an act of a session is answered before all its nominations are told of it', async () => {
  const id = await vote([[await toCouncil(stack, await newRound(), collective('giay-khen', 'Phòng A')), 7]]);
  const session = stack.deps.starting.client.workflow.getHandle(`council-session:${id}`);
  const toldDuring = async () => {
    const { events } = await session.fetchHistory();
    let open = 0;
    const told: number[] = [];
    for (const event of events ?? []) {
      if (event.workflowExecutionUpdateAcceptedEventAttributes) open++;
      if (event.workflowExecutionUpdateCompletedEventAttributes) open--;
      if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'tellOthers') told.push(open);
    }
    return told;
  };
  await expect.poll(async () => (await toldDuring()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await toldDuring()).not.toContain(1);
});

const cut = (roundId: string) => `/rounds/${roundId}/actions/rank-and-cut`;
const award = { award: 'bang-khen' };

describe('the council', () => {
  it('a vote of less than 80 % of all members rejects; exactly six of seven passes', async () => {
    const roundId = await newRound();
    const fails = await toCouncil(stack, roundId, collective('giay-khen', 'Tổ một'));
    const passes = await toCouncil(stack, roundId, collective('giay-khen', 'Tổ hai'));
    const sessionId = await vote([
      [fails, 5],
      [passes, 6],
    ]);
    // The rule knows a second ballot: until the head has concluded, the first is not the last word.
    expect(await story.look(office, fails)).toMatchObject({
      outcome: null,
      waiting: { code: 'council-to-conclude' },
    });
    const passed = await story.arrive(office, passes, (n) => n.waiting?.code === 'council-to-conclude');
    expect(passed).toMatchObject({
      stage: 'council-vote',
      waiting: { for: { body: story.DEPARTMENT, role: 'head' } },
    });
    // The council advises: nothing goes on before the head has agreed.
    const head = await stack.as('head', story.DEPARTMENT);
    const paper = { outcome: 'award', number: '1/QĐ', decidedOn: await todayOf(stack), signedBy: 'Giám đốc' };
    const officeHead = await stack.as('office-head', story.LEAD);
    expect(await refusedAct(officeHead, passes, 'decide', paper)).toMatchObject({ status: 409 });
    const other = await refused(head, `/council-sessions/${sessionId}/actions/conclude`, { agreed: [] });
    expect(other).toMatchObject({ status: 422, code: 'invalid' });
    const conclusion = { agreed: [], refused: [{ id: passes, reason: 'Đang kiểm tra nội bộ.' }] };
    story.good(await head.post(`/council-sessions/${sessionId}/actions/conclude`, conclusion));
    expect(await story.arrive(office, passes, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'rejected',
    });
    expect(await story.arrive(office, fails, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'rejected',
    });
    // The trail says by which session it came, and tells what moved the case from what left it where it was.
    const auditor = await stack.as('auditor', story.DEPARTMENT);
    const { items } = story.good(
      await auditor.get<{ items: { action: string; moved: boolean; cause: unknown }[] }>(
        `/audit?path=${passes}`,
      ),
    );
    const { code } = await stack.deps.db.councilSession.findUniqueOrThrow({ where: { id: sessionId } });
    const cause = { kind: 'council-session', id: sessionId, code };
    expect(items).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ action: 'scheduled', moved: false, cause }),
        expect.objectContaining({ action: 'submit', moved: true, cause: null }),
      ]),
    );
    expect(await writtenTo(stack, fails, 'rejected')).toEqual(
      [
        'quanlykhoahoc@skhcn.hungyen.example',
        ...emailOf(stack, 'unit-officer', story.UNIT),
        ...emailOf(stack, 'unit-head', story.UNIT),
      ].sort(),
    );
  });

  it('more passed than the quota: rank-and-cut waits for those still to come, then selects by votes', async () => {
    const roundId = await newRound();
    const second = await toCouncil(stack, roundId, collective('bang-khen', 'Tổ ba'));
    const first = await toCouncil(stack, roundId, collective('bang-khen', 'Tổ bốn'));
    const late = await toCouncil(stack, roundId, collective('bang-khen', 'Tổ năm'));
    const session = await vote([
      [second, 6],
      [first, 7],
    ]);
    await story.conclude(stack.as, session, [second, first]);
    for (const id of [first, second])
      await story.arrive(office, id, (n) => n.waiting?.code === 'council-to-cut');
    const early = await refused(office, cut(roundId), award);
    expect(early).toMatchObject({
      status: 409,
      code: 'sessions-to-come',
      errors: [{ path: `nominations.${late}` }],
    });
    await story.act(unitHead, late, 'withdraw', { reason: 'Đơn vị đề nghị ở đợt sau.' });
    story.good(await office.post(cut(roundId), award));
    expect(await story.arrive(office, first, (n) => n.stage !== 'council-vote')).toMatchObject({
      stage: 'submission',
    });
    expect(await story.arrive(office, second, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'not-selected',
    });
    expect(await writtenTo(stack, second, 'not-selected')).toHaveLength(3);
    // A second cut finds nothing left to cut.
    story.good(await office.post(cut(roundId), award));
    expect(await story.look(office, first)).toMatchObject({ stage: 'submission', step: 3 });
  });

  it('a tie at the line is nobody’s to break by accident: both wait, and are named', async () => {
    const roundId = await newRound();
    const person = (name: string): story.Subject => ({ kind: 'individual', award: 'bang-khen', name });
    const one = await toCouncil(stack, roundId, person('Nguyễn Thu An'));
    const other = await toCouncil(stack, roundId, person('Trần Thu Bình'));
    const session = await vote([
      [one, 7],
      [other, 7],
    ]);
    await story.conclude(stack.as, session, [one, other]);
    for (const id of [one, other])
      await story.arrive(office, id, (n) => n.waiting?.code === 'council-to-cut');
    const tied = await refused(office, cut(roundId), award);
    expect(tied).toMatchObject({ status: 409, code: 'tied-at-the-cut' });
    expect(tied.errors?.map(({ path }) => path).sort()).toEqual(
      [`nominations.${one}`, `nominations.${other}`].sort(),
    );
    expect(await story.look(office, one)).toMatchObject({ stage: 'council-vote', outcome: null });
  });
});

describe('Giấy khen', () => {
  it('is decided by the Giám đốc, or recorded by Văn phòng from the paper he signed, under one number', async () => {
    const roundId = await newRound();
    const ids = [
      await toCouncil(stack, roundId, collective('giay-khen', 'Tổ sáu')),
      await toCouncil(stack, roundId, collective('giay-khen', 'Tổ bảy')),
      await toCouncil(stack, roundId, { kind: 'individual', award: 'giay-khen', name: 'Vũ Minh Châu' }),
    ] as [string, string, string];
    await pastCouncil(stack, ids);
    const [byHead, byOffice, refusedOne] = ids;
    const head = await stack.as('head', story.DEPARTMENT);
    expect(await story.look(head, byHead)).toMatchObject({
      stage: 'decision',
      waiting: { code: 'decision-of-head', for: { body: story.DEPARTMENT, role: 'head' } },
    });
    const decidedOn = await todayOf(stack);
    const paper = { outcome: 'award', number: '57/QĐ-SKHCN', decidedOn, signedBy: 'Trần Tùng Chuẩn' };
    // No day to come, none before the round; and one number has one day.
    const wrongDay = async (id: string, day: string, message: string) =>
      expect(await refusedAct(head, id, 'decide', { ...paper, decidedOn: day })).toMatchObject({
        status: 422,
        errors: [{ path: 'decidedOn', message: expect.stringContaining(message) as string }],
      });
    const opens = addDays(decidedOn, -9);
    await stack.deps.db.round.update({ where: { id: roundId }, data: { opens: asDate(opens) } });
    await wrongDay(byHead, addDays(decidedOn, 1), `hôm nay (${formatDateVi(decidedOn)})`);
    await wrongDay(byHead, addDays(opens, -1), `mở đợt xét (${formatDateVi(opens)})`);
    expect(
      await refusedAct(await stack.as('unit-officer', story.UNIT), byHead, 'decide', paper),
    ).toMatchObject({
      status: 403,
    });
    const awarded = { outcome: 'awarded', stage: 'closed', decision: { number: '57/QĐ-SKHCN', decidedOn } };
    expect(await story.act(head, byHead, 'decide', paper)).toMatchObject(awarded);
    await wrongDay(byOffice, opens, `với ngày ${formatDateVi(decidedOn)}`);
    // Văn phòng records the same paper for one more: its head confirms it.
    const officeHead = await stack.as('office-head', story.LEAD);
    const file = await story.signedPaper(officeHead, paper.number);
    const recorded = await story.act(officeHead, byOffice, 'decide', { ...paper, file });
    expect(recorded).toMatchObject({ outcome: null, stage: 'decision', decision: null });
    await story.confirmDecisions(head, roundId);
    expect(await story.arrive(head, byOffice, (n) => n.outcome !== null)).toMatchObject(awarded);
    expect(await stack.deps.db.decision.count({ where: { number: '57/QĐ-SKHCN' } })).toBe(1);
    expect(await writtenTo(stack, byOffice, 'awarded')).toHaveLength(3);

    const without = await refusedAct(head, refusedOne, 'decide', { ...paper, outcome: 'refuse' });
    expect(without).toMatchObject({ status: 422, errors: [{ path: 'reason' }] });
    const refuse = { ...paper, outcome: 'refuse', reason: 'Đã nhận hình thức cao hơn.' };
    expect(await story.act(head, refusedOne, 'decide', refuse)).toMatchObject({ outcome: 'rejected' });
    expect(await writtenTo(stack, refusedOne, 'refused')).toHaveLength(3);
  });
});
