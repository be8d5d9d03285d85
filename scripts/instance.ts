import { Connection } from '@temporalio/client';
import { searchAttributes } from '../domain/search-attributes.ts';
import { applyMigrations } from '../prisma/migrate.ts';
import { environmentOf, requireConnections } from '../settings.ts';
import type { ConnectedSettings, Settings } from '../settings.ts';
import { temporalConnectionOptions, temporalSecurityNames } from '../temporal-connection.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { clearLeftovers } from './embedded/leftovers.ts';
import { startMailbox } from './embedded/mailbox.ts';
import { isPortFree } from './embedded/ports.ts';
import { startPostgres } from './embedded/postgres.ts';
import { startTemporal, temporalCli } from './embedded/temporal.ts';
import { loadData } from './load-data.ts';
import { registerSearchAttributes } from './search-attributes.ts';
import { startSupervised } from './supervised.ts';

export interface Instance {
  readonly urls: {
    readonly api: string;
    readonly temporalUi: string | undefined;
    readonly mailbox: string | undefined;
  };
  /** What worker and API run with: the embedded parts' addresses filled in. */
  readonly settings: ConnectedSettings;
  /** Resolves when a part has died for good; the instance is then to be stopped. */
  readonly failed: Promise<Error>;
  /** Stops all parts in order and gives the data folder back. Can be called again. */
  readonly stop: () => Promise<void>;
}

export interface InstanceOptions {
  /** Takes lines for the operator. */
  readonly say?: (line: string) => void;
  /** Breaks a start off; what had been started is stopped. */
  readonly signal?: AbortSignal;
}

/** Nothing is stopped before what uses it. */
const stopOrder = ['api', 'worker', 'temporal', 'mailbox', 'postgres'] as const;
type PartName = (typeof stopOrder)[number];
interface Part {
  readonly stop: () => Promise<void>;
}

/**
 * Starts a whole instance: the parts that the settings don't name, migrations, search attributes, first data,
 * worker and API.
 * @throws DataDirInUse, TemporalCliMissing, or an Error whose message is for people; nothing is left running
 */
export async function startInstance(settings: Settings, options: InstanceOptions = {}): Promise<Instance> {
  const { dataDir } = settings;
  const unlock = lockDataDir(dataDir);
  const parts = new Map<PartName, Part>();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopParts(parts).finally(unlock));
  try {
    return { ...(await startParts(settings, options, parts)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopParts(parts: ReadonlyMap<PartName, Part>): Promise<void> {
  for (const name of stopOrder) await parts.get(name)?.stop();
}

async function startParts(
  settings: Settings,
  { say = () => undefined, signal }: InstanceOptions,
  parts: Map<PartName, Part>,
): Promise<Omit<Instance, 'stop'>> {
  const { dataDir, host, port, temporal } = settings;
  const cleared = await clearLeftovers(dataDir, stopOrder);
  if (cleared.length > 0) say(`an earlier start had left ${cleared.join(', ')} running: ended`);
  if (!(await isPortFree(port, host))) throw new Error(`port ${port} is in use; name another with PORT`);
  if (temporal.address === undefined) temporalCli();

  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => (fail = resolve));
  const connected = requireConnections(await startEmbedded(settings, parts, fail));
  signal?.throwIfAborted();

  const applied = await applyMigrations(connected.databaseUrl);
  if (applied.length > 0) say(`migrations applied: ${applied.length}`);
  // The embedded server is started with them.
  if (temporal.address !== undefined) await registerAttributesAt(connected);
  await loadData(connected);
  signal?.throwIfAborted();

  const env = { ...ownEnvironment(settings), ...environmentOf(connected) };
  const common = { dataDir, env, say, onGivenUp: fail };
  await allStarted([
    startSupervised({ ...common, name: 'worker', script: 'worker.ts' }).then((part) =>
      parts.set('worker', part),
    ),
    startSupervised({ ...common, name: 'api', script: 'api/main.ts' }).then((part) => parts.set('api', part)),
  ]);
  signal?.throwIfAborted();
  const urls = {
    api: `http://${host}:${port}`,
    temporalUi: connected.temporal.uiUrl,
    mailbox: connected.mailboxUrl,
  };
  return { urls, settings: connected, failed };
}

/** Starts side by side what the settings don't name, and gives settings that name all. */
async function startEmbedded(
  settings: Settings,
  parts: Map<PartName, Part>,
  fail: (error: Error) => void,
): Promise<Settings> {
  const { dataDir, rehearsal } = settings;
  const keep = (name: PartName, part: Part & { exited: Promise<string> }) => {
    let stopping = false;
    void part.exited.then((how) => {
      if (!stopping) fail(new Error(`${name} ended unexpectedly (${how}); see the logs in ${dataDir}/logs`));
    });
    parts.set(name, {
      stop() {
        stopping = true;
        return part.stop();
      },
    });
  };
  let complete = settings;
  const postgres = async () => {
    const part = await startPostgres({ dataDir });
    keep('postgres', part);
    complete = { ...complete, databaseUrl: part.url };
  };
  const temporal = async () => {
    const part = await startTemporal({ dataDir, searchAttributes, timeSkipping: rehearsal });
    keep('temporal', part);
    const { taskQueue } = settings.temporal;
    complete = {
      ...complete,
      temporal: { address: part.address, uiUrl: part.uiUrl, namespace: 'default', taskQueue },
    };
  };
  const mailbox = async () => {
    const part = await startMailbox({ dataDir });
    keep('mailbox', part);
    complete = { ...complete, smtpUrl: part.smtpUrl, mailboxUrl: part.url };
  };
  await allStarted([
    ...(settings.databaseUrl === undefined ? [postgres()] : []),
    ...(settings.temporal.address === undefined ? [temporal()] : []),
    ...(settings.smtpUrl === undefined ? [mailbox()] : []),
  ]);
  return complete;
}

/** Waits for all, also when one fails, so that each that did start is known and can be stopped. */
async function allStarted(starts: readonly Promise<unknown>[]): Promise<void> {
  const failure = (await Promise.allSettled(starts)).find((start) => start.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

async function registerAttributesAt(settings: ConnectedSettings): Promise<void> {
  const connection = await Connection.connect(temporalConnectionOptions(settings));
  try {
    await registerSearchAttributes(connection, settings.temporal.namespace);
  } finally {
    await connection.close();
  }
}

/** TLS and API key of a real server must not reach clients of the embedded one. */
function ownEnvironment(settings: Settings): NodeJS.ProcessEnv {
  if (settings.temporal.address !== undefined) return process.env;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !temporalSecurityNames.test(name)),
  );
}
