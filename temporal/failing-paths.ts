import type { Client } from '@temporalio/client';

/** How many are named: an alarm needs no more to be looked at. */
const NAMED = 20;

/**
 * The workflows whose code fails again and again. Temporal marks them after five attempts and takes the mark away once
 * a task succeeds; meanwhile they keep what they had, and nobody else waits for them.
 *
 * @returns their workflow ids, at most twenty
 */
export async function failingPaths({ workflow }: Client): Promise<string[]> {
  const failing = workflow.list({
    query: 'ExecutionStatus = "Running" AND TemporalReportedProblems IS NOT NULL',
    pageSize: NAMED,
  });
  const ids: string[] = [];
  for await (const { workflowId } of failing) {
    ids.push(workflowId);
    if (ids.length === NAMED) break;
  }
  return ids;
}
