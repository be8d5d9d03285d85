import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { BundleOptions, WorkflowBundle } from '@temporalio/worker';

/** The workflows as a worker runs them, made beforehand; `changed` for those of another release. Says only what fails. */
export const bundleWorkflows = (changed: Partial<BundleOptions> = {}): Promise<WorkflowBundle> =>
  bundleWorkflowCode({
    workflowsPath: path.resolve(import.meta.dirname, '..', 'workflows', 'index.ts'),
    logger: new DefaultLogger('ERROR'),
    ...changed,
  });
