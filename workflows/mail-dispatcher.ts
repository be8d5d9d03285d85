import { continueAsNew, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { MailActivities } from '../activities/mail.ts';
import { restartSignal } from './messages.ts';

const { nextBatch } = proxyActivities<Pick<MailActivities, 'nextBatch'>>({
  summary: 'Chờ thư đến lượt gửi',
  startToCloseTimeout: '90 seconds',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 seconds' },
});
/** While the mail server is away this activity is pending, with the reason beside it in the Temporal UI. */
const { send } = proxyActivities<Pick<MailActivities, 'send'>>({
  summary: 'Gửi thư',
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

const roundsPerRun = 200;

/**
 * Sends what the outbox holds, for ever: waits for mail that is due, sends it, again. One standing workflow for the
 * whole installation; its state is the outbox, so it can be terminated and started again at any time.
 */
export async function mailDispatcher(): Promise<never> {
  const asked = { toRestart: false };
  setHandler(restartSignal, () => {
    asked.toRestart = true;
  });
  for (let round = 0; round < roundsPerRun && !asked.toRestart; round++) {
    const batch = await nextBatch();
    if (batch.ids.length === 0) continue;
    const { accepted, refused, later } = await send(batch);
    setCurrentDetails(
      `### Lượt gửi gần nhất\n\n- **Đã gửi:** ${accepted}\n- **Bị từ chối:** ${refused}\n- **Gửi lại sau:** ${later}`,
    );
  }
  return continueAsNew<typeof mailDispatcher>();
}
