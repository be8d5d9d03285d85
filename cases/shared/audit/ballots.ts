import type { Tx } from '../../../prisma/db.ts';
import { recount } from '../../council-session/recount.ts';
import type { Finding } from './findings.ts';

/**
 * Counts the ballots of every session again that is voted on no more, and holds them against what the trail committed to:
 * of one that is still voted on, a ballot may come between two readings (`npm run recount` looks at those too).
 */
export async function ballotFindings(db: Tx): Promise<Finding[]> {
  const sessions = await db.councilSession.findMany({
    where: { closedAt: { not: null }, state: { in: ['closed', 'concluded', 'cancelled'] } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  });
  const findings: Finding[] = [];
  for (const { id } of sessions)
    for (const { fault, nominationId, ballot } of (await recount(db, id)).faults)
      findings.push({
        code: 'ballot-changed',
        where: [`CouncilSession ${id}: ${fault}`, nominationId, ballot]
          .filter((part) => part !== null)
          .join(' '),
      });
  return findings;
}
