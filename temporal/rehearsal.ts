import { msToTs } from '@temporalio/common/lib/time';
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
const { FastForwardPollingResult } = proto.temporal.api.enums.v1;

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
 * Moves one workflow's clock on by `ms` and returns once it has arrived, timers on the way fired in order.
 * @returns false where the workflow ended on the way
 */
export async function moveClockOf(client: Client, ref: PathRef, ms: number, id: string): Promise<boolean> {
  const namespace = client.options.namespace;
  const workflowExecution = { workflowId: workflowIdOf(ref) };
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: msToTs(ms) } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const { fastForwardPollingResult: result } =
      await client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution,
        fastForwardId: id,
      });
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) {
      // The clock has arrived; the answer to a query comes when the path has lived through what fell due.
      await client.workflow.getHandle(workflowExecution.workflowId).query(waitingQuery);
      return true;
    }
    if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) return false;
  }
}
