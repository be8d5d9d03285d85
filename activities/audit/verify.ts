import type { Db } from '../../prisma/db.ts';
import { chainStart, sealOf } from './chain.ts';
import type { AuditHead } from './seal.ts';

export interface VerifiedChain {
  organization: string;
  head: AuditHead;
  /** The first link that doesn't fit what is written, null where all fit. */
  brokenAt: number | null;
}

const AT_ONCE = 1_000;

/** Works every organization's chain out again, from its first entry. */
export async function verifyAudit(db: Db): Promise<VerifiedChain[]> {
  const organizations = await db.auditSeal.groupBy({
    by: ['organization'],
    orderBy: { organization: 'asc' },
  });
  return Promise.all(organizations.map(({ organization }) => verifyChain(db, organization)));
}

async function verifyChain(db: Db, organization: string): Promise<VerifiedChain> {
  let head: AuditHead = { position: 0, hash: chainStart };
  for (;;) {
    const seals = await db.auditSeal.findMany({
      where: { organization, position: { gt: head.position } },
      orderBy: { position: 'asc' },
      take: AT_ONCE,
      include: { entry: true },
    });
    for (const { position, hash, entry } of seals) {
      const fits = position === head.position + 1 && hash === sealOf(head.hash, entry);
      if (!fits) return { organization, head, brokenAt: head.position + 1 };
      head = { position, hash };
    }
    if (seals.length < AT_ONCE) return { organization, head, brokenAt: null };
  }
}
