import type { Tx } from './db.ts';
import { grants } from './table-rights.ts';

/** A right that the role has beyond the list of rights: on a table, in which words. */
export interface ExcessRight {
  table: string;
  right: string;
}

const asked = grants.flatMap(({ table, application, changes }) =>
  ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'].flatMap((right) =>
    application.some((given) => given === right) ? [] : [{ table, right, changes: [...changes] }],
  ),
);

/**
 * What the role that asks may do beyond `table-rights.ts`: nothing, unless somebody gave it more by hand, or it owns the tables
 * (or is a superuser), when it may do everything. Tables that are not there yet are left out.
 */
export function excessRights(db: Tx): Promise<ExcessRight[]> {
  // Of UPDATE also by columns: those that it may change are left out.
  return db.$queryRaw<ExcessRight[]>`
    SELECT a."table", a."right"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a("table" text, "right" text, changes jsonb)
    JOIN pg_class c ON c.oid = to_regclass(format('public.%I', a."table"))
    WHERE has_table_privilege(c.oid, a."right")
      OR (a."right" = 'UPDATE' AND EXISTS (
        SELECT FROM pg_attribute col
        WHERE col.attrelid = c.oid AND col.attnum > 0 AND NOT col.attisdropped
          AND NOT a.changes ? col.attname AND has_column_privilege(c.oid, col.attnum, 'UPDATE')))
    ORDER BY 1, 2`;
}

/** Whether the role that asks could change what is append-only, or more than the list of rights says. */
export const hasExcessRights = async (db: Tx): Promise<boolean> => (await excessRights(db)).length > 0;
