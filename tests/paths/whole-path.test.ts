import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dateOf } from '../../domain/dates.ts';
import * as story from '../../scripts/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

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
  expect(await story.submit(as, id)).toMatchObject({ stage: 'office-review' });
  expect(await story.review(as, id)).toMatchObject({ stage: 'council-vote' });
  const session = await story.meet(as, [id], new Date().toISOString());
  await story.conclude(as, session.id, [id]);
  const office = await as('office-reviewer', story.LEAD);
  await story.arrive(office, id, (n) => n.stage === 'submission');
  await story.sendOn(office, round.id, [id], [story.LEAD, story.APPRAISER], today);
  const appraiser = await as('appraiser', story.APPRAISER);
  await story.arrive(appraiser, id, (n) => n.stage === 'appraisal');
  expect(await story.act(appraiser, id, 'approve')).toMatchObject({ stage: 'submission', step: 5 });
  const onward = await story.sendOn(appraiser, round.id, [id], [story.APPRAISER, story.PROVINCE], today);
  await story.arrive(appraiser, id, (n) => n.stage === 'decision');
  story.good(
    await appraiser.post(`/submissions/${onward.id}/actions/record-decision`, {
      number: '1234/QĐ-UBND',
      decidedOn: today,
      signedBy: 'Chủ tịch UBND tỉnh',
      awarded: [id],
      refused: [],
    }),
  );
  const decided = await story.arrive(office, id, (n) => n.outcome !== null);
  expect(decided).toMatchObject({
    outcome: 'awarded',
    stage: 'closed',
    decision: { number: '1234/QĐ-UBND' },
  });
});
