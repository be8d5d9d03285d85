import { Path } from '../../../workflows/path.ts';
import type { RecordActivities } from '../../../activities/types.ts';
import { proxyLocalActivities } from '@temporalio/workflow';

const { recordNews } = proxyLocalActivities<RecordActivities>({ startToCloseTimeout: '10 seconds' });

/** Wrong on purpose: `changed/news-at-each-stage.ts` without its patch. */
export async function nomination(id: string): Promise<string | null> {
  const path = new Path({ kind: 'nomination', id });
  await path.load();
  while (!path.state.closed) {
    const at = new Date(Date.now()).toISOString();
    await recordNews({ path: path.ref, version: path.state.version, at });
    await path.stay();
  }
  await path.finish();
  return path.state.outcome;
}
