import type {
  Award,
  Category,
  CriteriaTree,
  Criterion,
  DocumentKind,
  Plan,
  PlanObligation,
  PlanStep,
} from './plan-schema.ts';
import type { SubjectKind } from './quota.ts';
import { quotaFor } from './quota.ts';

/** Look-ups in a plan. Pure and free of zod, so that workflow code may use them. */
const byCode = <T extends { code: string }>(list: readonly T[], code: string): T | undefined =>
  list.find((entry) => entry.code === code);

/** An empty list of codes in a plan means all of them. */
const covers = (codes: readonly string[], code: string): boolean =>
  codes.length === 0 || codes.includes(code);

export const awardOf = (plan: Plan, code: string): Award | undefined => byCode(plan.awards, code);
export const categoryOf = (plan: Plan, code: string): Category | undefined => byCode(plan.categories, code);
export const roundOf = (plan: Plan, code: string): Plan['rounds'][number] | undefined =>
  byCode(plan.rounds, code);

export const obligationOf = (plan: Plan, code: string): PlanObligation | undefined =>
  byCode(plan.obligations, code);

/** The steps after the unit's proposal; empty only for what `planFaults` would not have let in. */
export const routeFor = (plan: Plan, award: string, category: string): PlanStep[] =>
  plan.routes.find((route) => route.award === award && covers(route.categories, category))?.steps ?? [];

/**
 * The kinds of document without which the dossier is incomplete.
 * @param claimed codes of the criteria that the dossier states evidence for
 */
export const requiredDocuments = (
  plan: Plan,
  award: string,
  category: string,
  claimed: readonly string[],
): DocumentKind[] =>
  plan.documents.filter(
    ({ required, whenClaimed = [], awards, categories }) =>
      (required || whenClaimed.some((code) => claimed.includes(code))) &&
      covers(awards, award) &&
      covers(categories, category),
  );

/** The criteria of a tree, in the order of the plan's sentences. */
export function criteriaIn(tree: CriteriaTree): Criterion[] {
  if ('criterion' in tree) return [tree.criterion];
  return ('all' in tree ? tree.all : tree.any).flatMap(criteriaIn);
}

/** The criteria of a category, flat and in order; empty where the plan sets none. */
export function criteriaOf(plan: Plan, category: string): Criterion[] {
  const tree = plan.criteria[category];
  return tree ? criteriaIn(tree) : [];
}

/** The quota that a nomination counts against, undefined where the plan sets none; `unitKind` of the proposing unit. */
export const quotaOf = (
  plan: Plan,
  award: string,
  kind: SubjectKind,
  category?: string,
  unitKind?: string | null,
): Plan['quotas'][number] | undefined =>
  quotaFor(plan.quotas, award, kind, {
    ...(category === undefined ? {} : { category }),
    unitKind: unitKind ?? null,
  });
