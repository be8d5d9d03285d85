import type { Tx } from '../../../prisma/db.ts';
import { chainStart, sealOf } from './chain.ts';
import type { AuditHead } from './seal.ts';

export interface VerifiedChain {
  organization: string;
  head: AuditHead;
  /** The first link that doesn't fit what is written, null where all fit. */
  brokenAt: number | null;
}

/** Heads by organization, as a verification before this one left them. */
export type Checkpoint = ReadonlyMap<string, AuditHead>;

const AT_ONCE = 1_000;

/**
 * Works every organization's chain out again, from its first entry.
 * @param from or from where an earlier verification came to; that the chain still has those links is to be looked at
 *   apart (cases/shared/audit/heads.ts)
 */
export async function verifyAudit(db: Tx, from: Checkpoint = new Map()): Promise<VerifiedChain[]> {
  const organizations = await db.auditSeal.groupBy({
    by: ['organization'],
    orderBy: { organization: 'asc' },
  });
  const chains: VerifiedChain[] = [];
  for (const { organization } of organizations)
    chains.push(await verifyChain(db, organization, from.get(organization)));
  return chains;
}

async function verifyChain(db: Tx, organization: string, from?: AuditHead): Promise<VerifiedChain> {
  let head: AuditHead = from ?? { position: 0, hash: chainStart };
  for (;;) {
    const seals = await db.auditSeal.findMany({
      where: { organization, position: { gt: head.position } },
      orderBy: { position: 'asc' },
      take: AT_ONCE,
      include: { rows: { orderBy: { id: 'asc' } } },
    });
    // Not by the relation: whoever owns the database may have deleted one past the foreign key.
    const ids = seals.map(({ entryId }) => entryId);
    const found = await db.auditEntry.findMany({ where: { id: { in: ids } } });
    const entries = new Map(found.map((entry) => [entry.id, entry]));
    for (const { position, hash, format, rows, entryId } of seals) {
      const entry = entries.get(entryId);
      // Before rows were sealed, none came with an entry.
      const known = format === 2 || (format === 1 && rows.length === 0);
      const fits =
        known &&
        entry !== undefined &&
        position === head.position + 1 &&
        hash === sealOf(head.hash, entry, rows, format === 2 ? 2 : 1);
      if (!fits) return { organization, head, brokenAt: head.position + 1 };
      head = { position, hash };
    }
    if (seals.length < AT_ONCE) return { organization, head, brokenAt: null };
  }
}
