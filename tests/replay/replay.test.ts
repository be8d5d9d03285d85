import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import type { BundleOptions, InjectedSinks, WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { strangersIn } from '../../acceptance/histories/contents.ts';
import type { Json } from '../../acceptance/histories/contents.ts';
import { bundleWorkflows } from '../../scripts/workflow-bundle.ts';
import type { EndStateSinks } from './end-state.ts';

/** What `npm run histories` kept, one folder for each release. */
const folder = path.resolve(import.meta.dirname, '../histories');
const recorded = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();
interface Recorded {
  workflowId: string;
  /** What the path answered to `waiting` in the end; null for the mail dispatcher. */
  end: unknown;
  history: Json;
}
const nominations = recorded.filter((file) => path.basename(file).startsWith('nomination'));
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded;

const logger = new DefaultLogger('ERROR', () => undefined);
// Replays that are meant to fail would each say so.
const logging = { filter: makeTelemetryFilterString({ core: 'ERROR' }) };
Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { logging } });

const here = (file: string): string => path.resolve(import.meta.dirname, file);
const bundle = (changed: Partial<BundleOptions> = {}): Promise<WorkflowBundle> =>
  bundleWorkflows({ workflowInterceptorModules: [here('end-state.ts')], logger, ...changed });

/** @returns where the path stood in the end @throws DeterminismViolationError where the code does something else */
async function replay(workflowBundle: WorkflowBundle, { workflowId, history }: Recorded): Promise<unknown> {
  let end: unknown = null;
  const sinks: InjectedSinks<EndStateSinks> = {
    endState: { now: { fn: (_info, state) => void (end = state), callDuringReplay: true } },
  };
  await Worker.runReplayHistory({ workflowBundle, sinks }, history, workflowId);
  return end;
}

describe('what is under way', () => {
  let present: WorkflowBundle;
  beforeAll(async () => {
    present = await bundle();
  });

  it.each(recorded)('goes on under the present code, and stands where it stood: %s', async (file) => {
    const history = read(file);
    expect(await replay(present, history)).toEqual(history.end);
  });
});

describe('a recorded history', () => {
  it.each(recorded)('holds ids, codes and dates alone: %s', (file) => {
    const { history } = read(file);
    expect(strangersIn(history)).toEqual([]);
    expect(JSON.stringify(history)).not.toMatch(/"identity":"(?!recorder")/);
  });
});

describe('a release that changes what is under way by a patch', () => {
  it('leaves what they did before it as it was', async () => {
    const changed = await bundle({ workflowsPath: here('changed/news-at-each-stage.ts') });
    for (const file of nominations) {
      const history = read(file);
      expect(await replay(changed, history), file).toEqual(history.end);
    }
  });
});

/** Each would leave open paths stuck for good, were it released. */
describe('a release that breaks what is under way is refused', () => {
  const silent = { [here('../../workflows/visibility.ts')]: here('broken/silent-visibility.ts') };
  it.each<[string, Partial<BundleOptions>]>([
    ['a timer before the first step', { workflowsPath: here('broken/timer-before-load.ts') }],
    ['an activity before the first step', { workflowsPath: here('broken/news-before-load.ts') }],
    ['an activity at each stage', { workflowsPath: here('broken/news-at-each-stage.ts') }],
    [
      'search attributes no longer written',
      {
        webpackConfigHook: ({ resolve, ...config }) => ({
          ...config,
          resolve: { ...resolve, alias: Object.assign({}, resolve?.alias, silent) },
        }),
      },
    ],
  ])('%s', async (_change, changed) => {
    const broken = await bundle(changed);
    for (const file of nominations)
      await expect(replay(broken, read(file)), file).rejects.toThrow(DeterminismViolationError);
  });
});
