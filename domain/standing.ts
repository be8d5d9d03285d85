import { addDays } from './dates.ts';
import type { EnquiryState } from './enquiry.ts';
import { decidedByOwnHead, openActs } from './open-acts.ts';
import type { NominationState } from './nomination.ts';
import type { ObligationState } from './obligation.ts';
import type { Because, Cause } from './problems.ts';
import type { RevocationState } from './revocation.ts';
import { lacksBody } from './route.ts';
import type { RoundState } from './round.ts';
import type { OpenStage, Outcome } from './stages.ts';
import { isOpen, nominationActs, stageRules } from './stages.ts';
import type { SubmissionState } from './submission.ts';

/**
 * Why an act is not open where a case stands: one reason for each place where it may stand. What of it the state does not
 * say, as since when, the record adds (cases/standing.ts).
 */

/** With what is done beside a nomination's path: changing the draft or its papers, and saying whether a criterion is met. */
export const nominationWorks = [...nominationActs, 'amend', 'check'] as const;
export type NominationWork = (typeof nominationWorks)[number];

const closedAs: Record<Outcome, Cause> = {
  awarded: 'nomination-awarded',
  rejected: 'nomination-rejected',
  'not-selected': 'nomination-not-selected',
  withdrawn: 'nomination-withdrawn',
  lapsed: 'nomination-lapsed',
  revoked: 'nomination-revoked',
};
const atStage: Record<Exclude<OpenStage, 'unit-proposal'>, Cause> = {
  selection: 'nomination-at-selection',
  'office-review': 'nomination-at-office-review',
  'council-vote': 'nomination-at-council-vote',
  appraisal: 'nomination-at-appraisal',
  submission: 'nomination-at-submission',
  decision: 'nomination-at-decision',
};

/** @returns null where it is open */
export function nominationStanding(state: NominationState, work: NominationWork): Because | null {
  const { stage, outcome, deadline, enteredAt, route, step } = state;
  if (isWorkOpen(state, work)) return null;
  if (!isOpen(stage)) return { cause: outcome === null ? 'case-moved' : closedAs[outcome] };
  const here = {
    since: enteredAt,
    ...(deadline === null ? {} : { until: deadline.due }),
    waitsFor: { role: stageRules[stage].waitsFor, unit: route[step]?.body ?? null },
  };
  if (work === 'release') return { cause: 'nomination-not-on-hold' };
  if (state.hold) return { cause: 'nomination-on-hold', since: state.hold.since };
  if (lacksBody(route[step])) return { cause: 'body-missing', since: enteredAt };
  if (state.timeUp !== null)
    return {
      ...here,
      cause: state.returnedFrom === null ? 'submitting-over' : 'amending-over',
      since: addDays(state.timeUp, 1),
    };
  if (stage === 'unit-proposal')
    return { cause: state.returnedFrom === null ? 'nomination-draft' : 'nomination-returned', ...here };
  if (work === 'submit' || work === 'amend') return { cause: 'nomination-submitted', ...here };
  if (work === 'decide' && stage === 'decision' && !decidedByOwnHead(state))
    return { cause: 'decided-by-submission', ...here };
  return { cause: atStage[stage], ...here };
}

function isWorkOpen(state: NominationState, work: NominationWork): boolean {
  if (work === 'amend') return state.stage === 'unit-proposal';
  return openActs(state).includes(work === 'check' ? 'approve' : work);
}

/** Of what has no more to say than its state. */
export const roundStanding: Record<RoundState, Cause> = {
  open: 'round-open',
  'intake-closed': 'round-intake-closed',
  finished: 'round-finished',
  cancelled: 'round-cancelled',
};
export const submissionStanding: Record<SubmissionState, Cause> = {
  draft: 'submission-draft',
  dispatched: 'submission-dispatched',
  received: 'submission-received',
  finished: 'submission-finished',
};
export const obligationStanding: Record<ObligationState, Cause> = {
  owed: 'obligation-owed',
  submitted: 'obligation-submitted',
  accepted: 'obligation-accepted',
  done: 'obligation-done',
  waived: 'obligation-waived',
};
export const enquiryStanding: Record<EnquiryState, Cause> = {
  asked: 'enquiry-asked',
  answered: 'enquiry-answered',
  closed: 'enquiry-closed',
};
export const revocationStanding: Record<RevocationState, Cause> = {
  returning: 'revocation-returning',
  finished: 'revocation-finished',
};
