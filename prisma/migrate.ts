import path from 'node:path';
import type { DiagnoseMigrationHistoryOutput, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { noFilter, readMigrations, withSchemaEngine } from './schema-engine.ts';

const migrationsDir = path.resolve(import.meta.dirname, 'migrations');

/** Any number, the same for all processes that migrate. Not 72707369, which Prisma's own CLI locks. */
const lockKey = 51_202_511;
/** Milliseconds to wait for another process that is migrating. */
const lockTimeout = 120_000;

/**
 * Applies the migrations that the database lacks. Safe when two processes start at once: the second waits on an
 * advisory lock and then finds nothing to do.
 * @param tell told which is begun, of how many
 * @returns the names of those applied
 * @throws Error when a migration fails, or when one that was applied has been edited or is missing in the folder
 */
export async function applyMigrations(
  databaseUrl: string,
  folder = migrationsDir,
  tell: (number: number, of: number) => void = () => undefined,
): Promise<string[]> {
  const migrationsList = readMigrations(folder);
  const guard = new pg.Client({ connectionString: databaseUrl, lock_timeout: lockTimeout });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [lockKey]);
    const begun = (script: string) => {
      const { migrationDirectories: all } = migrationsList;
      const at = all.findIndex(({ migrationFile: { content } }) => content.value === script);
      if (at >= 0) tell(at + 1, all.length);
    };
    const apply = async (engine: SchemaEngine) => {
      const found = await engine.diagnoseMigrationHistory({
        migrationsList,
        filters: noFilter,
        optInToShadowDatabase: false,
      });
      refuseForeignHistory(found);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
      return appliedMigrationNames;
    };
    return await withSchemaEngine(databaseUrl, apply, begun);
  } finally {
    await guard.end();
  }
}

function refuseForeignHistory({ editedMigrationNames, history }: DiagnoseMigrationHistoryOutput): void {
  if (editedMigrationNames.length > 0) {
    throw new Error(`migrations were edited after they had been applied: ${editedMigrationNames.join(', ')}`);
  }
  if (history !== null && history.diagnostic !== 'databaseIsBehind') {
    throw new Error(
      `the database has migrations that this release lacks: ${history.unpersistedMigrationNames.join(', ')}`,
    );
  }
}
