import type { PathRef } from '../../domain/path.ts';
import { holdsAlone } from '../../prisma/alone.ts';
import type { Db, Tx } from '../../prisma/db.ts';
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
 * Seals what has been written to the audit since the last time, some at once. One worker at a time does it.
 * @returns how many entries it has sealed
 */
export function sealAudit(db: Db): Promise<number> {
  return db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'sealing'))) return 0;
      const unsealed = await tx.auditUnsealed.findMany({ orderBy: { entryId: 'asc' }, take: AT_ONCE });
      const ids = unsealed.map(({ entryId }) => entryId);
      const entries = await tx.auditEntry.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
      const heads = new Map<string, AuditHead>();
      const seals = [];
      for (const entry of entries) {
        const { organization } = entry;
        const head = heads.get(organization) ?? (await auditHead(tx, organization));
        const next = { position: head.position + 1, hash: sealOf(head.hash, entry) };
        heads.set(organization, next);
        seals.push({ entryId: entry.id, organization, ...next });
      }
      await tx.auditSeal.createMany({ data: seals });
      await tx.auditUnsealed.deleteMany({ where: { entryId: { in: ids } } });
      return seals.length;
    },
    { timeout: 30_000 },
  );
}
