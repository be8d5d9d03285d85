import type { Plan } from '../plan-schema.ts';
import { faultIf, overlap, repeated, rule, unknownCodes } from './rule.ts';
import type { Fault, PlanRule } from './rule.ts';

type Quota = Plan['quotas'][number];

const codesOnce = (section: 'categories' | 'awards' | 'rounds' | 'documents' | 'obligations'): PlanRule =>
  rule([section], ({ [section]: list }) =>
    repeated<{ code: string }>(
      list,
      ({ code }) => code,
      (i) => [section, i, 'code'],
      'Mã',
    ),
  );

/** What a plan says of categories, awards, rounds, quotas and documents agrees. */
export const awardRules: PlanRule[] = [
  codesOnce('categories'),
  codesOnce('awards'),
  codesOnce('rounds'),
  codesOnce('documents'),
  codesOnce('obligations'),

  rule(['awards'], ({ awards }) =>
    repeated(
      awards,
      ({ short }) => short,
      (i) => ['awards', i, 'short'],
      'Ký hiệu',
    ),
  ),
  rule(['awards', 'categories'], ({ awards, categories }) =>
    awards.flatMap((award, i) =>
      unknownCodes(award.categories, categories, ['awards', i, 'categories'], 'đối tượng'),
    ),
  ),
  rule(['rounds', 'awards'], ({ rounds, awards }) => [
    ...rounds.flatMap((round, i) =>
      unknownCodes(round.awards, awards, ['rounds', i, 'awards'], 'hình thức khen thưởng'),
    ),
    ...awards.flatMap(({ code }, i) =>
      faultIf(
        !rounds.some((round) => round.awards.includes(code)),
        ['awards', i],
        `Không có đợt nào xét hình thức khen thưởng “${code}”.`,
      ),
    ),
  ]),
  rule(['documents', 'awards', 'categories'], ({ documents, awards, categories }) =>
    documents.flatMap((kind, i) => [
      ...unknownCodes(kind.awards, awards, ['documents', i, 'awards'], 'hình thức khen thưởng'),
      ...unknownCodes(kind.categories, categories, ['documents', i, 'categories'], 'đối tượng'),
    ]),
  ),

  rule(['quotas'], ({ quotas }) => quotas.flatMap((quota, i) => quotaFaults(quota, quotas.slice(0, i), i))),
  rule(['quotas', 'awards', 'categories'], ({ quotas, awards, categories }) =>
    quotas.flatMap((quota, i) => {
      const award = awards.find(({ code }) => code === quota.award);
      const kinds = categories.filter(({ code }) => award?.categories.includes(code)).map(({ kind }) => kind);
      return [
        ...faultIf(!award, ['quotas', i, 'award'], `Không có hình thức khen thưởng “${quota.award}”.`),
        ...unknownCodes(quota.categories, categories, ['quotas', i, 'categories'], 'đối tượng'),
        ...quota.kinds.flatMap((kind, k) =>
          faultIf(
            award !== undefined && !kinds.includes(kind),
            ['quotas', i, 'kinds', k],
            `Hình thức “${quota.award}” không dành cho ${kind === 'collective' ? 'tập thể' : 'cá nhân'}.`,
          ),
        ),
      ];
    }),
  ),
];

function quotaFaults(quota: Quota, earlier: readonly Quota[], i: number): Fault[] {
  const { min, max } = quota;
  const at = (...rest: (string | number)[]) => ['quotas', i, ...rest];
  const sameScope = (other: Quota): boolean =>
    other.award === quota.award &&
    overlap(other.kinds, quota.kinds) &&
    overlap(other.categories, quota.categories) &&
    overlap(other.unitKinds, quota.unitKinds);
  return [
    ...faultIf(
      min !== undefined && max !== undefined && min > max,
      at('min'),
      'Số tối thiểu lớn hơn số tối đa.',
    ),
    ...faultIf(min === undefined && max === undefined, at(), 'Chỉ tiêu phải nêu số tối thiểu hoặc tối đa.'),
    ...faultIf(
      quota.unitKinds.length > 0 && !quota.perProposingUnit,
      at('unitKinds'),
      'Loại đơn vị chỉ nêu với chỉ tiêu tính theo đơn vị đề nghị (perProposingUnit).',
    ),
    ...faultIf(earlier.some(sameScope), at(), 'Một chỉ tiêu trước đã tính cho cùng đối tượng này.'),
  ];
}
