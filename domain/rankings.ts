import type { Review } from './criteria.ts';
import type { DateText } from './dates.ts';
import { atLeast, shareText } from './fractions.ts';
import type { UnitNode } from './organization.ts';
import { categoryOf, criteriaOf } from './plan.ts';
import type { Criterion, Plan } from './plan-schema.ts';
import type { FieldError } from './problems.ts';

/** Whole numbers: a score of 91.5 in 100 is 915 of 1000. */
export interface RankingEntry {
  unit: string;
  rank: number;
  score: number;
  maximum: number;
}

/** The ranks of one group in one period, as their owner published them. */
export interface Ranking {
  set: string;
  period: string;
  /** A group of units, or `group/unit` for those of it under that unit: `xa-phuong-thi-tran/huyen-hung-ha`. */
  group: string;
  version: number;
  entries: readonly RankingEntry[];
}

export interface RankedUnit extends UnitNode {
  name: string;
  kind: string;
}

/** What rank criteria are judged by; the caller reads it from the published rankings. */
export interface RankFacts {
  /** Which units are ranked together may change with the day. */
  on: DateText;
  /** The subject's unit. */
  unit: string;
  /** It, the one above it, and its organization. */
  units: ReadonlyMap<string, RankedUnit>;
  /** The period that counts, null for the newest that is published. */
  period: string | null;
  /** The latest version of each. */
  rankings: readonly Ranking[];
}

/** A group that a plan ranks by itself, named as the category of its code. */
export interface RankedGroup {
  group: string;
  /** Null where the plan has no name for it. */
  name: string | null;
  /** `parent`: a table for each unit above, `group/unit`. */
  within: 'all' | 'parent';
}

type RankCriterion = Extract<Criterion, { type: 'rank' }>;

/** What units a plan doesn't put into groups are ranked among. */
const WHOLE_SET = 'all';

const unmet = (reason: string): Review => ({ result: 'unmet', reason });

/**
 * What the published ranks say to a criterion, null where none are published that could say it. Ranks that are
 * published stand above anybody's word: their owner corrects them by a new version.
 */
export function publishedRank(criterion: RankCriterion, facts: RankFacts): Review | null {
  const ranked = rankedUnit(criterion, facts);
  if (!ranked) return unmet('Không có đơn vị nào để xét thứ hạng cho đối tượng này.');
  if (criterion.unitKinds && !criterion.unitKinds.includes(ranked.kind))
    return unmet(`${ranked.name} không thuộc nhóm đơn vị được xếp hạng ở tiêu chí này.`);
  const group = groupOf(criterion, facts.on, ranked);
  const ranking = facts.rankings
    .filter((r) => r.set === criterion.set && r.group === group)
    .filter(({ period }) => facts.period === null || period === facts.period)
    .reduce<Ranking | null>((newest, r) => (newest && newest.period > r.period ? newest : r), null);
  return ranking && verdict(criterion, ranked, ranking);
}

function rankedUnit({ of }: RankCriterion, { unit, units }: RankFacts): RankedUnit | undefined {
  const own = units.get(unit);
  const code = { unit, 'parent-unit': own?.parent, organization: own?.organization }[of];
  return code == null ? undefined : units.get(code);
}

/** The published group that a unit is ranked in on a day. */
function groupOf(criterion: RankCriterion, on: DateText, { parent }: RankedUnit): string {
  const { group, within } = criterion.replacedBy?.findLast(({ from }) => from <= on) ?? criterion;
  const whole = group ?? criterion.group ?? WHOLE_SET;
  return within === 'parent' ? `${whole}/${parent ?? ''}` : whole;
}

function verdict(
  { from, to, scoreAtLeast }: RankCriterion,
  { code, name }: RankedUnit,
  table: Ranking,
): Review {
  const source = `bảng xếp hạng kỳ ${table.period} (bản ${table.version})`;
  const entry = table.entries.find(({ unit }) => unit === code);
  if (!entry) return unmet(`${name} không có trong ${source}.`);
  const { rank, score, maximum } = entry;
  const is = `Theo ${source}: ${name} hạng ${rank}, ${score}/${maximum} điểm`;
  if (rank < from || rank > to) return unmet(`${is}; tiêu chí yêu cầu hạng từ ${from} đến ${to}.`);
  if (scoreAtLeast && !atLeast(score, maximum, scoreAtLeast))
    return unmet(`${is}; tiêu chí yêu cầu từ ${shareText(scoreAtLeast)} thang điểm trở lên.`);
  return { result: 'met', reason: `${is}.` };
}

/** Whose tables of a set a plan looks at, each once, also those that another has replaced since. */
export function groupsIn(plan: Plan, set: string): RankedGroup[] {
  const criteria = plan.categories.flatMap(({ code }) => criteriaOf(plan, code));
  const groups = criteria.flatMap((criterion) => {
    if (criterion.type !== 'rank' || criterion.set !== set) return [];
    return [criterion, ...(criterion.replacedBy ?? [])].map(({ group, within }): RankedGroup => {
      const code = group ?? criterion.group ?? WHOLE_SET;
      return { group: code, name: categoryOf(plan, code)?.name ?? null, within };
    });
  });
  const keyOf = ({ group, within }: RankedGroup) => `${group} ${within}`;
  return [...new Map(groups.map((one) => [keyOf(one), one])).values()];
}

/** What is wrong with a table that somebody publishes, entry by entry; empty where nothing is. */
export function rankingFaults(
  { group, entries }: Pick<Ranking, 'group' | 'entries'>,
  units: ReadonlyMap<string, UnitNode>,
): FieldError[] {
  const under = group.split('/')[1];
  const fault = (path: string, message: string, wrong: boolean): FieldError[] =>
    wrong ? [{ path, message }] : [];
  return [
    ...fault('group', 'Không có đơn vị này.', under !== undefined && !units.has(under)),
    ...entries.flatMap(({ unit, score, maximum }, i) => {
      const known = units.get(unit);
      const earlier = entries.slice(0, i).some((other) => other.unit === unit);
      return [
        ...fault(`entries.${i}.unit`, 'Không có đơn vị này.', !known),
        ...fault(`entries.${i}.unit`, 'Đơn vị này đã có ở dòng trên.', earlier),
        ...fault(
          `entries.${i}.unit`,
          'Đơn vị này không trực thuộc đơn vị của nhóm.',
          known !== undefined && under !== undefined && known.parent !== under,
        ),
        ...fault(`entries.${i}.score`, 'Điểm lớn hơn thang điểm.', score > maximum),
      ];
    }),
  ];
}
