import { isSameName, nearName } from '../../domain/identity.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { awardOf } from '../../domain/plan.ts';
import { searchText } from '../../domain/search-text.ts';
import type { Tx } from '../../prisma/db.ts';
import type { AwardEntry, Nomination } from '../../prisma/generated/client.ts';
import { dateText } from '../context.ts';
import { moneyOn } from './nominees.ts';

/** Enters an award in the register (sổ vàng), under the next number of the body that decided and the year. */
export async function enterAward(tx: Tx, row: Nomination, plan: Plan): Promise<void> {
  const { id, movement, award, subjectKind, subjectName, subjectUnit, decisionId } = row;
  if (decisionId === null) throw new Error('an award without its decision');
  const { body, year, decidedOn } = await tx.decision.findUniqueOrThrow({ where: { id: decisionId } });
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`register:${body}:${year}`}, 0))`;
  const { _max: last } = await tx.awardEntry.aggregate({ where: { body, year }, _max: { number: true } });
  const kind = subjectKind === 'individual' ? 'individual' : 'collective';
  await tx.awardEntry.create({
    data: {
      nominationId: id,
      decisionId,
      ...{ body, year, number: (last.number ?? 0) + 1 },
      ...{ movement, award, form: awardOf(plan, award)?.form ?? award },
      ...{ subjectKind, subjectName, subjectUnit, searchText: searchText(subjectName) },
      decidedOn,
      amount: moneyOn(plan, award, dateText(decidedOn))[kind]?.amount ?? null,
    },
  });
}

/** Earlier awards of the same subject, the latest first; those that were revoked are among them, and say so. */
export async function earlierAwards(
  tx: Tx,
  { id, subjectKind, subjectName, subjectUnit }: Nomination,
): Promise<(AwardEntry & { revoked: boolean })[]> {
  const entries = await tx.awardEntry.findMany({
    where: {
      subjectKind,
      nearName: nearName(subjectName),
      nominationId: { not: id },
      // People move, and keep their names; a collective is its name in its unit.
      ...(subjectKind === 'individual' ? {} : { subjectUnit }),
    },
    include: { revocation: { select: { id: true } } },
    orderBy: { decidedOn: 'desc' },
    take: 50,
  });
  return entries
    .filter((entry) => isSameName(entry.subjectName, subjectName))
    .map(({ revocation, ...entry }) => ({ ...entry, revoked: revocation !== null }));
}
