import pg from 'pg';
import { sealedTables } from './sealed-tables.ts';
import type { SealedTable } from './sealed-tables.ts';
import { grants } from './table-rights.ts';

/** Whom the tables' owner gives rights: the roles as which these addresses log in. */
export interface RoleUrls {
  application?: string | undefined;
  reader?: string | undefined;
}

/**
 * What follows from the lists after each migration, as the tables' owner: the triggers that seal, and the rights of the
 * application's and the reader's role. Changes only what is not so yet; can be repeated.
 * @throws Error with the statement to run where a role is missing and the owner may not create it
 */
export async function settleRecord(client: pg.Client, { application, reader }: RoleUrls): Promise<void> {
  const present = await presentTriggers(client);
  for (const sealed of sealedTables)
    if (present.get(sealed.table) !== argumentsOf(sealed).join()) await sealFromNowOn(client, sealed);
  const roles = [
    { url: application, statements: applicationGrants },
    { url: reader, statements: readerGrants },
  ];
  for (const { url, statements } of roles) {
    if (url === undefined || (await isOwner(client, userOf(url)))) continue;
    const role = await ensureRole(client, url);
    await inTransaction(client, [...withoutRights(role), ...statements(role)]);
  }
}

const userOf = (url: string): string => decodeURIComponent(new URL(url).username);

// ---- Seals ------------------------------------------------------------------------------------------

const argumentsOf = ({ key, forms, upload }: SealedTable): readonly string[] => [
  String(forms.length),
  key.join(),
  forms.at(-1)?.join() ?? '',
  upload ?? '',
];

/** Of each table, what its trigger is told, where it has one that is on. */
async function presentTriggers(client: Pick<pg.Client, 'query'>): Promise<Map<string, string>> {
  const { rows } = await client.query<{ table: string; told: string }>(`
    SELECT c.relname AS table, array_to_string(string_to_array(trim(trailing '\\000' from encode(tgargs, 'escape')),
      '\\000'), ',') AS told
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgname = 'seal_content' AND t.tgenabled = 'O'`);
  return new Map(rows.map(({ table, told }) => [table, told]));
}

/**
 * Rows that were there before the table was first sealed are sealed as they are, under an entry that says so. Of a table
 * that has been sealed, nothing is taken over: what is in it without a seal is for `npm run audit` to find.
 */
async function sealFromNowOn(client: pg.Client, sealed: SealedTable): Promise<void> {
  const { table } = sealed;
  const told = argumentsOf(sealed).map((argument) => client.escapeLiteral(argument));
  const known = await client.query(
    `SELECT 1 FROM "SealedRow" WHERE "table" = $1 UNION ALL SELECT 1 FROM "UnsealedRow" WHERE "table" = $1 LIMIT 1`,
    [table],
  );
  await inTransaction(client, [
    `CREATE OR REPLACE TRIGGER seal_content AFTER INSERT OR UPDATE OR DELETE ON "${table}"
      FOR EACH ROW EXECUTE FUNCTION seal_row(${told.join()})`,
    `ALTER TABLE "${table}" ENABLE TRIGGER seal_content`,
    ...(known.rowCount === 0 ? takenOver(sealed) : []),
  ]);
}

function takenOver({ table, key, forms, upload }: SealedTable): string[] {
  const columns = `string_to_array('${forms.at(-1)?.join() ?? ''}', ',')`;
  const keyOf = key.map((column) => `t."${column}"`).join();
  return [
    `INSERT INTO "UnsealedRow" (transaction, "table", key, form, digest, since)
      SELECT pg_current_xact_id()::text::bigint, '${table}', concat_ws('/', ${keyOf}), ${forms.length},
        encode(sha256(convert_to(sealed_content(to_jsonb(t), ${columns}, '${upload ?? ''}')::text, 'UTF8')), 'hex'),
        now() AT TIME ZONE 'utc' FROM "${table}" t`,
    `INSERT INTO "AuditEntry" (organization, at, action, detail)
      SELECT 'service', now() AT TIME ZONE 'utc', 'rows-taken-over',
        jsonb_build_object('table', '${table}', 'rows', count(*)) FROM "${table}" HAVING count(*) > 0`,
  ];
}

// ---- Rights -----------------------------------------------------------------------------------------

const named = (name: string): string => pg.escapeIdentifier(name);

async function isOwner(client: pg.Client, user: string): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>('SELECT current_user = $1 AS same', [user]);
  return rows[0]?.same === true;
}

/** @returns the role as which the address logs in; with that password, where the owner may set it */
async function ensureRole(client: pg.Client, url: string): Promise<string> {
  const user = userOf(url);
  const { rows } = await client.query<{ exists: boolean; may: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS exists,
      (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS may`,
    [user],
  );
  const { exists = false, may = false } = rows[0] ?? {};
  if (!exists && !may)
    throw new Error(
      `there is no database role ${user}, and the migrations' role may not create it. As a superuser: ` +
        `CREATE ROLE ${named(user)} LOGIN PASSWORD '…'; then migrate again`,
    );
  if (!exists) {
    const password = client.escapeLiteral(decodeURIComponent(new URL(url).password));
    await client.query(`CREATE ROLE ${named(user)} LOGIN PASSWORD ${password}`);
  }
  return named(user);
}

const withoutRights = (role: string): string[] => [
  `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
  `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${role}`,
  `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role}`,
  `GRANT USAGE ON SCHEMA public TO ${role}`,
];

const applicationGrants = (role: string): string[] => [
  `GRANT SELECT ON "_prisma_migrations" TO ${role}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  ...grants.map(
    ({ table, application }) => `GRANT ${['SELECT', ...application].join(', ')} ON "${table}" TO ${role}`,
  ),
  ...grants.flatMap(({ table, changes }) =>
    changes.length === 0 ? [] : [`GRANT UPDATE (${columnList(changes)}) ON "${table}" TO ${role}`],
  ),
];

const columnList = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

const readerGrants = (role: string): string[] =>
  grants.flatMap(({ table, reader }) => {
    if (reader === 'nothing') return [];
    const columns = reader === 'rows' ? '' : ` (${columnList(reader)})`;
    return [`GRANT SELECT${columns} ON "${table}" TO ${role}`];
  });

async function inTransaction(client: pg.Client, statements: readonly string[]): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } catch (failure) {
    await client.query('ROLLBACK');
    throw failure;
  }
}
