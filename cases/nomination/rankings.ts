import { criteriaIn, roundOf } from '../../domain/plan.ts';
import type { DateText } from '../../domain/dates.ts';
import type { CriteriaTree, Plan } from '../../domain/plan-schema.ts';
import type { RankFacts } from '../../domain/rankings.ts';
import type { Tx } from '../../prisma/db.ts';
import type { NominationRow } from './row.ts';

/** What is published today of the ranks that a nomination's criteria name; undefined where they name none. */
export async function rankFactsOf(
  tx: Tx,
  row: NominationRow,
  plan: Plan,
  tree: CriteriaTree,
  on: DateText,
): Promise<RankFacts | undefined> {
  const sets = criteriaIn(tree).flatMap((criterion) => (criterion.type === 'rank' ? [criterion.set] : []));
  if (sets.length === 0) return undefined;
  const own = await tx.unit.findUnique({ where: { code: row.subjectUnit } });
  const near = [row.subjectUnit, own?.parentCode, own?.organization].filter((code) => code != null);
  const units = await tx.unit.findMany({ where: { code: { in: near } } });
  const period = roundOf(plan, row.round.code)?.rankingPeriod ?? null;
  const rankings = await tx.rankingSet.findMany({
    where: { set: { in: sets }, ...(period === null ? {} : { period }) },
    orderBy: { version: 'desc' },
    distinct: ['set', 'period', 'group'],
    include: { entries: { where: { unit: { in: near } } } },
  });
  return {
    on,
    unit: row.subjectUnit,
    units: new Map(
      units.map(({ code, shortName, kind, parentCode, organization }) => [
        code,
        { code, name: shortName, kind, parent: parentCode, organization },
      ]),
    ),
    period,
    rankings,
  };
}
