import { WorkflowNotFoundError } from '@temporalio/client';
import type { Waiting } from '../../domain/path.ts';
import { inHands } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { waitingText } from '../../domain/texts.ts';
import type { ApiDeps } from '../deps.ts';

export type Language = 'vi' | 'en';

/** The one answer to "why is it here, who must act, since when, until when, what happens then", in words. */
export function waitingView(asKept: Waiting, units: Units, language: Language) {
  const waiting = inHands(asKept, units);
  const words = waitingText(waiting, language);
  return {
    why: words.why,
    code: waiting.why,
    for: { body: waiting.body, role: waiting.role, bodyName: units.get(waiting.body ?? '')?.name ?? null },
    since: waiting.since,
    until: waiting.until,
    untilText: words.until,
    provisional: waiting.provisional,
    overdue: waiting.overdue,
    then: words.then,
  };
}

/** Where operators find the path; the run is null where Temporal does not know it or does not answer. */
export async function workflowView({ starting, settings, logger }: ApiDeps, workflowId: string) {
  let runId: string | null = null;
  try {
    const described = await starting.client.withDeadline(Date.now() + 2_000, () =>
      starting.client.workflow.getHandle(workflowId).describe(),
    );
    runId = described.runId;
  } catch (failure) {
    if (!(failure instanceof WorkflowNotFoundError)) logger.debug({ workflowId }, 'workflow not described');
  }
  const { uiUrl, namespace } = settings.temporal;
  return {
    workflowId,
    runId,
    uiUrl: uiUrl
      ? `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}${runId ? `/${runId}/history` : ''}`
      : null,
  };
}
