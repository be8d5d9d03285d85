import type { Tx } from '../../../prisma/db.ts';
import { sealedTables } from '../../../prisma/sealed-tables.ts';
import type { SealedTable } from '../../../prisma/sealed-tables.ts';
import type { Finding } from './findings.ts';

/** Of one table, no more are named; how many there are is counted. */
const NAMED = 1_000;

/**
 * Holds every row of the sealed tables against its last seal. The digest is worked out from the row by PostgreSQL's own
 * functions, not by the trigger's, which whoever owns the database could have changed.
 */
export async function rowFindings(db: Tx): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const sealed of sealedTables) {
    const rows = await db.$queryRawUnsafe<{ key: string; code: Finding['code']; entry: bigint | null }[]>(
      contradictions(sealed),
    );
    for (const { key, code, entry } of rows)
      findings.push({
        code,
        where: `${sealed.table} ${key}${entry === null ? '' : `, sealed with entry ${entry}`}`,
      });
  }
  return findings;
}

/** What waits for its seal, in a transaction that wrote an entry, is no contradiction yet. */
function contradictions({ table, key, forms, upload }: SealedTable): string {
  const keyOf = `concat_ws('/', ${key.map((column) => `t."${column}"`).join(', ')})`;
  const digests = forms.map((columns, i) => `WHEN ${i + 1} THEN ${digestOf(columns, upload)}`);
  return `
    WITH sealed AS (
      SELECT DISTINCT ON (key) key, form, digest, "entryId" FROM "SealedRow"
      WHERE "table" = '${table}' ORDER BY key, id DESC
    ), present AS (
      SELECT ${keyOf} AS key, t.*${upload === null ? '' : ', u.sha256 AS "upload sha256"'} FROM "${table}" t
      ${upload === null ? '' : `LEFT JOIN "Upload" u ON u.id::text = ${namedAt(upload)}`}
    ), compared AS (
      SELECT t.key IS NOT NULL AS there, sealed.key IS NOT NULL AS known, coalesce(t.key, sealed.key) AS key,
        sealed.digest, sealed."entryId" AS entry,
        CASE WHEN t.key IS NOT NULL THEN CASE sealed.form ${digests.join(' ')} END END AS worked
      FROM sealed FULL JOIN present t ON t.key = sealed.key
    ), waiting AS (
      SELECT DISTINCT r.key FROM "UnsealedRow" r JOIN "UnsealedEntry" e ON e.transaction = r.transaction
      WHERE r."table" = '${table}'
    )
    SELECT key, entry, CASE WHEN NOT known THEN 'row-unsealed' WHEN NOT there THEN 'row-missing'
      ELSE 'row-changed' END AS code
    FROM compared
    WHERE (worked IS DISTINCT FROM digest OR NOT known) AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.key = compared.key)
    LIMIT ${NAMED}`;
}

function digestOf(columns: readonly string[], upload: string | null): string {
  const pairs = columns.map((column) => `'${column}', t."${column}"`);
  if (upload !== null) pairs.push(`'${upload}.sha256', t."upload sha256"`);
  return `encode(sha256(convert_to(jsonb_build_object(${pairs.join(', ')})::text, 'UTF8')), 'hex')`;
}

/** The upload's id, as text: a hash join then finds it, whatever stands there. */
function namedAt(upload: string): string {
  const [column = '', key] = upload.split('.');
  return key === undefined ? `t."${column}"::text` : `t."${column}" ->> '${key}'`;
}
