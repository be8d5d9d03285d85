import type { Db } from '../../prisma/db.ts';

/** Rows of a table that bear these names, again under others, and with what else is to be theirs. */
export async function copyRows(
  db: Db,
  table: string,
  from: Record<string, string>,
  own: object,
): Promise<void> {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  // Without what the database works out by itself.
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(column_name) AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ${table} AND is_generated = 'NEVER'`;
  const written = columns.map(({ name }) => name);
  const where = Object.keys(from).map((column, i) => `t.${quoted(column)}::text = $${i + 2}`);
  await db.$executeRawUnsafe(
    `INSERT INTO ${quoted(table)} (${written.join(', ')}) SELECT ${written.map((name) => `c.${name}`).join(', ')}
     FROM ${quoted(table)} t, jsonb_populate_record(t, $1::jsonb) c WHERE ${where.join(' AND ')}`,
    ...[JSON.stringify(own), ...Object.values(from)],
  );
}
