export type SubjectKind = 'collective' | 'individual';

/** How many awards a plan allows. */
export interface Quota {
  award: string;
  /** Naming both kinds makes one cap for them together (001: "không quá 10 tập thể, cá nhân"). */
  kinds: readonly SubjectKind[];
  /** Only for these categories of subjects; absent or empty for all. */
  categories?: readonly string[];
  /** Too few only warns. */
  min?: number | undefined;
  /** Absent: no limit. */
  max?: number | undefined;
  /** Whether each round has it anew, or all rounds of the plan share it. */
  per?: 'round' | 'period';
  /** Each proposing unit has it for itself (003). */
  perProposingUnit?: boolean;
  /** With `perProposingUnit`: only units of these kinds; absent or empty for all. */
  unitKinds?: readonly string[];
}

/** What a quota's scope is judged by; `category` and `unitKind` may be left out where no quota names any. */
interface QuotaSubject {
  award: string;
  kind: SubjectKind;
  category?: string | null;
  unitKind?: string | null;
}

/** Nominations that are alike, and how many of them. */
export interface QuotaNomination extends QuotaSubject {
  count: number;
  proposingUnit: string;
  stage: string;
  outcome: string | null;
  /** It has come to the council (or past it) at least once; being returned afterwards does not give up the place. */
  reachedCouncil: boolean;
  submitted: boolean;
}

const names = (list: readonly string[] | undefined, code: string | null | undefined): boolean =>
  list === undefined || list.length === 0 || (code != null && list.includes(code));

const covers = (quota: Quota, { award, kind, category, unitKind }: QuotaSubject): boolean =>
  quota.award === award &&
  quota.kinds.includes(kind) &&
  names(quota.categories, category) &&
  names(quota.unitKinds, unitKind);

/** The plan's quota for such a subject, undefined where the plan sets none. */
export const quotaFor = <Q extends Quota>(
  quotas: readonly Q[],
  award: string,
  kind: SubjectKind,
  about: { category?: string | null; unitKind?: string | null } = {},
): Q | undefined => quotas.find((quota) => covers(quota, { award, kind, ...about }));

export interface QuotaUse {
  /** Awarded, and still open at or after the council (per proposing unit: from submission on). */
  used: number;
  awarded: number;
  /** Places left, never below 0; null without a maximum. */
  left: number | null;
}

/**
 * The use of a quota by `nominations`: those of the round, or of all the plan's rounds where the quota is `per`
 * period. What is withdrawn, rejected, not selected or lapsed (or revoked) frees its place.
 * `proposingUnit` says whose share is asked about. @throws RangeError if a quota per proposing unit lacks it.
 */
export function quotaUse(
  quota: Quota,
  nominations: readonly QuotaNomination[],
  proposingUnit?: string,
): QuotaUse {
  const perUnit = quota.perProposingUnit === true;
  if (perUnit && proposingUnit === undefined)
    throw new RangeError('a quota per proposing unit needs the unit');
  const inScope = nominations.filter(
    (nomination) => covers(quota, nomination) && (!perUnit || nomination.proposingUnit === proposingUnit),
  );
  const sum = (some: readonly QuotaNomination[]) => some.reduce((all, { count }) => all + count, 0);
  const awarded = sum(inScope.filter(({ outcome }) => outcome === 'awarded'));
  const open = sum(
    inScope.filter(
      ({ stage, outcome, submitted, reachedCouncil }) =>
        stage !== 'closed' && outcome === null && (perUnit ? submitted : reachedCouncil),
    ),
  );
  const used = awarded + open;
  return { used, awarded, left: quota.max === undefined ? null : Math.max(0, quota.max - used) };
}

/** How many awards are missing to the plan's minimum: a reason to warn, never to refuse. */
export const missingToMinimum = (quota: Quota, awarded: number): number =>
  Math.max(0, (quota.min ?? 0) - awarded);
