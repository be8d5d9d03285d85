import type { Client } from '@temporalio/client';
import type { mailDispatcher } from '../workflows/mail-dispatcher.ts';
import { mailDispatcherWorkflowId } from '../workflows/mail-dispatcher-id.ts';

/** Starts the mail dispatcher where it does not run yet; every worker calls this at its start. */
export async function startMailDispatcher(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start<typeof mailDispatcher>('mailDispatcher', {
    workflowId: mailDispatcherWorkflowId,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'Gửi thư từ hộp thư đi',
  });
}
