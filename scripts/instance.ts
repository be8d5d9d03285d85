import { Connection } from '@temporalio/client';
import { searchAttributes } from '../domain/search-attributes.ts';
import { applyMigrations } from '../prisma/migrate.ts';
import { environmentOf, isLoopback, ownersSettings, requireConnections } from '../settings.ts';
import type { ConnectedSettings, Settings } from '../settings.ts';
import { temporalConnectionOptions, temporalSecurityNames } from '../temporal-connection.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { clearLeftovers } from '../embedded/leftovers.ts';
import { startMailbox } from '../embedded/mailbox.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { untold } from '../embedded/progress.ts';
import type { Progress } from '../embedded/progress.ts';
import { startTemporal, temporalCli } from '../embedded/temporal.ts';
import { keptWorkflowBundle } from './kept-workflow-bundle.ts';
import { loadData } from './load-data.ts';
import { checkGround } from './preflight.ts';
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
  /** Where the operator sees what it is at. */
  readonly progress?: Progress;
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
  { progress = untold, signal }: InstanceOptions,
  parts: Map<PartName, Part>,
): Promise<Omit<Instance, 'stop'>> {
  const { dataDir, host, port, temporal } = settings;
  const cleared = await clearLeftovers(dataDir, stopOrder);
  if (cleared.length > 0) progress.say(`an earlier start had left ${cleared.join(', ')} running: ended`);
  await checkGround(settings);
  if (temporal.address === undefined) temporalCli();

  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => (fail = resolve));
  const keep = keeperOf(dataDir, parts, fail);
  const [database, orchestration, mail, bundle] = await allStarted([
    startDatabase(settings, keep, { progress, signal }),
    startOrchestration(settings, keep, progress),
    startMail(settings, keep, progress),
    keptWorkflowBundle({ dataDir, progress }),
  ]);
  signal?.throwIfAborted();
  const connected = requireConnections({
    ...settings,
    ...database,
    ...orchestration,
    ...mail,
    demoLogin: isForTrying(settings),
  });

  const env = { ...ownEnvironment(settings), ...environmentOf(connected) };
  const common = { dataDir, env, progress, onGivenUp: fail };
  await allStarted([
    startSupervised({ ...common, name: 'worker', script: 'worker.ts', args: [bundle] }).then((part) =>
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

type Keep = (name: PartName, part: Part & { readonly exited: Promise<string> }) => void;

/** Keeps a part to be stopped, and reports it when it ends by itself. */
function keeperOf(dataDir: string, parts: Map<PartName, Part>, fail: (error: Error) => void): Keep {
  return (name, part) => {
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
}

/** The database that the settings name, or one of our own, with all that a first start needs in it. */
async function startDatabase(
  settings: Settings,
  keep: Keep,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal | undefined },
): Promise<{ databaseUrl: string }> {
  let { databaseUrl, migrations } = settings;
  if (databaseUrl === undefined) {
    const part = await startPostgres({ dataDir: settings.dataDir, progress });
    keep('postgres', part);
    databaseUrl = part.roles.application;
    migrations = { databaseUrl: part.url, reportsUrl: part.roles.reader };
  }
  signal?.throwIfAborted();
  await prepareDatabase({ ...settings, databaseUrl, migrations }, progress);
  return { databaseUrl };
}

async function prepareDatabase(
  settings: Settings & { readonly databaseUrl: string },
  progress: Progress,
): Promise<void> {
  const step = progress.begin('the database');
  try {
    const tell = (number: number, of: number) => step.update(`migration ${number} of ${of}`);
    const { databaseUrl, migrations } = settings;
    const roles = { application: databaseUrl, reader: migrations.reportsUrl };
    const applied = await applyMigrations(migrations.databaseUrl ?? databaseUrl, { roles, tell });
    if (applied.length > 0) progress.say(`migrations applied: ${applied.length}`);
    step.update('first data');
    await loadData(settings);
  } finally {
    step.end();
  }
}

async function startOrchestration(
  settings: Settings,
  keep: Keep,
  progress: Progress,
): Promise<Pick<Settings, 'temporal'>> {
  const { dataDir, rehearsal, temporal } = settings;
  const { address, taskQueue } = temporal;
  if (address !== undefined) {
    await registerAttributesAt({ ...settings, temporal: { ...temporal, address } });
    return { temporal };
  }
  // It is started with them.
  const part = await startTemporal({ dataDir, searchAttributes, timeSkipping: rehearsal, progress });
  keep('temporal', part);
  return { temporal: { address: part.address, uiUrl: part.uiUrl, namespace: 'default', taskQueue } };
}

async function startMail(
  { smtpUrl, mailboxUrl, dataDir }: Settings,
  keep: Keep,
  progress: Progress,
): Promise<Pick<Settings, 'smtpUrl' | 'mailboxUrl'>> {
  if (smtpUrl !== undefined) return { smtpUrl, mailboxUrl };
  const part = await startMailbox({ dataDir, progress });
  keep('mailbox', part);
  return { smtpUrl: part.smtpUrl, mailboxUrl: part.url };
}

/** Waits for all, also when one fails, so that each that did start is known and can be stopped. */
async function allStarted<const T extends readonly Promise<unknown>[]>(
  starts: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

async function registerAttributesAt(settings: Pick<ConnectedSettings, 'temporal'>): Promise<void> {
  const connection = await Connection.connect(temporalConnectionOptions(settings));
  try {
    await registerSearchAttributes(connection, settings.temporal.namespace);
  } finally {
    await connection.close();
  }
}

/** All of it lives on this machine and nobody else reaches it: who may start it may read every password in its data folder. */
export const isForTrying = ({ nodeEnv, host, databaseUrl, smtpUrl, temporal }: Settings): boolean =>
  nodeEnv !== 'production' &&
  isLoopback(host) &&
  [databaseUrl, smtpUrl, temporal.address].every((outside) => outside === undefined);

/** TLS and API key of a real server must not reach clients of the embedded one, nor the tables' owner worker and API. */
function ownEnvironment(settings: Settings): NodeJS.ProcessEnv {
  const embedded = settings.temporal.address === undefined;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !ownersSettings.includes(name) && !(embedded && temporalSecurityNames.test(name)),
    ),
  );
}
