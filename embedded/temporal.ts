import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { findTemporalCli } from '../scripts/setup/temporal-cli.mjs';
import { launch } from './child-process.ts';
import { lastPort, rememberedPort } from './ports.ts';
import type { Progress } from './progress.ts';
import { waitUntil } from './wait-until.ts';

export interface EmbeddedTemporal {
  /** host:port of the gRPC frontend. */
  readonly address: string;
  readonly uiUrl: string;
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface TemporalOptions {
  readonly dataDir: string;
  readonly searchAttributes: readonly { readonly name: string; readonly type: string }[];
  /** Namespaces beside `default`. */
  readonly namespaces?: readonly string[];
  /** Lets workflows' clocks be moved: for rehearsals and tests only. */
  readonly timeSkipping?: boolean;
  readonly progress?: Progress;
}

/** No Temporal to be had. The message is one line for people. */
export class TemporalCliMissing extends Error {
  override readonly name = 'TemporalCliMissing';
}

/**
 * The CLI that `npm start` and `npm test` found or fetched.
 * @throws TemporalCliMissing
 */
export function temporalCli(): string {
  found ??= findTemporalCli()?.path;
  if (found !== undefined) return found;
  throw new TemporalCliMissing(
    'no Temporal CLI is set up: run `npm run setup`, or name a server with TEMPORAL_ADDRESS',
  );
}

/** Asking it for its version takes a moment. */
let found: string | undefined;

/** Starts the Temporal dev server with its UI; histories stay in `<dataDir>/temporal/temporal.db`. */
export async function startTemporal(options: TemporalOptions): Promise<EmbeddedTemporal> {
  const { dataDir, searchAttributes, namespaces = [], timeSkipping = false } = options;
  const cli = temporalCli();
  const folder = path.join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(dataDir, 'temporal');
  const uiPort = await rememberedPort(dataDir, 'temporal-ui');
  const args = [
    ...['server', 'start-dev', '--db-filename', path.join(folder, 'temporal.db')],
    ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort), '--ui-disable-news-fetch'],
    // The default journal gives less than half of the throughput; FULL keeps what was acknowledged.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'],
    ...['--log-level', 'error'],
    ...namespaces.flatMap((name) => ['--namespace', name]),
    ...searchAttributes.flatMap(({ name, type }) => ['--search-attribute', `${name}=${type}`]),
    ...(timeSkipping ? ['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'] : []),
  ];
  const child = await launch({
    name: 'temporal',
    command: cli,
    args,
    dataDir,
    // Without the TEMPORAL_… of the caller, which the CLI would read.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    graceMs: 10_000,
  });
  const address = `127.0.0.1:${port}`;
  await waitUntil('Temporal', child, () => answers(address, ['default', ...namespaces]), options);
  return {
    address,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    pid: child.pid,
    exited: child.exited,
    stop: child.stop,
  };
}

/** Where the server of that data folder was started last, for commands beside it; undefined if it never was. */
export function lastTemporalAddress(dataDir: string): string | undefined {
  const port = lastPort(dataDir, 'temporal');
  return port === undefined ? undefined : `127.0.0.1:${port}`;
}

async function answers(address: string, namespaces: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  try {
    for (const namespace of namespaces) await connection.workflowService.describeNamespace({ namespace });
  } finally {
    await connection.close();
  }
}
