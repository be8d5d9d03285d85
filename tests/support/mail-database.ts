import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { startPostgres } from '../../embedded/postgres.ts';

export interface TestDatabase {
  /** As the service. */
  url: string;
  /** As the tables' owner: for what the service may not do. */
  ownerUrl: string;
  /** As whoever makes reports. */
  readerUrl: string;
  db: Db;
  /** As their owner. */
  owner: Db;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own with all migrations applied. */
export async function startMailDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mail-test-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  const { application: url } = postgres.roles;
  await applyMigrations(postgres.url, { roles: postgres.roles });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  // A server is seldom set to UTC; leases and due times must not notice.
  await client.query("ALTER DATABASE thi_dua SET timezone = 'Asia/Ho_Chi_Minh'");
  await client.end();
  const db = createDb(url);
  const owner = createDb(postgres.url);
  return {
    url,
    ownerUrl: postgres.url,
    readerUrl: postgres.roles.reader,
    db,
    owner,
    stop: async () => {
      await Promise.all([db.$disconnect(), owner.$disconnect()]);
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
