import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginAnew } from '../../activities/begin-anew.ts';
import * as story from '../../acceptance/demo/story.ts';
import { failingPaths } from '../../temporal/failing-paths.ts';
import { anotherRelease } from '../support/release.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';
import { WorkerProcess } from '../support/worker-process.ts';

const changed = path.resolve(import.meta.dirname, 'poisoned/sleeps-too.ts');
let stack: Stack;
let worker: WorkerProcess | undefined;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(async () => {
  await worker?.kill();
  await stack.stop();
});
const seen = { timeout: 120_000, interval: 500 };

it('paths whose history their code no longer takes begin anew from the record, and their cases go on', async () => {
  const { db, starting } = stack.deps;
  const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const subjectOf = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });
  const [open, over] = [
    await story.draft(stack.as, round.id, subjectOf('Phòng Quản lý khoa học')),
    await story.draft(stack.as, round.id, subjectOf('Phòng Kế hoạch - Tài chính')),
  ];
  for (const { id } of [open, over]) await story.submit(stack.as, id);
  const { dueAt } = await story.look(await stack.as('office-reviewer', story.LEAD), open.id);
  const handle = starting.client.workflow.getHandle(`nomination:${open.id}`);
  const { runId } = await handle.describe();

  await stack.stopWorker();
  // Closed in the record by somebody whom its path never heard: nothing is left to begin.
  await db.nomination.update({ where: { id: over.id }, data: { outcome: 'lapsed', stage: 'closed' } });
  const { file } = await anotherRelease({ workflowInterceptorModules: [changed] });
  for (const { id } of [open, over])
    await starting.client.workflow.getHandle(`nomination:${id}`).signal('look');
  worker = new WorkerProcess(stack.deps.settings, file);
  // The worker itself begins them anew every half minute; here at once, whoever comes first.
  await expect
    .poll(async () => {
      await beginAnew(db, starting);
      return (await handle.describe()).runId;
    }, seen)
    .not.toBe(runId);
  await expect.poll(() => failingPaths(starting.client), seen).toEqual([]);
  const other = starting.client.workflow.getHandle(`nomination:${over.id}`);
  await expect.poll(async () => (await other.describe()).status.name, seen).toBe('TERMINATED');

  const office = await stack.as('office-reviewer', story.LEAD);
  await story.arrive(office, open.id, (n) => n.waiting !== null);
  expect(await story.look(office, open.id)).toMatchObject({ dueAt, version: 2 });
  await story.review(stack.as, open.id);
  const acts = await db.transition.findMany({ where: { pathId: open.id }, orderBy: { version: 'asc' } });
  expect(acts.map(({ act }) => act)).toEqual(['draft', 'submit', 'approve']);
});
