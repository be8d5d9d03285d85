import type { Quota, QuotaNomination } from '../../domain/quota.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadReference } from '../reference.ts';

/** The nominations a quota counts: of the round, or of all rounds of the movement where it is for the period. */
export async function quotaNominations(
  tx: Tx,
  round: { id: string; movement: string },
  quota: Quota,
): Promise<QuotaNomination[]> {
  const rows = await tx.nomination.findMany({
    where: {
      award: quota.award,
      ...(quota.per === 'period' ? { movement: round.movement } : { roundId: round.id }),
    },
    select: {
      id: true,
      award: true,
      subjectKind: true,
      category: true,
      proposingUnit: true,
      stage: true,
      outcome: true,
      reachedCouncil: true,
      submittedAt: true,
    },
  });
  const { byCode } = await loadReference(tx);
  return rows.map(({ subjectKind, submittedAt, ...row }) => ({
    ...row,
    unitKind: byCode.get(row.proposingUnit)?.kind ?? null,
    kind: subjectKind === 'individual' ? 'individual' : 'collective',
    submitted: submittedAt !== null,
  }));
}
