import { waitingWhys } from '../../domain/path.ts';
import type { WaitingWhy } from '../../domain/path.ts';
import type { Waiting } from '../client/answers.ts';

/**
 * The acts by which what a case waits for is done, the usual one first. They alone are buttons: what else a person may do
 * (extend, hold, take back) is never the first thing to press.
 */
const askedFor = {
  'unit-drafts': ['submit'],
  'unit-amends': ['submit'],
  'draft-awaits-time': [],
  'amendment-awaits-time': ['extend'],
  selection: ['approve', 'return'],
  'office-review': ['approve', 'return'],
  'council-to-convene': [],
  'council-convened': [],
  'council-voting': [],
  'council-to-conclude': [],
  'council-to-cut': [],
  'submission-to-write': [],
  'submission-to-dispatch': [],
  appraisal: ['approve', 'return'],
  'decision-of-head': ['decide'],
  'decision-of-body': [],
  'body-missing': ['reroute'],
  'unit-missing': ['reroute'],
  'on-hold': ['release'],
  'round-intake': [],
  'round-in-review': ['rank-and-cut'],
  'session-to-convene': ['convene'],
  'session-to-open': ['open'],
  'session-voting': ['record-count', 'close'],
  'session-collecting': ['record-count', 'close'],
  'session-to-resume': ['open'],
  'session-to-conclude': ['break-tie', 'conclude'],
  'submission-drafted': ['dispatch'],
  'submission-to-be-received': ['record-receipt', 'record-answer', 'record-decision'],
  'submission-to-be-answered': ['record-answer', 'record-decision'],
  'after-decision': ['submit'],
  'obligation-owed': ['submit'],
  'obligation-returned': ['submit'],
  'obligation-submitted': ['accept', 'return'],
  'enquiry-asked': ['answer'],
  'enquiry-answered': ['close'],
  'opinion-asked': ['answer'],
  'revocation-returning': ['record-return'],
} as const satisfies Record<WaitingWhy, readonly string[]>;

/** What is asked of somebody now; nothing of a case that waits for nobody. */
export function asked(waiting: Waiting | null): readonly string[] {
  const why = waitingWhys.find((known) => known === waiting?.code);
  return why === undefined ? [] : askedFor[why];
}
