import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { pino } from 'pino';
import { startCaretaker } from './activities/caretaker.ts';
import { createPathActivities } from './activities/index.ts';
import { createMailActivities } from './activities/mail.ts';
import { carryOverAll } from './cases/council-session/carry-over.ts';
import { startMailDispatcher } from './activities/start-mail-dispatcher.ts';
import { FileStore } from './files/file-store.ts';
import { createDb } from './prisma/db.ts';
import { hasExcessRights } from './prisma/roles.ts';
import { runAsChild } from './run-as-child.ts';
import { readSettings, requireConnections } from './settings.ts';
import type { ConnectedSettings } from './settings.ts';
import { rehearsalOffset } from './temporal/rehearsal.ts';
import { temporalConnectionOptions } from './temporal-connection.ts';

export interface RunningWorker {
  stop(): Promise<void>;
}

/** The worker process: runs the paths, records what happens to them, sends the mail it causes. */
export async function startWorker(
  settings: ConnectedSettings,
  workflowBundle?: WorkflowBundleOption,
): Promise<RunningWorker> {
  const logger = pino({ level: settings.logLevel, base: { part: 'worker' } });
  const { namespace, taskQueue } = settings.temporal;
  const options = temporalConnectionOptions(settings);
  const connection = await NativeConnection.connect(options);
  const client = new Client({ connection: await Connection.connect(options), namespace });
  const db = createDb(settings.databaseUrl);
  const starting = { db, client, taskQueue, rehearsal: settings.rehearsal };
  const env = { baseUrl: settings.baseUrl, files: new FileStore(settings.filesDir) };
  const stopping = new AbortController();
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    ...(workflowBundle
      ? { workflowBundle }
      : { workflowsPath: path.join(import.meta.dirname, 'workflows', 'index.ts') }),
    activities: {
      ...createPathActivities(db, env, starting),
      ...createMailActivities({ ...settings, db, stopping: stopping.signal }),
    },
    // By default 2 of 10 polls serve workflows that aren't cached; under load a first step then waits seconds.
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    // A path that a killed worker had in its cache waits this long for it: the default is all that an act has.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // About 115 kB each: the default cache would grow with the machine's memory.
    maxCachedWorkflows: 2_000,
    // Below what run-as-child.ts and docker-compose.yml give the process.
    shutdownGraceTime: '10 seconds',
  });
  const running = worker.run();
  // A worker that fails by itself ends the process; its supervisor starts another.
  running.catch((failure: unknown) => logger.error({ failure: String(failure) }, 'worker failed'));
  await startMailDispatcher(client, taskQueue);
  // Not what the worker stands or falls by: the next one tries again, and a recount says what it holds against nothing.
  const offset = settings.rehearsal ? rehearsalOffset(db) : Promise.resolve(0);
  await offset
    .then((ms) => carryOverAll(db, new Date(Date.now() + ms).toISOString()))
    .catch((failure: unknown) =>
      logger.error({ failure: String(failure) }, 'ballots of the release before were not carried over'),
    );
  const stopCaretaker = startCaretaker(
    db,
    starting,
    { ...settings, ...env, heads: settings.auditHeads },
    logger,
  );
  if (await hasExcessRights(db).catch(() => false))
    logger.warn(
      'the database role may do more than it should: what is append-only can be changed (docs/operations.md)',
    );
  logger.info({ taskQueue }, 'worker running');
  return {
    async stop() {
      stopping.abort();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await stopCaretaker();
      await running;
      await client.connection.close();
      await connection.close();
      await db.$disconnect();
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  // The supervisor stops us; the SDK's own signal handling would race with it.
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
  // A bundle of the workflows built beforehand spares each start some seconds.
  const [codePath] = process.argv.slice(2);
  const worker = startWorker(requireConnections(readSettings()), codePath ? { codePath } : undefined);
  runAsChild({ ready: worker, stop: async () => (await worker).stop() });
}
