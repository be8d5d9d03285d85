import type { Tx } from './db.ts';

/** Whether the role that asks could change what is append-only: it owns the trail's tables, or is a superuser. */
export async function ownsItsTables(db: Tx): Promise<boolean> {
  const [row] = await db.$queryRaw<{ owns: boolean }[]>`
    SELECT pg_has_role(current_user, relowner, 'MEMBER') AS owns FROM pg_class WHERE oid = '"AuditEntry"'::regclass`;
  return row?.owns === true;
}
