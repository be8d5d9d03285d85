import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../../activities/types.ts';
import { nomination as right } from '../../../workflows/nomination.ts';

const { recordNews } = proxyLocalActivities<RecordActivities>({ startToCloseTimeout: '10 seconds' });

/** Wrong on purpose: an activity in front of the one that open nominations began with. */
export async function nomination(id: string): Promise<string | null> {
  await recordNews({ path: { kind: 'nomination', id }, version: 1, at: new Date(Date.now()).toISOString() });
  return right(id);
}
