import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dateOf } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused } from '../support/steps.ts';
import { taskOfWhomItWaitsFor, tasksOf } from '../support/waited.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

/** What the case waits for, and that whom it waits for has that among his tasks, where it is done. */
async function waitsAt(id: string, resource: string): Promise<string> {
  const { waiting, dueAt } = await story.look(await stack.as('unit-officer', story.UNIT), id);
  const { code, role, ...task } = await taskOfWhomItWaitsFor(stack, waiting, resource);
  expect(task).toMatchObject({ dueAt, overdue: false });
  return `${code} ${role} ${task.actions.join(' ')}`;
}
const letter = (roundId: string, id: string, signedOn: string) => ({
  ...{ roundId, award: 'bang-khen', fromBody: story.LEAD, nominationIds: [id] },
  ...{ number: '1/TTr-SKHCN', signedBy: 'Trần Tùng Chuẩn', signedOn },
});
const submissionWaits = async (client: ApiClient, id: string) => {
  const { waiting } = story.good(
    await client.get<Pick<story.NominationView, 'waiting'>>(`/submissions/${id}`),
  );
  const { code, role, actions } = await taskOfWhomItWaitsFor(stack, waiting, `/submissions/${id}`);
  return `${code} ${role} ${actions.join(' ')}`;
};

it('carries a collective to a Bằng khen: unit, Văn phòng, council, Sở Nội vụ, UBND, decision', async () => {
  const { as } = stack;
  const today = dateOf(new Date());
  const round = await story.openRound(as, {
    opens: today,
    intakeCloses: addDays(today, 20),
    reviewBy: addDays(today, 40),
    councilBy: addDays(today, 60),
    submitBy: addDays(today, 70),
    decisionBy: addDays(today, 120),
  });
  const { id } = await story.draft(as, round.id, { kind: 'collective', award: 'bang-khen' });
  expect(await waitsAt(id, `/nominations/${id}`)).toMatch(/^unit-drafts unit-officer submit/);
  // The round waits for the units that may propose, and tells each that it may.
  const officer = await as('unit-officer', story.UNIT);
  expect(story.good(await officer.get(`/rounds/${round.id}`))).toMatchObject({
    mayPropose: [story.UNIT],
    waiting: { code: 'round-intake', for: { body: null, role: 'unit-officer' } },
  });
  const reviewer = await as('office-reviewer', story.LEAD);
  expect(story.good(await reviewer.get(`/rounds/${round.id}`))).toMatchObject({ mayPropose: [] });
  // Whose turn comes when is known from the plan and the organization before it comes.
  const { LEAD, COUNCIL, APPRAISER, PROVINCE, UNIT } = story;
  expect(await story.look(officer, id)).toMatchObject({
    route: [UNIT, LEAD, COUNCIL, LEAD, APPRAISER, APPRAISER, PROVINCE].map((expectedBody, step) => ({
      ...{ expectedBody, body: step === 0 ? UNIT : null },
      ...(step === 3 ? { receiver: APPRAISER } : {}),
      ...(step === 5 ? { receiver: PROVINCE } : {}),
    })),
  });
  expect(await story.submit(as, id)).toMatchObject({ stage: 'office-review' });
  expect(await waitsAt(id, `/nominations/${id}`)).toMatch(/^office-review office-reviewer approve/);
  expect(await story.review(as, id)).toMatchObject({ stage: 'council-vote' });
  expect(await waitsAt(id, `/council-sessions/new?round=${round.id}`)).toBe(
    'council-to-convene council-secretary create',
  );
  const session = await story.meet(as, [id], new Date().toISOString());
  const secretary = await as('council-secretary', story.COUNCIL);
  expect((await tasksOf(secretary)).map(({ kind }) => kind)).not.toContain('council-to-convene');
  const closed = await story.look(await as('unit-officer', story.UNIT), id);
  expect(await taskOfWhomItWaitsFor(stack, closed.waiting, `/council-sessions/${session.id}`)).toMatchObject({
    ...{ code: 'council-to-conclude', role: 'head', actions: ['conclude'] },
  });
  await story.conclude(as, session.id, [id]);
  const office = await as('office-reviewer', story.LEAD);
  await story.arrive(office, id, (n) => n.stage === 'submission');
  const toWrite = `/submissions/new?round=${round.id}&award=bang-khen`;
  expect(await waitsAt(id, toWrite)).toBe('submission-to-write office-reviewer draft');
  const wrongly = { ...letter(round.id, id, today), toBody: story.PROVINCE };
  expect(await refused(office, '/submissions', wrongly)).toMatchObject({
    ...{ status: 422, errors: [{ message: expect.stringContaining('trình đến Sở Nội vụ') as string }] },
  });
  const first = await story.sendOn(office, round.id, [id], [story.LEAD, story.APPRAISER], today);
  const appraiser = await as('appraiser', story.APPRAISER);
  await story.arrive(appraiser, id, (n) => n.stage === 'appraisal');
  expect(await waitsAt(id, `/nominations/${id}`)).toMatch(/^appraisal appraiser approve/);
  // It has arrived where it was sent to: there that is said, and not where it came from.
  expect(await submissionWaits(office, first.id)).toBe('submission-to-be-received appraiser record-receipt');
  expect((await tasksOf(office)).map(({ resource }) => resource)).not.toContain(`/submissions/${first.id}`);
  // It is of the organization, though its office wrote it; and the receipt is the receiver's to record.
  const seen = async (by: ApiClient) =>
    story.good(await by.get<Record<string, unknown>>(`/submissions/${first.id}`));
  const own = { fromBody: story.LEAD, sender: story.DEPARTMENT };
  expect(await seen(office)).toMatchObject({ ...own, leftToReceiver: ['record-receipt'] });
  expect(await seen(appraiser)).toMatchObject({ ...own, leftToReceiver: [] });
  const receipt = { number: '15', receivedOn: today };
  story.good(await appraiser.post(`/submissions/${first.id}/actions/record-receipt`, receipt));
  // One answer, one date: the nomination's.
  const { dueAt } = await story.look(office, id);
  expect(dueAt).not.toBeNull();
  expect(await seen(appraiser)).toMatchObject({ waiting: { until: dueAt } });
  expect(await story.act(appraiser, id, 'approve')).toMatchObject({ stage: 'submission', step: 5 });
  expect(await waitsAt(id, toWrite)).toBe('submission-to-write appraiser draft');
  const onward = await story.sendOn(appraiser, round.id, [id], [story.APPRAISER, story.PROVINCE], today);
  await story.arrive(appraiser, id, (n) => n.stage === 'decision');
  // UBND has nobody here: who sent it there records what its papers say.
  expect(
    (await tasksOf(appraiser)).find(({ resource }) => resource === `/submissions/${onward.id}`),
  ).toMatchObject({ kind: 'submission-to-be-received', actions: ['record-receipt', 'record-decision'] });
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
  const decided = await story.arrive(office, id, (n) => n.outcome !== null);
  expect(decided).toMatchObject({
    outcome: 'awarded',
    stage: 'closed',
    decision: { number: '1234/QĐ-UBND' },
  });
});
