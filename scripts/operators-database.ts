import { createDb } from '../prisma/db.ts';
import type { Db } from '../prisma/db.ts';
import { SettingsError, readSettings } from '../settings.ts';
import { lastPostgresUrl } from './embedded/postgres.ts';

/** The database that an operator's command looks at: DATABASE_URL, or that of the service started in DATA_DIR. */
export async function withOperatorsDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readSettings();
  const url = databaseUrl ?? lastPostgresUrl(dataDir);
  if (url === undefined)
    throw new SettingsError([`DATABASE_URL: required, since no service was ever started in ${dataDir}`]);
  const db = createDb(url);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}
