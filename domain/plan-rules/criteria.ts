import { findingRules } from '../checks.ts';
import type { Fraction } from '../fractions.ts';
import { criteriaIn } from '../plan.ts';
import type { CriteriaTree, Criterion } from '../plan-schema.ts';
import type { Fault, PlanRule } from './rule.ts';
import { faultIf, repeated, rule } from './rule.ts';

interface Placed {
  criterion: Criterion;
  path: Fault['path'];
}

function placedIn(tree: CriteriaTree, path: Fault['path']): Placed[] {
  if ('criterion' in tree) return [{ criterion: tree.criterion, path: [...path, 'criterion'] }];
  const [key, parts] = 'all' in tree ? ['all', tree.all] : ['any', tree.any];
  return parts.flatMap((part, i) => placedIn(part, [...path, key, i]));
}

const overOne = ({ numerator, denominator }: Fraction): boolean => numerator > denominator;

/** The criteria and the voting rule can be fulfilled, and are there for whom they are needed. */
export const criteriaRules: PlanRule[] = [
  rule(['criteria', 'categories'], ({ criteria, categories }) =>
    Object.keys(criteria).flatMap((category) =>
      faultIf(
        !categories.some(({ code }) => code === category),
        ['criteria', category],
        `Không có đối tượng “${category}”.`,
      ),
    ),
  ),
  rule(['criteria', 'awards', 'categories'], ({ criteria, awards, categories }) =>
    categories.flatMap(({ code }, i) =>
      faultIf(
        !(code in criteria) && awards.some((award) => award.categories.includes(code)),
        ['categories', i],
        `Đối tượng “${code}” được xét khen thưởng nhưng chưa có tiêu chí.`,
      ),
    ),
  ),
  rule(['criteria'], ({ criteria }) =>
    Object.entries(criteria).flatMap(([category, tree]) => {
      const placed = placedIn(tree, ['criteria', category]);
      return [
        ...repeated(
          placed,
          ({ criterion }) => criterion.code,
          (i) => [...(placed[i]?.path ?? []), 'code'],
          'Mã tiêu chí',
        ),
        ...placed.flatMap(criterionFaults),
      ];
    }),
  ),
  // A plan without ranks needs no section for them: the rule reads the whole plan.
  (plan) =>
    Object.entries(plan.criteria ?? {}).flatMap(([category, tree]) =>
      placedIn(tree, ['criteria', category]).flatMap(({ criterion, path }) =>
        faultIf(
          criterion.type === 'rank' && !plan.rankings?.some(({ set }) => set === criterion.set),
          [...path, 'set'],
          'Không có bộ chỉ số này trong mục rankings.',
        ),
      ),
    ),
  rule(['documents', 'criteria'], ({ documents, criteria }) => {
    const known = new Set(
      Object.values(criteria)
        .flatMap(criteriaIn)
        .map(({ code }) => code),
    );
    return documents.flatMap(({ required, whenClaimed = [] }, i) => [
      ...whenClaimed.flatMap((code, c) =>
        faultIf(
          !known.has(code),
          ['documents', i, 'whenClaimed', c],
          `Không có tiêu chí “${code}” trong mục criteria.`,
        ),
      ),
      ...faultIf(
        required && whenClaimed.length > 0,
        ['documents', i, 'whenClaimed'],
        'Tài liệu đã bắt buộc với mọi hồ sơ thì không nêu thêm tiêu chí.',
      ),
    ]);
  }),
  rule(['rankings', 'bodies'], ({ rankings = [], bodies }) => [
    ...repeated(
      rankings,
      ({ set }) => set,
      (i) => ['rankings', i, 'set'],
      'Mã',
    ),
    ...rankings.flatMap(({ owner }, i) =>
      faultIf(
        bodies[owner] === undefined || bodies[owner].leftOpen === true,
        ['rankings', i, 'owner'],
        `Không có cơ quan “${owner}” trong mục bodies.`,
      ),
    ),
  ]),
  rule(['voting'], ({ voting }) =>
    voting
      ? [
          ...faultIf(overOne(voting.quorum), ['voting', 'quorum'], 'Tỷ lệ không được lớn hơn 1.'),
          ...faultIf(overOne(voting.pass.share), ['voting', 'pass', 'share'], 'Tỷ lệ không được lớn hơn 1.'),
        ]
      : [],
  ),
];

function criterionFaults({ criterion, path }: Placed): Fault[] {
  const at = (...rest: string[]) => [...path, ...rest];
  // `overrides` of an approval name criteria and rules alike.
  const reserved = faultIf(
    findingRules.some((name) => name === criterion.code),
    at('code'),
    `Mã “${criterion.code}” dành riêng cho hệ thống.`,
  );
  switch (criterion.type) {
    case 'numeric': {
      const { atLeast, atMost } = criterion;
      return [
        ...reserved,
        ...faultIf(
          atLeast === undefined && atMost === undefined,
          at(),
          'Tiêu chí số phải nêu mức tối thiểu hoặc tối đa.',
        ),
        ...faultIf(
          atLeast !== undefined && atMost !== undefined && atLeast > atMost,
          at('atLeast'),
          'Mức tối thiểu lớn hơn mức tối đa.',
        ),
      ];
    }
    case 'share':
      return [
        ...reserved,
        ...faultIf(overOne(criterion.atLeast), at('atLeast'), 'Tỷ lệ không được lớn hơn 1.'),
      ];
    case 'rank': {
      const { scoreAtLeast, replacedBy = [] } = criterion;
      return [
        ...reserved,
        ...faultIf(criterion.from > criterion.to, at('from'), 'Hạng đầu lớn hơn hạng cuối.'),
        ...faultIf(
          scoreAtLeast !== undefined && overOne(scoreAtLeast),
          at('scoreAtLeast'),
          'Tỷ lệ không được lớn hơn 1.',
        ),
        ...replacedBy.flatMap(({ from }, i) =>
          faultIf(
            replacedBy.slice(0, i).some((earlier) => earlier.from >= from),
            [...at('replacedBy'), i, 'from'],
            'Các lần thay cách xếp nhóm phải theo thứ tự ngày.',
          ),
        ),
      ];
    }
    case 'attested':
    case 'classification':
    case 'recognition':
      return reserved;
  }
}
