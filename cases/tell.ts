import { WorkflowNotFoundError } from '@temporalio/client';
import type { PathKind, PathRef } from '../domain/path.ts';
import { workflowIdOf } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { isClosed } from './case-rows.ts';
import { startPath } from './start-path.ts';
import type { Starting } from './start-path.ts';
import { lookSignal } from '../workflows/messages.ts';

/**
 * Signals everybody who has news from there: from another path, or from a change of the calendar. What is not signalled now
 * is found by the sweep.
 */
export async function tellAll(
  db: Db,
  starting: Starting,
  from: { kind: PathKind | 'calendar'; id: string },
  told: () => void = () => undefined,
): Promise<void> {
  const waiting = await db.wake.findMany({
    where: { fromKind: from.kind, fromId: from.id, doneAt: null, signalled: null },
    select: { pathKind: true, pathId: true },
    distinct: ['pathKind', 'pathId'],
  });
  for (const { pathKind, pathId } of waiting) {
    await tellOne(db, starting, { kind: pathKind as PathKind, id: pathId });
    told();
  }
}

/** Has paths look that the record has gone ahead of; one that does not hear of it learns when it next asks. */
export async function lookAll(
  { client }: Pick<Starting, 'client'>,
  paths: readonly PathRef[],
): Promise<void> {
  for (const path of paths)
    await client.workflow
      .getHandle(workflowIdOf(path))
      .signal(lookSignal)
      .catch((failure: unknown) => {
        if (!(failure instanceof WorkflowNotFoundError)) throw failure;
      });
}

/**
 * Has one path look at its news. A path whose workflow is gone is started again from the record, unless its case
 * is closed: then what came too late is set aside.
 */
export async function tellOne(db: Db, starting: Starting, path: PathRef): Promise<void> {
  const where = { pathKind: path.kind, pathId: path.id, doneAt: null };
  let isGone = false;
  try {
    await starting.client.workflow.getHandle(workflowIdOf(path)).signal(lookSignal);
  } catch (failure) {
    if (!(failure instanceof WorkflowNotFoundError)) return;
    isGone = true;
  }
  // Asked also where the signal was taken: a workflow that is about to end hears nothing more.
  if (await isClosed(db, path)) {
    await db.wake.updateMany({ where, data: { doneAt: new Date() } });
    return;
  }
  // A path that starts looks at its news first.
  if (isGone) await startPath(starting, path);
  await db.wake.updateMany({ where, data: { signalled: new Date() } });
}
