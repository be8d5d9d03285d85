import { splitCodes } from './problems/cause.ts';
import type { CauseText, Circumstances, SplitCode } from './problems/cause.ts';
import { accessProblems } from './problems/access.ts';
import { casesProblems } from './problems/cases.ts';
import { mailCauses } from './problems/causes/mail.ts';
import { nominationsCauses } from './problems/causes/nominations.ts';
import { organizationCauses } from './problems/causes/organization.ts';
import { papersCauses } from './problems/causes/papers.ts';
import { sessionsCauses } from './problems/causes/sessions.ts';
import { councilProblems } from './problems/council.ts';
import { filesProblems } from './problems/files.ts';
import { listsProblems } from './problems/lists.ts';
import type { Problem } from './problems/problem.ts';
import { requestsProblems } from './problems/requests.ts';
import { rightsProblems } from './problems/rights.ts';
import { serviceProblems } from './problems/service.ts';

/**
 * Every way in which the service refuses, in one closed list. Domain rules and activities throw a `Refusal` with
 * one of these codes; the API alone turns it into `application/problem+json`. Only the code, `errors` (paths
 * and codes, no personal data) and the reason travel through Temporal.
 */
const catalogue = {
  ...requestsProblems,
  ...accessProblems,
  ...rightsProblems,
  ...casesProblems,
  ...councilProblems,
  ...filesProblems,
  ...listsProblems,
  ...serviceProblems,
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof catalogue;

/** A code that has one reason. */
export type PlainCode = Exclude<ProblemCode, SplitCode>;
export const problems: Record<ProblemCode, Problem> = catalogue;

/** Every reason for which one of the split codes says no. */
const reasons = {
  ...nominationsCauses,
  ...sessionsCauses,
  ...papersCauses,
  ...organizationCauses,
  ...mailCauses,
} as const satisfies Record<string, CauseText>;

export type Cause = keyof typeof reasons;
export const causes: Record<Cause, CauseText> = reasons;

/** Why a split code says no, with what is known of it. */
export interface Because extends Circumstances {
  cause: Cause;
}

/** A fault at a place in the request; `message` is Vietnamese, `code` for machines. */
export interface FieldError {
  path: string;
  message: string;
}

/** Thrown wherever a rule says no. Has no effect on anything. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  /** Of a split code. */
  readonly because: Because | undefined;
  constructor(
    why: PlainCode | Because,
    readonly errors: FieldError[] = [],
    /** With 409: what may be done instead. */
    readonly allowedActions?: string[],
  ) {
    const code = typeof why === 'string' ? why : causes[why.cause].of;
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.because = typeof why === 'string' ? undefined : why;
  }

  /** The same, with what may be done instead. */
  allowing(allowedActions: string[] | undefined): Refusal {
    return new Refusal(this.why, this.errors, allowedActions);
  }

  /** The same, with other words at its places. */
  saying(errors: FieldError[]): Refusal {
    return new Refusal(this.why, errors, this.allowedActions);
  }

  private get why(): PlainCode | Because {
    if (this.because !== undefined) return this.because;
    if (isSplit(this.code)) throw new Error(`${this.code} was thrown without its reason`);
    return this.code;
  }
}

export const isSplit = (code: ProblemCode): code is SplitCode =>
  (splitCodes as readonly ProblemCode[]).includes(code);

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && code in catalogue;
}
