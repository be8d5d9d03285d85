import type { PathRef } from '../../../domain/path.ts';
import { holdsAlone } from '../../../prisma/alone.ts';
import type { Db, Tx } from '../../../prisma/db.ts';
import { chainStart, sealOf } from './chain.ts';

const AT_ONCE = 1_000;

/** The last link of an organization's chain: whoever kept it can tell whether what is before it was changed. */
export interface AuditHead {
  position: number;
  hash: string;
}

export async function auditHead(db: Tx, organization: string): Promise<AuditHead> {
  const last = await db.auditSeal.findFirst({ where: { organization }, orderBy: { position: 'desc' } });
  return { position: last?.position ?? 0, hash: last?.hash ?? chainStart };
}

/**
 * The link that seals the last of a path's entries so far: it stands for all that its organization's audit said until then.
 * @returns null for the few seconds until it is sealed
 */
export const sealOfPath = (db: Tx, { kind, id }: PathRef): Promise<AuditHead | null> =>
  db.auditSeal.findFirst({
    where: { entry: { pathKind: kind, pathId: id } },
    orderBy: { position: 'desc' },
    select: { position: true, hash: true },
  });

/**
 * Seals what has been written to the audit since the last time, some at once, each entry with the rows that its
 * transaction wrote. One worker at a time does it.
 * @returns how many entries it has sealed
 */
export function sealAudit(db: Db): Promise<number> {
  return db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'sealing'))) return 0;
      const waiting = await tx.unsealedEntry.findMany({ orderBy: { entryId: 'asc' }, take: AT_ONCE });
      const ids = waiting.map(({ entryId }) => entryId);
      const entries = await tx.auditEntry.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
      const { transactions, of } = await rowsOf(tx, waiting);
      const heads = new Map<string, AuditHead>();
      const seals = [];
      const sealed = [];
      for (const entry of entries) {
        const { id: entryId, organization } = entry;
        const head = heads.get(organization) ?? (await auditHead(tx, organization));
        const own = of(entryId);
        const next = { position: head.position + 1, hash: sealOf(head.hash, entry, own, 2) };
        heads.set(organization, next);
        seals.push({ entryId, organization, ...next, format: 2 });
        sealed.push(
          ...own.map(({ id, table, key, form, digest }) => ({ id, entryId, table, key, form, digest })),
        );
      }
      await tx.auditSeal.createMany({ data: seals });
      for (let i = 0; i < sealed.length; i += AT_ONCE)
        await tx.sealedRow.createMany({ data: sealed.slice(i, i + AT_ONCE) });
      await tx.unsealedEntry.deleteMany({ where: { entryId: { in: ids } } });
      await tx.unsealedRow.deleteMany({ where: { transaction: { in: transactions } } });
      return seals.length;
    },
    { timeout: 60_000 },
  );
}

/** The rows that wait for these entries: those of a transaction go with the first of its entries. */
async function rowsOf(tx: Tx, waiting: readonly { entryId: bigint; transaction: bigint }[]) {
  const first = new Map<bigint, bigint>();
  for (const { entryId, transaction } of waiting)
    if (!first.has(transaction)) first.set(transaction, entryId);
  const transactions = [...first.keys()];
  const found = await tx.unsealedRow.findMany({
    where: { transaction: { in: transactions } },
    orderBy: { id: 'asc' },
  });
  const byEntry = new Map<bigint, typeof found>();
  for (const row of found) {
    const entryId = first.get(row.transaction);
    if (entryId === undefined) continue;
    const own = byEntry.get(entryId);
    if (own) own.push(row);
    else byEntry.set(entryId, [row]);
  }
  return { transactions, of: (entryId: bigint) => byEntry.get(entryId) ?? [] };
}
