import { z } from 'zod';
import type { Quota, QuotaNomination } from '../../domain/quota.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Tx } from '../../prisma/db.ts';

const groups = z.array(
  z.object({
    own: z.boolean(),
    kind: z.enum(['collective', 'individual']),
    category: z.string(),
    proposingUnit: z.string(),
    unitKind: z.string().nullable(),
    stage: z.string(),
    outcome: z.string().nullable(),
    reachedCouncil: z.boolean(),
    submitted: z.boolean(),
    count: z.number().int(),
  }),
);

/** Nominations alike, as far as quotas look at them; `own` is the one that was asked about. */
export type QuotaGroup = QuotaNomination & { own: boolean };

/**
 * The nominations a quota counts: of the round, or of all rounds of the movement where it is for the period. The database
 * counts them: a round has thousands.
 *
 * @param about the nomination that is asked about: where each unit has a quota of its own, of its unit alone
 */
export async function quotaNominations(
  tx: Tx,
  round: { id: string; movement: string },
  quota: Quota,
  about?: { id: string; proposingUnit: string },
): Promise<QuotaGroup[]> {
  const among =
    quota.per === 'period'
      ? Prisma.sql`n."movement" = ${round.movement}`
      : Prisma.sql`n."roundId" = ${round.id}::uuid`;
  const ofUnit =
    about && quota.perProposingUnit === true
      ? Prisma.sql`AND n."proposingUnit" = ${about.proposingUnit}`
      : Prisma.empty;
  const own = about ? Prisma.sql`n."id" = ${about.id}::uuid` : Prisma.sql`false`;
  const found = await tx.$queryRaw`
    SELECT ${own} AS own, n."subjectKind" AS kind, n."category", n."proposingUnit", u."kind" AS "unitKind", n."stage",
      n."outcome", n."reachedCouncil", n."submittedAt" IS NOT NULL AS submitted, count(*)::int AS count
    FROM "Nomination" n LEFT JOIN "Unit" u ON u."code" = n."proposingUnit"
    WHERE ${among} AND n."award" = ${quota.award} ${ofUnit}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`;
  return groups.parse(found).map((group) => ({ ...group, award: quota.award }));
}
