import { afterAll, beforeAll, expect, it } from 'vitest';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { listenToStatements } from '../support/statements.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

/**
 * How many statements the transaction holds that records an act: under its locks everybody else waits for each. The bounds are
 * what was counted when they were written; who raises one says in docs/decisions.md what for.
 */
const most = { submit: 40, approve: 35 };

let stack: Stack;
let roundId: string;
let statements: ReturnType<typeof listenToStatements>;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  statements = listenToStatements();
});
afterAll(async () => {
  statements.stop();
  await stack.stop();
});

/** What was said by the one transaction that wrote to a table while something was done. */
async function saidBy(table: string, done: () => Promise<unknown>): Promise<string[]> {
  statements.forget();
  await done();
  const transactions = statements.writing(table);
  expect(transactions).toHaveLength(1);
  return transactions[0]!;
}

it('a submission and an approval have no more than when they were counted', async () => {
  const { id } = await story.draft(stack.as, roundId, { kind: 'individual', award: 'giay-khen' });
  const submit = await saidBy('Transition', () => story.submit(stack.as, id));
  await story.confirmChecks(stack.as, id);
  const reviewer = await stack.as('office-reviewer', story.LEAD);
  const approve = await saidBy('Transition', () => story.act(reviewer, id, 'approve'));
  expect(submit.length).toBeLessThanOrEqual(most.submit);
  expect(approve.length).toBeLessThanOrEqual(most.approve);
});
