import type { Client } from '@temporalio/client';

/** How many are named: an alarm needs no more to be looked at. */
const NAMED = 20;

/**
 * The workflows whose code fails again and again. Temporal marks them after five attempts and takes the mark away once
 * a task succeeds; meanwhile they keep what they had, and nobody else waits for them.
 *
 * @returns their workflow ids, at most twenty
 */
export const failingPaths = (client: Client): Promise<string[]> =>
  running(client, 'TemporalReportedProblems IS NOT NULL');

/**
 * Those among them whose code no longer takes the steps that their history has: no later task of theirs can succeed.
 *
 * @returns their workflow ids, at most twenty
 */
export const unreplayablePaths = (client: Client): Promise<string[]> =>
  running(client, `TemporalReportedProblems = 'cause=WorkflowTaskFailedCauseNonDeterministicError'`);

async function running({ workflow }: Client, condition: string): Promise<string[]> {
  const failing = workflow.list({
    query: `ExecutionStatus = "Running" AND ${condition}`,
    pageSize: NAMED,
  });
  const ids: string[] = [];
  for await (const { workflowId } of failing) {
    ids.push(workflowId);
    if (ids.length === NAMED) break;
  }
  return ids;
}
