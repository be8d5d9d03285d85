import { z } from 'zod';
import { linesText, nameText } from './clean-text.ts';
import { formatDateVi } from './dates.ts';
import { atLeast, shareText } from './fractions.ts';
import { inVietnamese } from './plain-faults.ts';
import { criteriaIn } from './plan.ts';
import type { CriteriaTree, Criterion } from './plan-schema.ts';
import { dateSchema } from './plan-schema.ts';
import { publishedRank } from './rankings.ts';
import type { RankFacts } from './rankings.ts';

/**
 * Whether a subject meets a plan's criteria, from what its unit stated and what reviewers found. A unit's own word
 * proves nothing: stated evidence that suffices is `unverified` until a reviewer says `met`; stated evidence that
 * falls short is `unmet` at once. Ranks are nobody's word: they are published, and speak for themselves.
 */
export type Verdict = 'met' | 'unmet' | 'unverified';

export interface CheckResult {
  criterion: string;
  /** The plan's own words, or the text that stands for them. */
  quote: string;
  result: Verdict;
  /** Vietnamese. */
  reason: string;
}

export interface Review {
  result: Verdict;
  reason: string;
}

/** From the lowest to the highest (NĐ 90/2020/NĐ-CP Đ3). */
const classifications = ['not-completed', 'completed', 'well-completed', 'excellently-completed'] as const;
const classificationNames: Record<(typeof classifications)[number], string> = {
  'not-completed': 'không hoàn thành nhiệm vụ',
  completed: 'hoàn thành nhiệm vụ',
  'well-completed': 'hoàn thành tốt nhiệm vụ',
  'excellently-completed': 'hoàn thành xuất sắc nhiệm vụ',
};
const recognitions = ['grassroots', 'province', 'national'] as const;
const recognitionNames: Record<(typeof recognitions)[number], string> = {
  grassroots: 'cấp cơ sở',
  province: 'cấp tỉnh',
  national: 'toàn quốc',
};

const count = z.number().int().min(0).max(10_000_000);

/** The evidence that each type of criterion takes. */
const evidenceOf = {
  attested: z.strictObject({ statement: linesText(5000), documentId: z.uuid().optional() }),
  numeric: z.strictObject({ value: z.number().int().min(-1_000_000_000).max(1_000_000_000) }),
  share: z
    .strictObject({ part: count, whole: count.min(1) })
    .refine(({ part, whole }) => part <= whole, { path: ['part'], error: 'Phần không được lớn hơn tổng.' }),
  classification: z.strictObject({
    level: z.enum(classifications),
    year: z.number().int().min(2000).max(2100).optional(),
  }),
  recognition: z.strictObject({
    level: z.enum(recognitions),
    decisionNumber: nameText(80),
    date: dateSchema,
    title: nameText(500),
  }),
  /** Ranks are published by the index's owner; a unit states nothing. */
  rank: z.strictObject({}),
};

/** What a unit may state for a criterion: checks requests, and is published as JSON Schema. */
export const evidenceSchema = (criterion: Criterion): z.ZodType => evidenceOf[criterion.type];

/** What is wrong with a nomination's evidence, by path; empty evidence is not wrong, only not enough. */
export function evidenceFaults(
  criteria: readonly Criterion[],
  evidence: Readonly<Record<string, unknown>>,
): { path: string; message: string }[] {
  return Object.entries(evidence).flatMap(([code, stated]) => {
    const criterion = criteria.find((c) => c.code === code);
    if (!criterion) return [{ path: `evidence.${code}`, message: 'Kế hoạch không có tiêu chí này.' }];
    const parsed = evidenceSchema(criterion).safeParse(stated, { error: inVietnamese });
    return (parsed.error?.issues ?? []).map(({ path, message }) => ({
      path: ['evidence', code, ...path.map(String)].join('.'),
      message,
    }));
  });
}

/**
 * One result for each criterion of the tree, in its order. A published rank stands above a reviewer's word, and that
 * above the unit's.
 */
export function judge(
  tree: CriteriaTree,
  evidence: Readonly<Record<string, unknown>>,
  reviews: ReadonlyMap<string, Review>,
  ranks?: RankFacts,
): CheckResult[] {
  return criteriaIn(tree).map((criterion) => {
    const published = criterion.type === 'rank' && ranks ? publishedRank(criterion, ranks) : null;
    const { result, reason } =
      published ?? reviews.get(criterion.code) ?? judgeStatement(criterion, evidence[criterion.code]);
    return { criterion: criterion.code, quote: criterion.quote ?? criterion.text, result, reason };
  });
}

const unmet = (reason: string): Review => ({ result: 'unmet', reason });
const unverified = (stated: string): Review => ({
  result: 'unverified',
  reason: `${stated} Chờ người thẩm tra xác nhận.`,
});

/** What the unit's own statement is worth. */
function judgeStatement(criterion: Criterion, stated: unknown): Review {
  if (criterion.type === 'rank')
    return { result: 'unverified', reason: 'Chờ số liệu xếp hạng do cơ quan có thẩm quyền công bố.' };
  if (stated === undefined) return unmet('Đơn vị chưa nêu minh chứng cho tiêu chí này.');
  const malformed = unmet('Minh chứng chưa đúng mẫu của tiêu chí này.');
  switch (criterion.type) {
    case 'attested':
      return evidenceOf.attested.safeParse(stated).success
        ? unverified('Đơn vị đã nêu kết quả thực hiện.')
        : malformed;
    case 'numeric': {
      const { data } = evidenceOf.numeric.safeParse(stated);
      return data ? judgeNumber(criterion, data.value) : malformed;
    }
    case 'share': {
      const { data } = evidenceOf.share.safeParse(stated);
      if (!data) return malformed;
      const is = `Đơn vị khai ${data.part}/${data.whole} người`;
      return atLeast(data.part, data.whole, criterion.atLeast)
        ? unverified(`${is}.`)
        : unmet(`${is}, tiêu chí yêu cầu từ ${shareText(criterion.atLeast)} trở lên.`);
    }
    case 'classification': {
      const { data } = evidenceOf.classification.safeParse(stated);
      if (!data) return malformed;
      const year = data.year === undefined ? '' : ` năm ${data.year}`;
      const is = `Đơn vị khai xếp loại${year}: ${classificationNames[data.level]}`;
      return reaches(classifications, data.level, criterion.atLeast)
        ? unverified(`${is}.`)
        : unmet(`${is}; tiêu chí yêu cầu từ ${classificationNames[criterion.atLeast]} trở lên.`);
    }
    case 'recognition': {
      const { data } = evidenceOf.recognition.safeParse(stated);
      if (!data) return malformed;
      const is = `Đơn vị khai được công nhận ${recognitionNames[data.level]} theo Quyết định ${data.decisionNumber} ngày ${formatDateVi(data.date)}`;
      return reaches(recognitions, data.level, criterion.atLeast)
        ? unverified(`${is}.`)
        : unmet(`${is}; tiêu chí yêu cầu từ ${recognitionNames[criterion.atLeast]} trở lên.`);
    }
  }
}

function judgeNumber(criterion: Extract<Criterion, { type: 'numeric' }>, value: number): Review {
  const measure = criterion.unitOfMeasure === undefined ? '' : ` ${criterion.unitOfMeasure}`;
  const is = `Đơn vị khai ${value}${measure}`;
  if (criterion.atLeast !== undefined && value < criterion.atLeast)
    return unmet(`${is}, ít hơn mức tối thiểu ${criterion.atLeast}${measure}.`);
  if (criterion.atMost !== undefined && value > criterion.atMost)
    return unmet(`${is}, nhiều hơn mức tối đa ${criterion.atMost}${measure}.`);
  return unverified(`${is}.`);
}

const reaches = <L extends string>(ladder: readonly L[], level: L, needed: L): boolean =>
  ladder.indexOf(level) >= ladder.indexOf(needed);

/** The whole tree: `all` is as good as its worst part, `any` as its best. A criterion without a check is unmet. */
export function treeResult(tree: CriteriaTree, checks: readonly CheckResult[]): Verdict {
  if ('criterion' in tree)
    return checks.find(({ criterion }) => criterion === tree.criterion.code)?.result ?? 'unmet';
  const parts = ('all' in tree ? tree.all : tree.any).map((part) => treeResult(part, checks));
  const order: readonly Verdict[] =
    'all' in tree ? ['unmet', 'unverified', 'met'] : ['met', 'unverified', 'unmet'];
  return order.find((verdict) => parts.includes(verdict)) ?? 'unmet';
}

/** The criteria that keep the tree from holding, given which ones do: none of an `any` group that one carries. */
export function missingOf(tree: CriteriaTree, holds: (code: string) => boolean): string[] {
  if ('criterion' in tree) return holds(tree.criterion.code) ? [] : [tree.criterion.code];
  if ('all' in tree) return tree.all.flatMap((part) => missingOf(part, holds));
  const parts = tree.any.map((part) => missingOf(part, holds));
  return parts.some((missing) => missing.length === 0) ? [] : parts.flat();
}

/** The criteria that count as things stand: of an `any` group those of its best parts alone, since one part is enough. */
export function countingOf(tree: CriteriaTree, checks: readonly CheckResult[]): string[] {
  if ('criterion' in tree) return [tree.criterion.code];
  const parts = 'all' in tree ? tree.all : tree.any;
  const best = 'any' in tree ? treeResult(tree, checks) : null;
  return parts
    .filter((part) => best === null || treeResult(part, checks) === best)
    .flatMap((part) => countingOf(part, checks));
}

/** Which criteria are a choice, of which one part is enough: the number of the outermost `any` group, from 1, by criterion. */
export function choicesIn(tree: CriteriaTree): Map<string, number> {
  const choices: string[][] = [];
  const walk = (at: CriteriaTree): void => {
    if ('all' in at) at.all.forEach(walk);
    else if ('any' in at && at.any.length > 1) choices.push(criteriaIn(at).map(({ code }) => code));
    else if ('any' in at) at.any.forEach(walk);
  };
  walk(tree);
  return new Map(choices.flatMap((codes, i) => codes.map((code): [string, number] => [code, i + 1])));
}

/** How many conditions these criteria are: what is a choice among several is one of them. */
export function conditionsAmong(tree: CriteriaTree, codes: readonly string[]): number {
  const choices = choicesIn(tree);
  return new Set(codes.map((code) => choices.get(code) ?? code)).size;
}
