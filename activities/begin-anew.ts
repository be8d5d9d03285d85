import { pathOf } from '../domain/path.ts';
import type { Db } from '../prisma/db.ts';
import { unreplayablePaths } from '../temporal/failing-paths.ts';
import { startPath } from '../temporal/start-path.ts';
import type { Starting } from '../temporal/start-path.ts';
import { isClosed } from './tell.ts';

/**
 * Gives paths that their history no longer lets go on a new run, from the record: it has all that a run needs, as after a
 * lost Temporal. The old run stays readable in Temporal, terminated.
 *
 * @returns their workflow ids
 */
export async function beginAnew(db: Db, starting: Starting): Promise<string[]> {
  const workflowIds = await unreplayablePaths(starting.client);
  for (const workflowId of workflowIds) {
    const path = pathOf(workflowId);
    if (path && !(await isClosed(db, path))) await startPath(starting, path, { anew: true });
    else if (path) await starting.client.workflow.getHandle(workflowId).terminate('closed in the record');
  }
  return workflowIds;
}
