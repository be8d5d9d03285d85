import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import pg from 'pg';
import { applyMigrations, resolveMigration } from '../../prisma/migrate.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import type { EmbeddedPostgres } from '../../embedded/postgres.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
let postgres: EmbeddedPostgres;
let url: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir, durable: false });
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  const name = `case_${++count}`;
  await ask(postgres.url, `CREATE DATABASE ${name}`);
  url = postgres.url.replace(/[^/]+$/, name);
  folder = path.join(dataDir, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  write('1_first', 'CREATE TABLE units (name text NOT NULL);');
});

async function ask(at: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}
const migrate = () => applyMigrations(url, { folder });

it('says what PostgreSQL said of a migration that failed, where, and in which', async () => {
  write('2_second', `CREATE TABLE kept (n int);\n\nALTER TABLE units ADD COLUMN name text;`);
  await expect(migrate()).rejects.toThrow(
    /^the migration 2_second failed\. PostgreSQL: column "name" of relation "units" already exists \(42701\)/,
  );
  write('2_second', `CREATE TABLE kept (n int);\n\nSELEC 1;`);
  await expect(migrate()).rejects.toThrow(/PostgreSQL at line 3: syntax error at or near "SELEC" \(42601\)/);
});

it('applies the corrected file of a migration that failed, from its beginning', async () => {
  write(
    '2_second',
    'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1); ALTER TABLE unit ADD COLUMN code text;',
  );
  await expect(migrate()).rejects.toThrow(/relation "unit" does not exist/);
  await expect(migrate()).rejects.toThrow(/relation "unit" does not exist/);
  write(
    '2_second',
    'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1); ALTER TABLE units ADD COLUMN code text;',
  );
  expect(await migrate()).toEqual(['2_second']);
  expect(await ask(url, 'SELECT * FROM kept')).toEqual([{ n: 1 }]);
  expect(await migrate()).toEqual([]);
});

it('does not try again by itself what may be half done, and goes on once it is said what became of it', async () => {
  write('2_second', 'BEGIN; CREATE TABLE kept (n int); COMMIT; ALTER TABLE unit ADD COLUMN code text;');
  await expect(migrate()).rejects.toThrow(/relation "unit" does not exist/);
  await expect(migrate()).rejects.toThrow(/may be half done.*--applied 2_second, or --rolled-back 2_second/);
  await ask(url, 'ALTER TABLE units ADD COLUMN code text');
  await resolveMigration(url, '2_second', 'applied', folder);
  write('3_third', 'CREATE TABLE last (n int);');
  expect(await migrate()).toEqual(['3_third']);
  await expect(resolveMigration(url, '3_third', 'rolled-back', folder)).rejects.toThrow(/has failed/);
});

it('still refuses what was edited after it had been applied', async () => {
  await migrate();
  write('1_first', 'CREATE TABLE units (name text);');
  await expect(migrate()).rejects.toThrow(/edited after they had been applied: 1_first/);
});
