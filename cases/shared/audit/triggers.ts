import type { Tx } from '../../../prisma/db.ts';
import { sealedTables } from '../../../prisma/sealed-tables.ts';
import type { Finding } from './findings.ts';

/** Besides the one that seals each table (prisma/settle.ts). */
const others: readonly (readonly [string, string])[] = [
  ['AuditEntry', 'audit_entry_unsealed'],
  ['AuditEntry', 'audit_entry_append_only'],
  ['AuditSeal', 'audit_seal_append_only'],
  ['SealedRow', 'sealed_row_append_only'],
  ['Transition', 'transition_append_only'],
];

/** What whoever owns the database may have switched off, and not on again. */
export async function triggerFindings(db: Tx): Promise<Finding[]> {
  const rows = await db.$queryRaw<{ table: string; name: string }[]>`
    SELECT c.relname::text AS table, t.tgname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgenabled = 'O' AND NOT t.tgisinternal`;
  const there = new Set(rows.map(({ table, name }) => `${table} ${name}`));
  const wanted = [...others, ...sealedTables.map(({ table }) => [table, 'seal_content'] as const)];
  return wanted
    .map(([table, name]) => `${table} ${name}`)
    .filter((one) => !there.has(one))
    .map((where): Finding => ({ code: 'trigger-missing', where }));
}
