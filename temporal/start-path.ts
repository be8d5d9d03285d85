import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import type { PathKind, PathRef } from '../domain/path.ts';
import { workflowIdOf } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { moveClockOf, rehearsalOffset } from './rehearsal.ts';

const workflowTypes: Record<PathKind, string> = {
  nomination: 'nomination',
  'award-round': 'awardRound',
  'council-session': 'councilSession',
  submission: 'submission',
};

/** What starting a path needs. `rehearsal`: new workflows join the moved clock. */
export interface Starting {
  db: Db;
  client: Client;
  taskQueue: string;
  rehearsal: boolean;
}

/**
 * Starts the workflow of a path, or finds it running. Its input is the id alone: it takes everything else from the
 * record, so that a first start, a start after a crash and one after a lost Temporal are the same.
 */
export async function startPath({ db, client, taskQueue, rehearsal }: Starting, ref: PathRef): Promise<void> {
  const { code, first } = await markStarted(db, ref);
  await client.workflow.start(workflowTypes[ref.kind], {
    workflowId: workflowIdOf(ref),
    taskQueue,
    args: [ref.id],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    // After a worker is killed the act under way waits this long, not the default 10 s.
    workflowTaskTimeout: '2 seconds',
    staticSummary: code,
  });
  if (rehearsal && first) {
    const offset = await rehearsalOffset(db);
    if (offset > 0) await moveClockOf(client, ref, offset, `join-${offset}`);
  }
}

/** The name operators read in the Temporal UI, and whether this is the path's first start. */
async function markStarted(db: Db, { kind, id }: PathRef): Promise<{ code: string; first: boolean }> {
  const where = { id, started: false };
  const data = { started: true };
  switch (kind) {
    case 'nomination': {
      const { count } = await db.nomination.updateMany({ where, data });
      const row = await db.nomination.findUniqueOrThrow({ where: { id } });
      return { code: `Đề nghị ${row.code} · ${row.proposingUnit}`, first: count > 0 };
    }
    case 'award-round': {
      const { count } = await db.round.updateMany({ where, data });
      const row = await db.round.findUniqueOrThrow({ where: { id } });
      return { code: `Đợt ${row.code} · ${row.movement}`, first: count > 0 };
    }
    case 'council-session': {
      const { count } = await db.councilSession.updateMany({ where, data });
      const row = await db.councilSession.findUniqueOrThrow({ where: { id } });
      return { code: `Phiên họp ${row.code} · ${row.body}`, first: count > 0 };
    }
    case 'submission': {
      const { count } = await db.submission.updateMany({ where, data });
      const row = await db.submission.findUniqueOrThrow({ where: { id } });
      return { code: `Tờ trình ${row.number} · ${row.fromBody} → ${row.toBody}`, first: count > 0 };
    }
  }
}
