import { pathOf } from '../domain/path.ts';
import { holdsAlone } from '../prisma/alone.ts';
import type { Db } from '../prisma/db.ts';
import { unreplayablePaths } from '../temporal/failing-paths.ts';
import { startPath } from '../cases/start-path.ts';
import type { Starting } from '../cases/start-path.ts';
import { isClosed } from '../cases/case-rows.ts';

/**
 * Gives paths that their history no longer lets go on a new run, from the record: it has all that a run needs, as after a
 * lost Temporal. The old run stays readable in Temporal, terminated. One worker at a time does it: two would end each
 * other's new runs.
 *
 * @returns their workflow ids
 */
export const beginAnew = (db: Db, starting: Starting): Promise<string[]> =>
  db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'anew'))) return [];
      const begun: string[] = [];
      for (const { workflowId, runId } of await unreplayablePaths(starting.client)) {
        const path = pathOf(workflowId);
        const handle = starting.client.workflow.getHandle(workflowId);
        // The list lags behind: what it has may have begun anew already.
        if (!path || (await handle.describe()).runId !== runId) continue;
        if (await isClosed(db, path)) await handle.terminate('closed in the record');
        else await startPath(starting, path, { anew: true });
        begun.push(workflowId);
      }
      return begun;
    },
    { timeout: 60_000 },
  );
