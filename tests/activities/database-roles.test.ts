import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../prisma/generated/client.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { grants } from '../../prisma/table-rights.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';

let database: TestDatabase;
let application: pg.Client;
let reader: pg.Client;
let owner: pg.Client;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
beforeAll(async () => {
  database = await startMailDatabase();
  application = await connected(database.url);
  reader = await connected(database.readerUrl);
  owner = await connected(database.ownerUrl);
});
afterAll(async () => {
  await Promise.all([application.end(), reader.end(), owner.end()]);
  await database.stop();
});

/** What PostgreSQL says to it: 'done', or its code; nothing is left of it. */
async function tried(client: pg.Client, sql: string): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return 'done';
  } catch (failure) {
    return (failure as pg.DatabaseError).code ?? String(failure);
  } finally {
    await client.query('ROLLBACK');
  }
}
const refused = '42501';

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => name);
}

it('has a line for every table that there is', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  expect(grants.map(({ table }) => table).sort()).toEqual(rows.map(({ name }) => name).sort());
  expect(grants).toHaveLength(Object.keys(Prisma.ModelName).length);
});

describe.each(grants)('$table', ({ table, application: may, reader: reads, changes }) => {
  it(`the service may ${['read', ...may.map((word) => word.toLowerCase())].join(', ')}, and no more`, async () => {
    // One that it may not change by itself.
    const columns = await columnsOf(table);
    const column = columns.find((one) => !changes.includes(one)) ?? '';
    // Without those that the database works out by itself.
    const written = columns.map((one) => `"${one}"`).join(', ');
    const statements = {
      INSERT: `INSERT INTO "${table}" (${written}) SELECT ${written} FROM "${table}" WHERE false`,
      UPDATE: `UPDATE "${table}" SET "${column}" = "${column}" WHERE false`,
      DELETE: `DELETE FROM "${table}" WHERE false`,
    };
    expect(await tried(application, `SELECT 1 FROM "${table}" LIMIT 1`)).toBe('done');
    for (const [word, sql] of Object.entries(statements)) {
      const granted = may.some((one) => one === word);
      // What the owner's triggers refuse as well is refused by rights first.
      expect([word, await tried(application, sql)]).toEqual([word, granted ? 'done' : refused]);
    }
    expect(await tried(application, `TRUNCATE "${table}" CASCADE`)).toBe(refused);
    expect(await tried(application, `ALTER TABLE "${table}" DISABLE TRIGGER ALL`)).toBe(refused);
    expect(await tried(application, `DROP TABLE "${table}" CASCADE`)).toBe(refused);
  });

  if (changes.length > 0)
    it(`the service may change ${changes.join(', ')} alone`, async () => {
      for (const column of await columnsOf(table)) {
        const said = await tried(application, `UPDATE "${table}" SET "${column}" = "${column}" WHERE false`);
        expect([column, said]).toEqual([column, changes.includes(column) ? 'done' : refused]);
      }
    });

  it(`reports may read ${reads === 'rows' ? 'all of it' : String(reads)}, and write none of it`, async () => {
    expect(await tried(reader, `SELECT * FROM "${table}" LIMIT 1`)).toBe(reads === 'rows' ? 'done' : refused);
    if (typeof reads !== 'string')
      expect(await tried(reader, `SELECT ${reads.map((c) => `"${c}"`).join()} FROM "${table}"`)).toBe('done');
    expect(await tried(reader, `DELETE FROM "${table}" WHERE false`)).toBe(refused);
  });
});

it.each([
  'CREATE TABLE own (n int)',
  'CREATE FUNCTION own() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'CREATE OR REPLACE FUNCTION seal_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
  'DROP TRIGGER seal_content ON "Transition"',
  'SET session_replication_role = replica',
  'SET ROLE postgres',
  'CREATE ROLE helper',
])('the service may not %s', async (sql) => {
  expect(await tried(application, sql)).toMatch(/^(42501|0LP01)$/);
});

it('takes back a right that was given by hand, at the next start', async () => {
  await owner.query('GRANT UPDATE, TRUNCATE ON "AuditSeal" TO thi_dua_app');
  const roles = { application: database.url, reader: database.readerUrl };
  await applyMigrations(database.ownerUrl, { roles });
  expect(await tried(application, 'UPDATE "AuditSeal" SET position = position')).toBe(refused);
});

it('says what to run where the role is missing and the migrations may not create it', async () => {
  await owner.query(`CREATE ROLE small_owner LOGIN PASSWORD 'small'`);
  await owner.query('CREATE DATABASE small OWNER small_owner');
  const url = new URL(database.ownerUrl);
  Object.assign(url, { username: 'small_owner', password: 'small', pathname: '/small' });
  const missing = new URL(url);
  Object.assign(missing, { username: 'missing_app' });
  await expect(applyMigrations(url.href, { roles: { application: missing.href } })).rejects.toThrow(
    /no database role missing_app.*As a superuser: CREATE ROLE "missing_app" LOGIN/,
  );
  // The migrations are applied: with the address of the owner alone, everything works as before.
  expect(await applyMigrations(url.href, { roles: { application: url.href } })).toEqual([]);
});
