import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  choicesIn,
  conditionsAmong,
  countingOf,
  evidenceFaults,
  evidenceSchema,
  judge,
  missingOf,
  treeResult,
} from '../../domain/criteria.ts';
import type { CheckResult, Review, Verdict } from '../../domain/criteria.ts';
import { criteriaIn, criteriaOf } from '../../domain/plan.ts';
import type { CriteriaTree, Criterion } from '../../domain/plan-schema.ts';
import { cchcCode, readPlan } from '../support/plans.ts';

const plan = readPlan(cchcCode);
const base = { code: 'c', text: 'Tiêu chí' };
const hundred = { numerator: 100, denominator: 100 };
const ninety = { numerator: 90, denominator: 100 };
const attested: Criterion = { ...base, type: 'attested' };
const noneDisciplined: Criterion = { ...base, type: 'numeric', atMost: 0, unitOfMeasure: 'người' };
const twoInitiatives: Criterion = { ...base, type: 'numeric', atLeast: 2 };
const everybody: Criterion = { ...base, type: 'share', atLeast: hundred };
const nineInTen: Criterion = { ...base, type: 'share', atLeast: ninety };
const wellDone: Criterion = { ...base, type: 'classification', atLeast: 'well-completed' };
const recognised: Criterion = { ...base, type: 'recognition', atLeast: 'grassroots' };
const provincial: Criterion = { ...base, type: 'recognition', atLeast: 'province' };
const rank: Criterion = { ...base, type: 'rank', set: 'chi-so', of: 'unit', within: 'all', from: 1, to: 3 };
const paper = { decisionNumber: '12/QĐ-SKHCN', date: '2024-05-02', title: 'Một cửa không giấy' };

const only = (criterion: Criterion, stated: unknown, review?: Review): CheckResult => {
  const evidence = stated === undefined ? {} : { c: stated };
  const checks = judge({ criterion }, evidence, new Map(review ? [['c', review]] : []));
  expect(checks).toHaveLength(1);
  return checks[0]!;
};

describe('what a unit states', () => {
  it.each<[string, Criterion, unknown, Verdict]>([
    ['its own word', attested, { statement: 'Đã ban hành 12 văn bản.' }, 'unverified'],
    ['nothing at all', attested, undefined, 'unmet'],
    ['no words', attested, { statement: '   ' }, 'unmet'],
    ['no disciplined person', noneDisciplined, { value: 0 }, 'unverified'],
    ['one disciplined person', noneDisciplined, { value: 1 }, 'unmet'],
    ['just enough', twoInitiatives, { value: 2 }, 'unverified'],
    ['one too few', twoInitiatives, { value: 1 }, 'unmet'],
    ['something that is no number', twoInitiatives, { value: 'hai' }, 'unmet'],
    ['40 of 40', everybody, { part: 40, whole: 40 }, 'unverified'],
    ['39 of 40 for 100 %', everybody, { part: 39, whole: 40 }, 'unmet'],
    ['999,999 of 1,000,000 for 100 %', everybody, { part: 999_999, whole: 1_000_000 }, 'unmet'],
    ['9 of 10 for 90 %', nineInTen, { part: 9, whole: 10 }, 'unverified'],
    ['89 of 99 for 90 %', nineInTen, { part: 89, whole: 99 }, 'unmet'],
    ['a share of nobody', everybody, { part: 0, whole: 0 }, 'unmet'],
    ['more than there are', everybody, { part: 41, whole: 40 }, 'unmet'],
    ['work done excellently', wellDone, { level: 'excellently-completed', year: 2024 }, 'unverified'],
    ['work done well', wellDone, { level: 'well-completed' }, 'unverified'],
    ['work merely done', wellDone, { level: 'completed', year: 2024 }, 'unmet'],
    ['work not done', wellDone, { level: 'not-completed' }, 'unmet'],
    ['recognition by its own Sở', recognised, { level: 'grassroots', ...paper }, 'unverified'],
    ['recognition from higher up', recognised, { level: 'national', ...paper }, 'unverified'],
    ['recognition from too low', provincial, { level: 'grassroots', ...paper }, 'unmet'],
    ['recognition without its decision', recognised, { level: 'grassroots' }, 'unmet'],
    ['ranks, which are published', rank, undefined, 'unverified'],
  ])('%s is at most unverified', (_, criterion, stated, verdict) => {
    expect(only(criterion, stated)).toMatchObject({ criterion: 'c', quote: 'Tiêu chí', result: verdict });
  });

  it('can never be met by what the unit says', () => {
    const criteria = [attested, noneDisciplined, twoInitiatives, everybody, wellDone, recognised, rank];
    fc.assert(
      fc.property(fc.constantFrom(...criteria), fc.anything(), (criterion, stated) => {
        expect(only(criterion, stated).result).not.toBe('met');
      }),
    );
  });

  it('is answered with the figures', () => {
    expect(only(everybody, { part: 39, whole: 40 }).reason).toBe(
      'Đơn vị khai 39/40 người, tiêu chí yêu cầu từ 100% trở lên.',
    );
    expect(only(noneDisciplined, { value: 1 }).reason).toBe(
      'Đơn vị khai 1 người, nhiều hơn mức tối đa 0 người.',
    );
    expect(only(wellDone, { level: 'completed', year: 2024 }).reason).toBe(
      'Đơn vị khai xếp loại năm 2024: hoàn thành nhiệm vụ; tiêu chí yêu cầu từ hoàn thành tốt nhiệm vụ trở lên.',
    );
    expect(only(recognised, { level: 'grassroots', ...paper }).reason).toBe(
      'Đơn vị khai được công nhận cấp cơ sở theo Quyết định 12/QĐ-SKHCN ngày 02/05/2024. Chờ người thẩm tra xác nhận.',
    );
  });
});

describe("a reviewer's word", () => {
  it.each<[Verdict]>([['met'], ['unmet'], ['unverified']])('%s stands above what was stated', (result) => {
    for (const stated of [undefined, { value: 0 }, { value: 3 }])
      expect(only(noneDisciplined, stated, { result, reason: 'Đã đối chiếu.' })).toMatchObject({
        result,
        reason: 'Đã đối chiếu.',
      });
  });
});

describe('the criteria of plan 002', () => {
  it('are judged one by one, each with the sentence of the plan', () => {
    const tree = plan.criteria['ca-nhan-thuoc-so']!;
    const evidence = {
      'sang-kien-duoc-cong-nhan': { level: 'grassroots', ...paper },
      'xep-loai': { level: 'completed' },
      'khong-vi-pham': { value: 0 },
    };
    const checks = judge(
      tree,
      evidence,
      new Map([['khong-vi-pham', { result: 'met', reason: 'Theo hồ sơ.' }]]),
    );
    expect(checks.map(({ criterion, result }) => [criterion, result])).toEqual([
      ['sang-kien-duoc-cong-nhan', 'unverified'],
      ['xep-loai', 'unmet'],
      ['ky-luat-hanh-chinh', 'unmet'],
      ['khong-vi-pham', 'met'],
    ]);
    expect(checks[1]!.quote).toBe('b. Xếp loại hoàn thành tốt nhiệm vụ trở lên');
    expect(treeResult(tree, checks)).toBe('unmet');
  });

  it('tell a unit where its evidence is malformed', () => {
    const criteria = criteriaOf(plan, 'ca-nhan-thuoc-so');
    expect(
      evidenceFaults(criteria, { 'xep-loai': { level: 'tốt' }, 'khong-co': {} }).map(({ path }) => path),
    ).toEqual(['evidence.xep-loai.level', 'evidence.khong-co']);
    expect(evidenceFaults(criteria, { 'xep-loai': { level: 'completed' } })).toEqual([]);
  });
});

describe('evidence', () => {
  it.each([attested, noneDisciplined, everybody, wellDone, recognised, rank])(
    'has a JSON Schema: $type',
    (criterion) => {
      expect(z.toJSONSchema(evidenceSchema(criterion))).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
    },
  );
});

const verdicts = ['unmet', 'unverified', 'met'] as const;
/** Trees of criteria numbered in order, with a verdict for each. */
const judged = fc
  .letrec<{ tree: CriteriaTree; leaf: CriteriaTree }>((tie) => ({
    leaf: fc.constant<CriteriaTree>({ criterion: attested }),
    tree: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all): CriteriaTree => ({ all })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((any): CriteriaTree => ({ any })),
    ),
  }))
  .tree.map((tree) => numbered(tree, { next: 0 }))
  .chain((tree) =>
    fc.record({
      tree: fc.constant(tree),
      checks: fc.tuple(
        ...criteriaIn(tree).map(({ code }) =>
          fc.constantFrom(...verdicts).map((result) => ({ criterion: code, quote: '', result, reason: '' })),
        ),
      ),
    }),
  );

function numbered(tree: CriteriaTree, counter: { next: number }): CriteriaTree {
  if ('criterion' in tree) return { criterion: { ...tree.criterion, code: `c-${counter.next++}` } };
  if ('all' in tree) return { all: tree.all.map((part) => numbered(part, counter)) };
  return { any: tree.any.map((part) => numbered(part, counter)) };
}

describe('a tree of criteria', () => {
  const check = (criterion: string, result: Verdict): CheckResult => ({
    criterion,
    quote: '',
    result,
    reason: '',
  });
  const leaf = (code: string): CriteriaTree => ({ criterion: { ...attested, code } });
  const both = { all: [leaf('a'), leaf('b')] };
  const either = { any: [leaf('a'), leaf('b')] };

  it.each<[CriteriaTree, Verdict, Verdict, Verdict]>([
    [both, 'met', 'met', 'met'],
    [both, 'met', 'unverified', 'unverified'],
    [both, 'unverified', 'unmet', 'unmet'],
    [either, 'met', 'unmet', 'met'],
    [either, 'unverified', 'unmet', 'unverified'],
    [either, 'unmet', 'unmet', 'unmet'],
  ])('%j with %s and %s is %s', (tree, a, b, result) => {
    expect(treeResult(tree, [check('a', a), check('b', b)])).toBe(result);
  });

  it('asks nothing more of a group that one criterion carries', () => {
    expect(missingOf({ all: [either, leaf('c')] }, (code) => code === 'b')).toEqual(['c']);
    expect(missingOf(either, () => false)).toEqual(['a', 'b']);
  });

  it('counts of a choice what is best as things stand, and the whole choice while nothing is', () => {
    const tree = { all: [leaf('base'), { any: [leaf('a'), { all: [leaf('b'), leaf('c')] }] }] };
    const counting = (...results: Verdict[]) =>
      countingOf(
        tree,
        ['base', 'a', 'b', 'c'].map((code, i) => check(code, results[i] ?? 'unmet')),
      );
    expect(counting('met', 'unmet', 'unmet', 'met')).toEqual(['base', 'a', 'b', 'c']);
    expect(counting('unmet', 'unverified', 'unmet', 'met')).toEqual(['base', 'a']);
    expect(counting('unmet', 'unverified', 'met', 'met')).toEqual(['base', 'b', 'c']);
    expect(choicesIn(tree)).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ]),
    );
    expect(conditionsAmong(tree, ['base', 'a', 'c'])).toBe(2);
  });

  it('leaves something that counts missing, whenever anything is', () => {
    fc.assert(
      fc.property(judged, ({ tree, checks }) => {
        const counting = countingOf(tree, checks);
        const missing = missingOf(tree, (code) =>
          checks.some((c) => c.criterion === code && c.result === 'met'),
        );
        const open = missing.filter((code) => counting.includes(code));
        expect(open.length === 0).toBe(missing.length === 0);
      }),
    );
  });

  it('takes a criterion that nobody checked for unmet', () => {
    expect(treeResult(both, [check('a', 'met')])).toBe('unmet');
  });

  it('is met exactly when nothing is missing', () => {
    fc.assert(
      fc.property(judged, ({ tree, checks }) => {
        const missing = missingOf(tree, (code) =>
          checks.some((c) => c.criterion === code && c.result === 'met'),
        );
        expect(missing.length === 0).toBe(treeResult(tree, checks) === 'met');
      }),
    );
  });

  it('never gets worse when one criterion gets better', () => {
    fc.assert(
      fc.property(judged, fc.nat(), ({ tree, checks }, which) => {
        const better = checks.map((c, i) =>
          i === which % checks.length ? { ...c, result: 'met' as const } : c,
        );
        expect(verdicts.indexOf(treeResult(tree, better))).toBeGreaterThanOrEqual(
          verdicts.indexOf(treeResult(tree, checks)),
        );
      }),
    );
  });
});
