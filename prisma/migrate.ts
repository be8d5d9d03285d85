import path from 'node:path';
import type { DiagnoseMigrationHistoryOutput, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { noFilter, readMigrations, ScriptError, withSchemaEngine } from './schema-engine.ts';
import { settleRecord } from './settle.ts';
import type { RoleUrls } from './settle.ts';

const migrationsDir = path.resolve(import.meta.dirname, 'migrations');

/** Any number, the same for all processes that migrate. Not 72707369, which Prisma's own CLI locks. */
const lockKey = 51_202_511;
/** Milliseconds to wait for another process that is migrating. */
const lockTimeout = 120_000;

interface MigrateOptions {
  folder?: string;
  /** Roles that get their rights; without them the owner's is the only one. */
  roles?: RoleUrls;
  /** Told which is begun, of how many. */
  tell?: (number: number, of: number) => void;
}

/**
 * Applies the migrations that the database lacks, then installs the triggers that seal and gives the roles their rights.
 * Safe when two processes start at once: the second waits on an advisory lock and then finds nothing to do. One that
 * failed before is tried again as it now stands: PostgreSQL had taken all of it back.
 * @param databaseUrl logs in as the tables' owner
 * @returns the names of those applied
 * @throws Error when a migration fails, with PostgreSQL's own words, or when one that was applied has been edited or is
 *   missing in the folder
 */
export function applyMigrations(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { folder = migrationsDir, roles = {}, tell = () => undefined } = options;
  const migrationsList = readMigrations(folder);
  const begun = (script: string) => {
    const { migrationDirectories: all } = migrationsList;
    const at = all.findIndex(({ migrationFile: { content } }) => content.value === script);
    if (at >= 0) tell(at + 1, all.length);
  };
  return alone(databaseUrl, async (guard) => {
    const apply = async (engine: SchemaEngine) => {
      for (const name of await failedMigrations(guard)) {
        refuseHalfDone(migrationsList.migrationDirectories, name);
        await engine.markMigrationRolledBack({ migrationName: name });
      }
      const found = await engine.diagnoseMigrationHistory({
        migrationsList,
        filters: noFilter,
        optInToShadowDatabase: false,
      });
      refuseForeignHistory(found);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
      return appliedMigrationNames;
    };
    const applied = await withSchemaEngine(databaseUrl, apply, begun).catch(async (failure: unknown) => {
      throw await withName(guard, failure);
    });
    if (folder === migrationsDir) await settleRecord(guard, roles);
    return applied;
  });
}

/**
 * Notes what became of a migration that failed half-way, since it ends transactions of its own, or was killed between
 * its end and the note of it: by hand it was brought to its end (`applied`), or undone (`rolled-back`).
 * @throws Error where there is no such failed migration
 */
export async function resolveMigration(
  databaseUrl: string,
  name: string,
  outcome: 'applied' | 'rolled-back',
  folder = migrationsDir,
): Promise<void> {
  await alone(databaseUrl, async (guard) => {
    if (!(await failedMigrations(guard)).includes(name)) throw new Error(`no migration ${name} has failed`);
    await withSchemaEngine(databaseUrl, async (engine: SchemaEngine) => {
      await (outcome === 'applied'
        ? engine.markMigrationApplied({ migrationName: name, migrationsList: readMigrations(folder) })
        : engine.markMigrationRolledBack({ migrationName: name }));
    });
  });
}

async function alone<T>(databaseUrl: string, work: (guard: pg.Client) => Promise<T>): Promise<T> {
  const guard = new pg.Client({ connectionString: databaseUrl, lock_timeout: lockTimeout });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [lockKey]);
    return await work(guard);
  } finally {
    await guard.end();
  }
}

/** PostgreSQL's words, with the name of the migration that it said them of. */
async function withName(guard: pg.Client, failure: unknown): Promise<unknown> {
  if (!(failure instanceof ScriptError)) return failure;
  const [name] = await failedMigrations(guard);
  return new Error(`the migration ${name ?? ''} failed. ${failure.message}`, { cause: failure });
}

/** Begun and neither finished nor given up, by the table that Prisma keeps. */
async function failedMigrations(guard: pg.Client): Promise<string[]> {
  const { rows: tables } = await guard.query(`select 1 where to_regclass('_prisma_migrations') is not null`);
  if (tables.length === 0) return [];
  const { rows } = await guard.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is null and rolled_back_at is null order by started_at',
  );
  return rows.map(({ migration_name }) => migration_name);
}

/** PostgreSQL takes a script back whole, unless it ends transactions itself. */
const endsTransactions = /(^|;)\s*(commit|end|rollback)\b|\bconcurrently\b/i;

function refuseHalfDone(
  scripts: readonly { path: string; migrationFile: { content: { tag: string; value: string } } }[],
  name: string,
): void {
  const script = scripts.find(({ path: folder }) => folder === name)?.migrationFile.content.value ?? '';
  if (endsTransactions.test(script.replace(/\$\$[\s\S]*?\$\$|--.*$/gm, '')))
    throw new Error(
      `the migration ${name} failed before and may be half done, since it ends transactions by itself. Bring it to its ` +
        `end or undo it by hand, then run npm run migrate -- --applied ${name}, or --rolled-back ${name}`,
    );
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
