import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Prisma's schema engine as WebAssembly over the driver adapter: what `prisma migrate` does, without the native
 * engine that its CLI downloads. Folder layout, `_prisma_migrations` and checksums stay Prisma's own.
 */

/** Declared here, since @types/node lacks it, and the types of browsers would bring much else. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: { __wbindgen_start(): void } }>;
};

/** No table is managed elsewhere. */
export const noFilter = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

/**
 * Runs the work with an engine over that database.
 * @param onScript told of each script before it is run
 * @throws ScriptError where PostgreSQL refused a script: what the engine says of it lacks PostgreSQL's words
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
  onScript: (script: string) => void = () => undefined,
): Promise<T> {
  await (loaded ??= load());
  // A pool of our own, since the adapter's would stay open for seconds after the engine has gone.
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const scripts = new WholeScripts(pool, onScript);
  const adapter = bindMigrationAwareSqlAdapterFactory(scripts);
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    return await work(engine);
  } catch (failure) {
    throw scripts.refused ?? failure;
  } finally {
    engine.free();
    await pool.end();
  }
}

/** A script that PostgreSQL refused, in its words, with the line. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

function inItsWords(script: string, failure: unknown): Error {
  if (!(failure instanceof pg.DatabaseError)) return new ScriptError(String(failure), { cause: failure });
  const { message, code, detail, hint, where, position } = failure;
  const line =
    position === undefined ? '' : ` at line ${script.slice(0, Number(position)).split('\n').length}`;
  const more = Object.entries({ detail, hint, where }).flatMap(([name, text]) =>
    text === undefined ? [] : [`\n  ${name}: ${text}`],
  );
  return new ScriptError(`PostgreSQL${line}: ${message} (${code ?? 'no code'})${more.join('')}`, {
    cause: failure,
  });
}

/** The adapter cuts a script at every semicolon, also within a function; PostgreSQL takes it whole, all or nothing. */
class WholeScripts extends PrismaPg {
  /** What PostgreSQL said of the last script, where it refused it. */
  refused: Error | undefined;
  constructor(
    private readonly pool: pg.Pool,
    private readonly onScript: (script: string) => void,
  ) {
    super(pool);
  }
  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      this.onScript(script);
      try {
        await this.pool.query(script);
      } catch (failure) {
        this.refused = inItsWords(script, failure);
        throw failure;
      }
    };
    return connection;
  }
}

async function load(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const module = await WebAssembly.compile(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/** The migrations in a folder laid out as `<timestamp>_<name>/migration.sql`, in their order. */
export function readMigrations(baseDir: string): MigrationList {
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];
  const lockfile = path.join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
