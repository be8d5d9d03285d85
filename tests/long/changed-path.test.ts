import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as story from '../../acceptance/demo/story.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { startWorker } from '../../worker.ts';
import type { RunningWorker } from '../../worker.ts';
import { anotherRelease } from '../support/release.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';

const workflowsPath = path.resolve(import.meta.dirname, '../replay/changed/news-at-each-stage.ts');
const PATCH = 'news-at-each-stage';

let stack: Stack;
let changed: Awaited<ReturnType<typeof anotherRelease>>;
let next: RunningWorker;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  changed = await anotherRelease({ workflowsPath });
});
afterAll(async () => {
  await next.stop();
  await stack.stop();
});

const subjectOf = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });
const handleOf = (id: string) =>
  stack.deps.starting.client.workflow.getHandle(workflowIdOf({ kind: 'nomination', id }));

/** What a case did, in order: the local activities it waited for, and the patch where it met it. */
async function historyOf(id: string) {
  const history = await handleOf(id).fetchHistory();
  const steps = (history.events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
    if (marker?.markerName === 'core_patch') return [PATCH];
    const data = marker?.details?.['data']?.payloads?.[0]?.data;
    const type =
      data && (JSON.parse(Buffer.from(data).toString()) as { activity_type?: string }).activity_type;
    return type ? [type] : [];
  });
  return { history, steps };
}

describe('a release that changes a path by a patch', () => {
  it('takes over cases under way; what they did is not asked for again, and the release before cannot have them back', async () => {
    const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
    const begun = await story.draft(stack.as, round.id, subjectOf('Phòng Quản lý khoa học'));
    await story.submit(stack.as, begun.id);
    await stack.stopWorker();
    next = await startWorker(stack.deps.settings, { codePath: changed.file });

    await story.review(stack.as, begun.id);
    const under = await historyOf(begun.id);
    expect(under.steps).toEqual(['loadPath', 'recordAct', 'recordAct', PATCH, 'recordNews']);

    const fresh = await story.draft(stack.as, round.id, subjectOf('Phòng Kế hoạch - Tài chính'));
    await story.submit(stack.as, fresh.id);
    const { steps } = await historyOf(fresh.id);
    expect(steps).toEqual(['loadPath', PATCH, 'recordNews', 'recordAct', 'recordNews']);

    const replay = (code: string) =>
      Worker.runReplayHistory(
        { workflowBundle: { code } },
        under.history,
        workflowIdOf({ kind: 'nomination', id: begun.id }),
      );
    await replay(changed.code);
    const before = readFileSync(inject('ground').bundlePath, 'utf8');
    await expect(replay(before)).rejects.toThrow(DeterminismViolationError);
  });
});
