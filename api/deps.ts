import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { RecordEnv } from '../cases/record.ts';
import { FileStore } from '../files/file-store.ts';
import { createDb } from '../prisma/db.ts';
import type { Db } from '../prisma/db.ts';
import type { ConnectedSettings } from '../settings.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { clockOf } from '../temporal/rehearsal.ts';
import type { Starting } from '../cases/start-path.ts';
import { FullDisks } from './full-disk.ts';
import { Happenings } from './happenings.ts';
import { Limits } from './limits.ts';
import { tellFullDisk } from './tell-full-disk.ts';

/** What every endpoint may use. */
export interface ApiDeps {
  db: Db;
  settings: ConnectedSettings;
  /** The service's time: the wall clock, moved in a rehearsal. */
  clock: () => Promise<Date>;
  starting: Starting;
  /** Temporal without retries, for health checks: a retry would go on after the answer, and past the closing. */
  probe: Connection;
  env: RecordEnv;
  files: FileStore;
  happenings: Happenings;
  limits: Limits;
  logger: Logger;
  fullDisks: FullDisks;
  close(): Promise<void>;
}

/** Opens what the API needs. Connections are made when first used, so that it starts while Temporal still does. */
export async function openDeps(settings: ConnectedSettings): Promise<ApiDeps> {
  const db = createDb(settings.databaseUrl);
  const connection = Connection.lazy(temporalConnectionOptions(settings));
  const probe = Connection.lazy({ ...temporalConnectionOptions(settings), interceptors: [] });
  const client = new Client({ connection, namespace: settings.temporal.namespace });
  const files = new FileStore(settings.filesDir);
  const { rehearsal } = settings;
  const logger = pino({ level: settings.logLevel, base: { part: 'api' } });
  const happenings = new Happenings(settings.databaseUrl);
  const fullDisks = new FullDisks(logger, (disk, at) => tellFullDisk(db, settings, disk, at));
  return Promise.resolve({
    db,
    settings,
    clock: clockOf(db, rehearsal),
    starting: { db, client, taskQueue: settings.temporal.taskQueue, rehearsal },
    probe,
    env: { baseUrl: settings.baseUrl, files },
    files,
    happenings,
    limits: new Limits(db, settings.limits),
    logger,
    fullDisks,
    async close() {
      await happenings.close();
      await fullDisks.settled();
      await probe.close();
      await connection.close();
      await db.$disconnect();
    },
  });
}
