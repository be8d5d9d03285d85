import type { Client, WorkflowExecutionInfo } from '@temporalio/client';

/** How many are named: an alarm needs no more to be looked at. */
const NAMED = 20;

/**
 * The workflows whose code fails again and again. Temporal marks them after five attempts and takes the mark away once
 * a task succeeds; meanwhile they keep what they had, and nobody else waits for them.
 *
 * @returns their workflow ids, at most twenty
 */
export const failingPaths = async (client: Client): Promise<string[]> =>
  (await running(client, 'TemporalReportedProblems IS NOT NULL')).map(({ workflowId }) => workflowId);

/**
 * Those among them whose code no longer takes the steps that their history has: no later task of theirs can succeed.
 *
 * @returns their runs, at most twenty
 */
export const unreplayablePaths = (client: Client): Promise<Run[]> =>
  running(client, `TemporalReportedProblems = 'cause=WorkflowTaskFailedCauseNonDeterministicError'`);

type Run = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId'>;

async function running({ workflow }: Client, condition: string): Promise<Run[]> {
  const failing = workflow.list({
    query: `ExecutionStatus = "Running" AND ${condition}`,
    pageSize: NAMED,
  });
  const runs: Run[] = [];
  for await (const { workflowId, runId } of failing) {
    runs.push({ workflowId, runId });
    if (runs.length === NAMED) break;
  }
  return runs;
}
