import { sleep } from '@temporalio/workflow';
import { nomination as right } from '../../../workflows/nomination.ts';

/** Wrong on purpose: a timer put in front of what open nominations have already done. */
export async function nomination(id: string): Promise<string | null> {
  await sleep('1 minute');
  return right(id);
}
