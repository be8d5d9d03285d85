// `node --import tsx scripts/new-migration.ts <name>`: writes prisma/migrations/<timestamp>_<name> from the
// difference between the schema that the migrations lead to, kept beside them, and prisma/schema.prisma. (Prisma's
// driver adapter can't read PostgreSQL's catalogue, so the database itself can't be compared.) Read what it wrote.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { noFilter, withSchemaEngine } from '../prisma/schema-engine.ts';
import { runCommand } from './command.ts';
import { startPostgres } from '../embedded/postgres.ts';

const prismaDir = path.resolve(import.meta.dirname, '..', 'prisma');
const migrationsDir = path.join(prismaDir, 'migrations');
const schemaFile = path.join(prismaDir, 'schema.prisma');

await runCommand(async () => {
  const name = process.argv[2];
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error('usage: new-migration.ts <name>, in lower case with underscores');
  }
  const script = await difference();
  if (script === undefined) {
    console.log('the migrations are up to date with the schema');
    return;
  }
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(migrationsDir, `${timestamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'migration.sql'), script);
  copyFileSync(schemaFile, path.join(migrationsDir, 'schema.prisma'));
  const lockfile = path.join(migrationsDir, 'migration_lock.toml');
  if (!existsSync(lockfile))
    writeFileSync(lockfile, '# Written by Prisma Migrate.\nprovider = "postgresql"\n');
  console.log(`written: ${path.relative(process.cwd(), target)}/migration.sql`);
});

/** The SQL that leads from the last migration's schema to the present one; undefined when they are alike. */
async function difference(): Promise<string | undefined> {
  // Nothing is in this database: the engine wants one, even to compare two schemas.
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'new-migration-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  try {
    return await withSchemaEngine(postgres.url, async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: schemaAt(migrationsDir),
        to: schemaAt(prismaDir),
        script: true,
        exitCode: true,
        filters: noFilter,
      });
      return exitCode === 0 || stdout === null ? undefined : stdout;
    });
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function schemaAt(folder: string): DiffTarget {
  const file = path.join(folder, 'schema.prisma');
  return { tag: 'schemaDatamodel', files: [{ path: file, content: readFileSync(file, 'utf8') }] };
}
