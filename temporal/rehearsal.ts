import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import proto from '@temporalio/proto';
import type { Client } from '@temporalio/client';
import type { PathRef } from '../domain/path.ts';
import { workflowIdOf } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { waitingQuery } from '../workflows/messages.ts';

/**
 * The rehearsal clock (REHEARSAL=1 and tests only): Temporal's own time skipping moves one workflow at a time; the
 * offset that API and activities add to the wall clock is kept in the record.
 */
const { FastForwardPollingResult, WorkflowExecutionStatus } = proto.temporal.api.enums.v1;

export async function rehearsalOffset(db: Db): Promise<number> {
  const row = await db.rehearsalClock.findUnique({ where: { id: 1 } });
  return Number(row?.offsetMs ?? 0n);
}

export async function setRehearsalOffset(db: Db, offsetMs: number): Promise<void> {
  const data = { offsetMs: BigInt(offsetMs) };
  await db.rehearsalClock.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
}

/** The service's time: the wall clock, moved by the rehearsal's offset where there is one. */
export function clockOf(db: Db, rehearsal: boolean): () => Promise<Date> {
  if (!rehearsal) return () => Promise.resolve(new Date());
  return async () => new Date(Date.now() + (await rehearsalOffset(db)));
}

/**
 * Moves one workflow's clock to an instant and returns once it has arrived, timers on the way fired in order. The
 * server is asked where the clock stands: each falls behind by its own work, and one that stops within milliseconds of a
 * timer of its own would let it fire only at the end of the next stretch.
 * @returns false where the workflow ended on the way @throws Error where its clock stopped before it arrived
 */
export async function moveClockTo(client: Client, ref: PathRef, to: Date, tries = 10): Promise<boolean> {
  const namespace = client.options.namespace;
  const workflowId = workflowIdOf(ref);
  const workflowExecution = { workflowId };
  const id = `to-${to.toISOString()}`;
  const shows = await timeOf(client, workflowId);
  if (shows === null) return false;
  const ms = to.getTime() - shows;
  if (ms <= 0) return true;
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: msToTs(ms) } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const polled = await client.workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution,
      fastForwardId: id,
    });
    const { fastForwardPollingResult: result, failedReason } = polled;
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) {
      // The clock has arrived; the answer to a query comes when the path has lived through what fell due.
      await client.workflow.getHandle(workflowId).query(waitingQuery);
      return true;
    }
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
      const { status } = await client.workflow.getHandle(workflowId).describe();
      if (status.name !== 'RUNNING') return false;
      // Another had it moved at the same moment, which takes the place of this move.
      if (tries > 0) return moveClockTo(client, ref, to, tries - 1);
      throw new Error(`the clock of ${workflowId} stopped: ${failedReason}`);
    }
  }
}

/** What a workflow's own clock shows, in milliseconds; the wall's where it was never moved, null for one that has ended. */
async function timeOf(client: Client, workflowId: string): Promise<number | null> {
  const { workflowExecutionInfo, workflowExtendedInfo } =
    await client.workflowService.describeWorkflowExecution({
      namespace: client.options.namespace,
      execution: { workflowId },
    });
  const { WORKFLOW_EXECUTION_STATUS_RUNNING } = WorkflowExecutionStatus;
  if (workflowExecutionInfo?.status !== WORKFLOW_EXECUTION_STATUS_RUNNING) return null;
  const time = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return time ? tsToMs(time) : Date.now();
}

/**
 * Has a workflow that has just begun, on the wall clock, join the moved clock. Whoever made the path and the sweep may both
 * be at it: one after the other, since each moves by what was lacking when it asked, and both together twice as far.
 */
export async function joinClock(db: Db, client: Client, ref: PathRef, offset: number): Promise<boolean> {
  const name = `clock:${workflowIdOf(ref)}`;
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
      return moveClockTo(client, ref, new Date(Date.now() + offset));
    },
    { timeout: 120_000, maxWait: 60_000 },
  );
}
