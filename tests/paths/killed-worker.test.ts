import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { WorkerProcess } from '../support/worker-process.ts';
import * as story from '../../scripts/demo/story.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  await stack.stopWorker();
});
afterAll(() => stack.stop());

it('probe', async () => {
  const t = (n: string, s: number) => console.log(n, Date.now() - s);
  let s = Date.now();
  let w = await WorkerProcess.start(stack.deps.settings, inject('ground').bundlePath);
  t('start', s);
  s = Date.now();
  const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  const { id } = await story.draft(stack.as, round.id, { kind: 'collective', award: 'bang-khen' });
  await story.submit(stack.as, id);
  t('submit', s);
  for (let i = 0; i < 3; i++) {
    s = Date.now();
    await w.kill();
    w = await WorkerProcess.start(stack.deps.settings, inject('ground').bundlePath);
    t('restart', s);
    s = Date.now();
    const office = await stack.as('office-head', story.LEAD);
    for (;;) {
      const a = await office.post(`/nominations/${id}/actions/extend`, { to: `2026-12-1${i}`, reason: 'Thêm thời gian.' }, `k${i}`);
      t(`act ${a.status}`, s);
      if (a.status === 200) break;
    }
    const h = await stack.deps.starting.client.workflow.getHandle(`nomination:${id}`).fetchHistory();
    for (const e of h.events!.slice(-14)) console.log(Number(e.eventId), new Date(Number(e.eventTime!.seconds)*1000+Number(e.eventTime!.nanos)/1e6).toISOString().slice(17), e.eventType, e.workflowTaskScheduledEventAttributes?.taskQueue?.kind ?? '', e.workflowTaskTimedOutEventAttributes?.timeoutType ?? '');
  }
  await w.kill();
  expect(1).toBe(1);
}, 120_000);
