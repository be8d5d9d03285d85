import type { Quota, QuotaNomination } from '../../domain/quota.ts';
import type { Tx } from '../../prisma/db.ts';

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
  const units = await tx.unit.findMany({
    where: { code: { in: rows.map((row) => row.proposingUnit) } },
    select: { code: true, kind: true },
  });
  const kindOf = new Map(units.map(({ code, kind }) => [code, kind]));
  return rows.map(({ subjectKind, submittedAt, ...row }) => ({
    ...row,
    unitKind: kindOf.get(row.proposingUnit) ?? null,
    kind: subjectKind === 'individual' ? 'individual' : 'collective',
    submitted: submittedAt !== null,
  }));
}
