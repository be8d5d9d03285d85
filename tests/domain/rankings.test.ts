import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../domain/criteria.ts';
import type { Review, Verdict } from '../../domain/criteria.ts';
import type { Criterion } from '../../domain/plan-schema.ts';
import { groupsIn, publishedRank, rankingFaults } from '../../domain/rankings.ts';
import type { RankedUnit, RankFacts, Ranking, RankingEntry } from '../../domain/rankings.ts';
import { readPlan } from '../support/plans.ts';

type RankCriterion = Extract<Criterion, { type: 'rank' }>;
const unit = (
  code: string,
  kind: string,
  parent: string | null,
  organization = code,
): [string, RankedUnit] => [code, { code, name: code, kind, parent, organization }];
const units = new Map([
  unit('so-y-te', 'department', 'ubnd'),
  unit('benh-vien', 'public-service-unit', 'so-y-te', 'so-y-te'),
  unit('huyen', 'district', 'ubnd'),
  unit('phong', 'division', 'huyen', 'huyen'),
  unit('xa-a', 'commune', 'huyen'),
  unit('xa-b', 'commune', 'huyen'),
  unit('ubnd', 'province', null),
]);

const ninety = { numerator: 90, denominator: 100 };
const base = { code: 'hang', type: 'rank', text: 'Xếp hạng', set: 'chi-so', within: 'all' } as const;
const department: RankCriterion = {
  ...base,
  group: 'so',
  of: 'unit',
  from: 1,
  to: 3,
  scoreAtLeast: ninety,
};
const commune: RankCriterion = {
  ...base,
  group: 'xa',
  of: 'unit',
  within: 'parent',
  replacedBy: [{ from: '2025-07-01', within: 'all' }],
  from: 1,
  to: 2,
  scoreAtLeast: ninety,
};
const subordinate: RankCriterion = { ...base, group: 'so', of: 'parent-unit', from: 1, to: 10 };
const civilServant: RankCriterion = {
  ...base,
  group: 'so',
  of: 'organization',
  unitKinds: ['department'],
  from: 1,
  to: 10,
};

const entry = (code: string, rank: number, score = 950): RankingEntry => ({
  unit: code,
  rank,
  score,
  maximum: 1000,
});
const table = (group: string, entries: RankingEntry[], more: Partial<Ranking> = {}): Ranking => ({
  set: 'chi-so',
  period: '2024',
  group,
  version: 1,
  entries,
  ...more,
});
const facts = (of: string, rankings: Ranking[], more: Partial<RankFacts> = {}): RankFacts => ({
  on: '2024-11-01',
  unit: of,
  units,
  period: '2024',
  rankings,
  ...more,
});
const result = (criterion: RankCriterion, about: RankFacts): Verdict | null =>
  publishedRank(criterion, about)?.result ?? null;

describe('a published rank', () => {
  it.each<[string, RankCriterion, RankFacts, Verdict | null]>([
    ['third with 90 %', department, facts('so-y-te', [table('so', [entry('so-y-te', 3, 900)])]), 'met'],
    ['third with less', department, facts('so-y-te', [table('so', [entry('so-y-te', 3, 899)])]), 'unmet'],
    ['fourth', department, facts('so-y-te', [table('so', [entry('so-y-te', 4)])]), 'unmet'],
    ['not in the table', department, facts('so-y-te', [table('so', [entry('so-khac', 1)])]), 'unmet'],
    [
      'of another set',
      department,
      facts('so-y-te', [table('so', [entry('so-y-te', 1)], { set: 'par' })]),
      null,
    ],
    [
      'of another period',
      department,
      facts('so-y-te', [table('so', [entry('so-y-te', 1)], { period: '2023' })]),
      null,
    ],
    ['of another group', department, facts('so-y-te', [table('huyen', [entry('so-y-te', 1)])]), null],
    ['not published at all', department, facts('so-y-te', []), null],
    ['second of its district', commune, facts('xa-a', [table('xa/huyen', [entry('xa-a', 2)])]), 'met'],
    [
      'second of another district',
      commune,
      facts('xa-a', [table('xa/huyen-khac', [entry('xa-a', 2)])]),
      null,
    ],
    [
      'second of the province while districts last',
      commune,
      facts('xa-a', [table('xa', [entry('xa-a', 2)])]),
      null,
    ],
    [
      'of its parent, tenth',
      subordinate,
      facts('benh-vien', [table('so', [entry('so-y-te', 10, 1)])]),
      'met',
    ],
    [
      'of its parent, eleventh',
      subordinate,
      facts('benh-vien', [table('so', [entry('so-y-te', 11)])]),
      'unmet',
    ],
    [
      'its own where the parent counts',
      subordinate,
      facts('benh-vien', [table('so', [entry('benh-vien', 1)])]),
      'unmet',
    ],
    ['of a parent that is not there', subordinate, facts('ubnd', [table('so', [])]), 'unmet'],
    [
      'of the Sở for its hospital',
      civilServant,
      facts('benh-vien', [table('so', [entry('so-y-te', 2)])]),
      'met',
    ],
    ['of the Sở itself', civilServant, facts('so-y-te', [table('so', [entry('so-y-te', 2)])]), 'met'],
    ['for a unit of another kind, published or not', civilServant, facts('phong', []), 'unmet'],
  ])('%s', (_, criterion, about, expected) => {
    expect(result(criterion, about)).toBe(expected);
  });

  it.each([
    ['2025-06-30', 'met'],
    ['2025-07-01', 'unmet'],
  ])('of a commune is within its district until districts end: on %s it is %s', (on, expected) => {
    const rankings = [table('xa/huyen', [entry('xa-a', 1)]), table('xa', [entry('xa-a', 7)])];
    expect(result(commune, facts('xa-a', rankings, { on }))).toBe(expected);
  });

  it('is that of the newest period where the round names none', () => {
    const rankings = ['2023', '2025', '2024'].map((period) =>
      table('so', [entry('so-y-te', period === '2025' ? 4 : 1)], { period }),
    );
    expect(result(department, facts('so-y-te', rankings, { period: null }))).toBe('unmet');
  });

  it('is told with rank, score, period and version', () => {
    const rankings = [table('so', [entry('so-y-te', 4, 912)], { version: 2 })];
    expect(publishedRank(department, facts('so-y-te', rankings))?.reason).toBe(
      'Theo bảng xếp hạng kỳ 2024 (bản 2): so-y-te hạng 4, 912/1000 điểm; tiêu chí yêu cầu hạng từ 1 đến 3.',
    );
  });

  it('holds exactly where rank and score both do, in whole numbers', () => {
    const sizes = fc.record({
      rank: fc.integer({ min: 1, max: 6 }),
      maximum: fc.integer({ min: 1, max: 1e9 }),
    });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), ({ rank, maximum }, part) => {
        const score = Math.floor(maximum * part);
        const found = result(
          department,
          facts('so-y-te', [table('so', [{ unit: 'so-y-te', rank, score, maximum }])]),
        );
        const holds = rank <= 3 && BigInt(score) * 100n >= BigInt(maximum) * 90n;
        expect(found).toBe(holds ? 'met' : 'unmet');
      }),
    );
  });
});

describe('judging a rank', () => {
  const judged = (ranks: RankFacts | undefined, review?: Review) =>
    judge({ criterion: department }, {}, new Map(review ? [['hang', review]] : []), ranks)[0]!.result;
  const said: Review = { result: 'met', reason: 'Theo quyết định công bố.' };

  it('waits for the ranks or a reviewer while none are published', () => {
    expect(judged(undefined)).toBe('unverified');
    expect(judged(facts('so-y-te', []))).toBe('unverified');
    expect(judged(facts('so-y-te', []), said)).toBe('met');
  });

  it('takes what is published above what a reviewer said', () => {
    expect(judged(facts('so-y-te', [table('so', [entry('so-y-te', 9)])]), said)).toBe('unmet');
    const doubted: Review = { result: 'unmet', reason: 'Chưa thấy.' };
    expect(judged(facts('so-y-te', [table('so', [entry('so-y-te', 1)])]), doubted)).toBe('met');
  });
});

describe('a table that is published', () => {
  it('is of a group that the plan has, under the name of its category', () => {
    const plan = readPlan('chuyen-doi-so-thai-binh-2023');
    const groups = groupsIn(plan, plan.rankings?.[0]?.set ?? '');
    expect(groups.map(({ group, within }) => `${group} ${within}`)).toEqual([
      'so-ban-nganh all',
      'huyen-thanh-pho all',
      'xa-phuong-thi-tran parent',
      'xa-phuong-thi-tran all',
    ]);
    for (const { group, name } of groups)
      expect(name).toBe(plan.categories.find(({ code }) => code === group)?.name);
    expect(groupsIn(plan, 'khac')).toEqual([]);
  });

  it('names each wrong entry', () => {
    const entries = [
      entry('xa-a', 1),
      entry('xa-a', 2),
      entry('xa-khong-co', 3),
      entry('so-y-te', 4),
      entry('xa-b', 5, 1001),
    ];
    expect(rankingFaults({ group: 'xa/huyen', entries }, units).map(({ path }) => path)).toEqual([
      'entries.1.unit',
      'entries.2.unit',
      'entries.3.unit',
      'entries.4.score',
    ]);
  });

  it('is of a unit that exists, where the group has one', () => {
    expect(rankingFaults({ group: 'xa/khong-co', entries: [] }, units).map(({ path }) => path)).toEqual([
      'group',
    ]);
    expect(rankingFaults({ group: 'so', entries: [entry('so-y-te', 1), entry('huyen', 1)] }, units)).toEqual(
      [],
    );
  });
});
