import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addDays, instantAt } from '../../domain/dates.ts';
import * as story from '../../acceptance/demo/story.ts';
import { joinClock, rehearsalOffset } from '../../temporal/rehearsal.ts';
import { startPath } from '../../cases/start-path.ts';
import { byAnother } from '../support/lone-connection.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await stack.until(instantAt(addDays(await todayOf(stack), 60), 9));
});
afterAll(() => stack.stop());

interface Hooks {
  /** After the server has said where a clock stands. */
  asked: () => void;
  /** Before it is told to move one. */
  moves: () => Promise<unknown>;
}

/** The client with something that happens between what it asks. */
function hooked({ client }: Stack['deps']['starting'], { asked, moves }: Hooks) {
  const service = client.workflowService;
  const workflowService = new Proxy(service, {
    get(target, name) {
      if (name === 'describeWorkflowExecution')
        return async (request: Parameters<typeof service.describeWorkflowExecution>[0]) => {
          const answer = await service.describeWorkflowExecution(request);
          asked();
          return answer;
        };
      if (name === 'updateWorkflowExecutionOptions')
        return async (request: Parameters<typeof service.updateWorkflowExecutionOptions>[0]) => {
          await moves();
          return service.updateWorkflowExecutionOptions(request);
        };
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return new Proxy(client, {
    get: (target, name) =>
      name === 'workflowService' ? workflowService : (Reflect.get(target, name) as unknown),
  });
}

it('a path that two start at once joins the moved clock, and is not moved twice as far', async () => {
  const { db, starting } = stack.deps;
  const { id: round } = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const { id } = await story.draft(stack.as, round, { kind: 'individual', award: 'giay-khen' });
  const path = { kind: 'nomination', id } as const;
  // On the wall clock, as every path begins.
  await startPath({ ...starting, rehearsal: false }, path, { anew: true });
  const offset = await rehearsalOffset(db);
  const isWaiting = () =>
    byAnother(async () => {
      const [row] = await db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      return row?.waiting === 1n;
    });
  // The second asks before the first has moved, or waits for its turn; if it moves, then after the first.
  let [firstHasAsked, secondHasAsked] = [false, false];
  const followed = () =>
    vi.waitFor(async () => expect(secondHasAsked || (await isWaiting())).toBe(true), { timeout: 20_000 });
  const one = { asked: () => (firstHasAsked = true), moves: followed };
  const first = joinClock(db, hooked(starting, one), path, offset);
  await vi.waitFor(() => expect(firstHasAsked).toBe(true), { timeout: 20_000 });
  const other = { asked: () => (secondHasAsked = true), moves: () => first };
  await Promise.all([first, joinClock(db, hooked(starting, other), path, offset + 10)]);
  const officer = await stack.as('unit-officer', story.UNIT);
  expect(await story.look(officer, id)).toMatchObject({
    stage: 'unit-proposal',
    timeUp: null,
    outcome: null,
  });
});
