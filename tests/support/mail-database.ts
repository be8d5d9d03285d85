import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { startPostgres } from '../../scripts/embedded/postgres.ts';

export interface TestDatabase {
  url: string;
  db: Db;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own with all migrations applied. */
export async function startMailDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mail-test-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  await applyMigrations(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  // A server is seldom set to UTC; leases and due times must not notice.
  await client.query("ALTER ROLE CURRENT_USER SET timezone = 'Asia/Ho_Chi_Minh'");
  await client.end();
  const db = createDb(postgres.url);
  return {
    url: postgres.url,
    db,
    stop: async () => {
      await db.$disconnect();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
