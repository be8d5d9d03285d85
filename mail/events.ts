/**
 * Everything that is written to somebody, as a closed list. What is said is in `phrases.ts`, who hears of it in
 * `recipients.ts`. A resubmission after a return is `stage-entered` at the step that returned it; a draft is
 * nobody's business yet and has no mail.
 */
export const mailEvents = [
  // any path
  'stage-entered',
  'extended',
  'recalculated',
  'reminder',
  'overdue',
  'escalated-to-body-head',
  'escalated-to-organization-head',
  'unit-succeeded',
  'path-stuck',
  // the service itself
  'trail-heads',
  'disk-full',
  // nominations
  'submitted',
  'returned',
  'rejected',
  'withdrawn',
  'held',
  'released',
  'rerouted',
  'time-is-up',
  'reopened',
  'lapsed',
  'passed-council',
  'not-selected',
  'awarded',
  'refused',
  'assigned',
  // rounds
  'round-opened',
  'campaign-opened',
  'round-reminder',
  'round-extended',
  'intake-closed',
  'round-reopened',
  'round-cancelled',
  'decision-to-confirm',
  'decision-contested',
  // council sessions
  'session-convened',
  'session-reminder',
  'session-adjourned',
  'ballot-annulled',
  'opinions-asked',
  'opinions-reminder',
  'opinions-ended',
  'session-tied',
  'session-closed',
  'session-cancelled',
  // submissions
  'submission-dispatched',
  'submission-received',
  'submission-reminder',
  'answer-recorded',
  'decision-recorded',
  'correction',
  // people
  'invited',
  'change-asked',
  'change-made',
  'change-refused',
  'address-left',
  // obligations; those that a round begins are announced with `round-opened`
  'obligation-asked',
  'obligation-reminder',
  'obligation-overdue',
  'obligation-submitted',
  'obligation-returned',
  'obligation-accepted',
  'obligation-waived',
  // what an office does after a decision
  'duty-begun',
  'duty-reminder',
  'duty-overdue',
  'duty-settled',
  // enquiries; what was asked and answered is read in the record
  'enquiry-asked',
  'enquiry-forwarded',
  'enquiry-reminder',
  'enquiry-overdue',
  'enquiry-answered',
  // revocations
  'award-revoked',
  'revocation-reminder',
  'revocation-overdue',
  'revocation-settled',
] as const;
export type MailEvent = (typeof mailEvents)[number];
