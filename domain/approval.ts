import type { Finding } from './checks.ts';
import type { CheckResult } from './criteria.ts';
import { countingOf, missingOf } from './criteria.ts';
import type { CriteriaTree, Plan } from './plan-schema.ts';

/** What still blocks an approval; `code` is a criterion's or a finding's rule, as `overrides` name it. */
export interface BlockingCheck {
  code: string;
  overridable: boolean;
  /** Vietnamese. */
  reason: string;
}

/**
 * What a reviewer has to settle before he may approve: criteria that are not met, and findings that refuse or are
 * his, unless he passes them over where the plan allows it. Warnings never block.
 */
export function bindingAtApproval(
  {
    tree,
    checks,
    findings,
  }: {
    tree: CriteriaTree | undefined;
    checks: readonly CheckResult[];
    findings: readonly Finding[];
  },
  overrides: readonly { criterion: string }[],
  policy: Plan['checks'],
): BlockingCheck[] {
  const { overridable, atSubmission } = policy.criteria;
  const overridden = (code: string): boolean => overrides.some(({ criterion }) => criterion === code);
  const resultOf = (code: string): CheckResult | undefined => checks.find((c) => c.criterion === code);
  const holds = (code: string): boolean =>
    resultOf(code)?.result === 'met' || (overridable && overridden(code));
  const counting = tree && atSubmission !== 'warn' ? countingOf(tree, checks) : [];
  const open = tree ? missingOf(tree, holds).filter((code) => counting.includes(code)) : [];
  return [
    ...open.map((code) => ({ code, overridable, reason: resultOf(code)?.reason ?? 'Chưa được kiểm tra.' })),
    ...findings
      .filter(({ rule, result }) => rule !== 'criteria' && (result === 'refuse' || result === 'reviewer'))
      .filter((f) => !(f.overridable && overridden(f.rule)))
      .map((f) => ({ code: f.rule, overridable: f.overridable, reason: f.message })),
  ];
}
