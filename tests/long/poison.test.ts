import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { raiseAlarms } from '../../activities/alarms.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { failingPaths } from '../../temporal/failing-paths.ts';
import { anotherRelease } from '../support/release.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, roundFrom, toCouncil, todayOf, writtenTo } from '../support/steps.ts';
import { WorkerProcess } from '../support/worker-process.ts';

const poison = path.resolve(import.meta.dirname, 'poisoned/holds-fail.ts');
let stack: Stack;
let office: ApiClient;
let document: string;
let worker: WorkerProcess;
const startWorker = (bundlePath: string) => {
  worker = new WorkerProcess(stack.deps.settings, bundlePath);
};

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  document = await paper(office, 'don-phan-anh');
  await stack.stopWorker();
  const poisoned = await anotherRelease({ workflowInterceptorModules: [poison] });
  startWorker(poisoned.file);
});
afterAll(async () => {
  await worker.kill();
  await stack.stop();
});

const REASON = 'Chờ kết quả giải quyết đơn phản ánh.';
const administrators = () =>
  stack.accounts
    .filter(({ roles }) =>
      roles.some(({ role, unit }) => role === 'administrator' && unit === story.DEPARTMENT),
    )
    .map(({ email }) => email)
    .sort();
async function alarm(): Promise<string[]> {
  let raised: string[] = [];
  const { db, starting } = stack.deps;
  await raiseAlarms(db, starting, stack.deps.settings, (workflowIds) => (raised = workflowIds));
  return raised;
}
const health = async () => await (await fetch(`${stack.baseUrl}/health/ready`)).json();
const seen = { timeout: 120_000, interval: 500 };

describe('a bug that one path has met', () => {
  it('is seen by operators and holds up nobody else, and a worker without it goes on with the case', async () => {
    const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
    const subjectOf = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });
    const { id } = await story.draft(stack.as, round.id, subjectOf('Phòng Quản lý khoa học'));
    await story.submit(stack.as, id);
    // The record has it before the path fails: it counts, once.
    await story.act(office, id, 'hold', { ground: 'complaint', document, reason: REASON });
    await expect.poll(() => failingPaths(stack.deps.starting.client), seen).toEqual([`nomination:${id}`]);

    expect(await health()).toEqual({ status: 'ready', degraded: ['paths'] });
    // The worker whose code fails says so by itself; said again on the same day, it is no second mail.
    const written = () => writtenTo(stack, id, 'path-stuck');
    await expect.poll(written, seen).toEqual(administrators());
    await expect.poll(alarm, seen).toEqual([`nomination:${id}`]);
    expect(await written()).toEqual(administrators());

    const other = await toCouncil(stack, round.id, subjectOf('Phòng Kế hoạch - Tài chính'));
    expect((await story.look(office, other)).stage).toBe('council-vote');

    await worker.kill();
    startWorker(inject('ground').bundlePath);
    await expect.poll(() => failingPaths(stack.deps.starting.client), seen).toEqual([]);
    expect(await health()).toEqual({ status: 'ready' });
    await story.act(office, id, 'release', { document, reason: 'Phản ánh không có căn cứ.' });
    await story.review(stack.as, id);
    const acts = await stack.deps.db.transition.findMany({
      where: { pathId: id },
      orderBy: { version: 'asc' },
    });
    expect(acts.map(({ act }) => act)).toEqual(['draft', 'submit', 'hold', 'release', 'approve']);
  });
});
