import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BundleOptions } from '@temporalio/worker';
import { inject } from 'vitest';
import { bundleWorkflows } from '../../scripts/workflow-bundle.ts';

/**
 * The workflows as another release would have them, for a worker to run.
 *
 * @returns the file of the bundle, and what it holds
 */
export async function anotherRelease(
  changed: Partial<BundleOptions>,
): Promise<{ file: string; code: string }> {
  const { code } = await bundleWorkflows(changed);
  // With the servers' data, and removed with it.
  const file = path.join(inject('ground').dataDir, `${randomUUID()}.js`);
  writeFileSync(file, code);
  return { file, code };
}
