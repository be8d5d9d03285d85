import type { Client } from '@temporalio/client';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import type { PathRef } from '../domain/path.ts';
import { workflowIdOf } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { inTurns } from '../temporal/in-turns.ts';
import { kinds } from './kinds.ts';
import { joinClock, rehearsalOffset } from '../temporal/rehearsal.ts';

/** The SDK would try for half a minute, while somebody waits for what he has created. */
const START_WITHIN_MS = 5_000;
const STARTS_AT_ONCE = 8;

/** What starting a path needs. `rehearsal`: new workflows join the moved clock. */
export interface Starting {
  db: Db;
  client: Client;
  taskQueue: string;
  rehearsal: boolean;
}

/**
 * Starts the workflow of a path, or finds it running. Its input is the id alone: it takes everything else from the
 * record, so that a first start, a start after a crash and one after a lost Temporal are the same. Marked as started
 * only afterwards: what a start could not reach is the sweep's to start.
 * @param anew a running one is ended in the same moment
 * @returns false where it was running already
 */
export async function startPath(
  { db, client, taskQueue, rehearsal }: Starting,
  ref: PathRef,
  { anew = false } = {},
): Promise<boolean> {
  const kind = kinds[ref.kind];
  const staticSummary = await kind.summary(db, ref.id);
  const workflowIdConflictPolicy = anew
    ? WorkflowIdConflictPolicy.TERMINATE_EXISTING
    : WorkflowIdConflictPolicy.FAIL;
  const begun = await startWorkflow(client, ref, { taskQueue, staticSummary, workflowIdConflictPolicy });
  if (rehearsal) {
    const offset = await rehearsalOffset(db);
    if (offset > 0) await joinClock(db, client, ref, offset);
  }
  await db.$executeRaw`UPDATE ${kind.table} SET started = true WHERE id = ${ref.id}::uuid`;
  return begun;
}

/** @returns false where it was running already @throws Error where Temporal does not answer in time */
async function startWorkflow(
  client: Client,
  ref: PathRef,
  options: {
    taskQueue: string;
    staticSummary: string;
    workflowIdConflictPolicy: WorkflowIdConflictPolicy;
  },
): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + START_WITHIN_MS, () =>
      client.workflow.start(kinds[ref.kind].workflow, {
        ...options,
        workflowId: workflowIdOf(ref),
        args: [ref.id],
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        // After a worker is killed the act under way waits this long, not the default 10 s.
        workflowTaskTimeout: '2 seconds',
      }),
    );
    return true;
  } catch (failure) {
    if (failure instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw failure;
  }
}

/**
 * Starts paths that began together, a few at a time; one that cannot be started is left to the sweep and holds up
 * no other.
 */
export async function startPaths(
  starting: Starting,
  refs: readonly PathRef[],
  warn: (ref: PathRef, failure: unknown) => void,
): Promise<void> {
  await inTurns(refs, STARTS_AT_ONCE, async (ref) => {
    try {
      await startPath(starting, ref);
    } catch (failure) {
      warn(ref, failure);
    }
  });
}
