import { createDb } from '../prisma/db.ts';
import type { Db } from '../prisma/db.ts';
import { SettingsError, readSettings } from '../settings.ts';
import { lastPostgresUrl } from '../embedded/postgres.ts';
import { lastTemporalAddress } from '../embedded/temporal.ts';

/** The addresses that an operator's command uses: those named, or those of the service started in DATA_DIR. */
export function runningParts(): { databaseUrl: string; temporalAddress: string } {
  const { databaseUrl, temporal, dataDir } = readSettings();
  // A folder that no start of this release has seen has the owner's role alone.
  const database = databaseUrl ?? lastPostgresUrl(dataDir) ?? lastPostgresUrl(dataDir, 'owner');
  const address = temporal.address ?? lastTemporalAddress(dataDir);
  const faults = [
    ...(database === undefined ? ['DATABASE_URL'] : []),
    ...(address === undefined ? ['TEMPORAL_ADDRESS'] : []),
  ];
  if (database === undefined || address === undefined)
    throw new SettingsError(
      faults.map((name) => `${name}: required, since no service was ever started in ${dataDir}`),
    );
  return { databaseUrl: database, temporalAddress: address };
}

/** Work on the database of the running service, which is left closed. */
export async function withOperatorsDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = createDb(runningParts().databaseUrl);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}
