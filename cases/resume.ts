import { pathOf, workflowIdOf } from '../domain/path.ts';
import { restartSignal } from '../workflows/messages.ts';
import { inTurns } from '../temporal/in-turns.ts';
import { openPaths } from './case-rows.ts';
import { startPath } from './start-path.ts';
import type { Starting } from './start-path.ts';

const AT_ONCE = 8;

/** What became of each, by workflow id. */
export interface Resumed {
  /** Temporal knew nothing of it, or had it ended: started from the record, timers included. */
  started: string[];
  /** It was running: told to read the record again. */
  reread: string[];
  /** Open in Temporal and not in the record: told to read it, upon which it ends. */
  ended: string[];
  failed: string[];
}

/**
 * Brings Temporal up to the record: after it was lost, after it was restored from a backup older than the record, after
 * a release. Can be run at any time, and again: a path starts under one id, and takes its state from the record.
 */
export async function resumePaths(starting: Starting): Promise<Resumed> {
  const { db, client } = starting;
  const resumed: Resumed = { started: [], reread: [], ended: [], failed: [] };
  const open = await openPaths(db, { started: true });
  const known = new Set(open.map(workflowIdOf));
  const restart = (workflowId: string) => client.workflow.getHandle(workflowId).signal(restartSignal);

  await inTurns(open, AT_ONCE, async (path) => {
    const workflowId = workflowIdOf(path);
    try {
      if (await startPath(starting, path)) resumed.started.push(workflowId);
      else {
        await restart(workflowId);
        resumed.reread.push(workflowId);
      }
    } catch {
      resumed.failed.push(workflowId);
    }
  });
  const strays: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" }))
    if (pathOf(workflowId) && !known.has(workflowId)) strays.push(workflowId);
  await inTurns(strays, AT_ONCE, async (workflowId) => {
    try {
      await restart(workflowId);
      resumed.ended.push(workflowId);
    } catch {
      resumed.failed.push(workflowId);
    }
  });
  return resumed;
}
