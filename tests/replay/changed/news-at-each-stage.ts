import { patched, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../../activities/types.ts';
import { Path } from '../../../workflows/path.ts';

export * from '../../../workflows/index.ts';

const { recordNews } = proxyLocalActivities<RecordActivities>({ startToCloseTimeout: '10 seconds' });

/**
 * The worked example of docs/operations.md: a release has nominations look for news as they enter a stage. What they
 * did before it stays as it was; a case under way does it from its next stage on, a new one from the start.
 */
export async function nomination(id: string): Promise<string | null> {
  const path = new Path({ kind: 'nomination', id });
  await path.load();
  while (!path.state.closed) {
    if (patched('news-at-each-stage')) {
      const at = new Date(Date.now()).toISOString();
      await recordNews({ path: path.ref, version: path.state.version, at });
    }
    await path.stay();
  }
  await path.finish();
  return path.state.outcome;
}
