import type { MailEvent } from './events.ts';

/** Kinds of recipient; `cases/shared/audience.ts` finds the people and addresses behind them. */
export const recipientKinds = [
  'proposer', // who drafted or submitted it
  'proposing-unit', // its address, else its officers; of a round: every unit the caller names
  'proposing-unit-head',
  'nominee-unit',
  'body-waiting', // those who hold the role that must act; the body's address where it has no accounts
  'body-head', // the head of the body that must act
  'organization-head',
  'lead-office',
  'council-members',
  'council-secretary',
  'council-chair',
  'council-invitees', // they may speak, and have no vote
  'council-awaited', // members whose written opinion is still to come
  'next-body', // where a tờ trình goes to
  'plan-recipients', // the plan's Nơi nhận
  'invited-person',
  'change-confirmers', // who may confirm what somebody asked for; of a refusal, who asked
  'person-concerned', // whose account it is, who gains a role, who lends one
  'former-address', // where a person's mail went until now
  'assignee', // who of the reviewing body has the case on his desk
  'administrators', // of the deployment
  'heads-keeper', // the address that a setting names, outside the database, to which the heads of the trail go
] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** One line of the table; `attach` hands over the papers of the event (the tờ trình, to its addressee alone). */
export interface RecipientRule {
  to: RecipientKind;
  attach?: true;
}

const to = (...kinds: RecipientKind[]): RecipientRule[] => kinds.map((kind) => ({ to: kind }));
const proposers = to('proposer', 'proposing-unit', 'proposing-unit-head');
const councillors = to('council-chair', 'council-secretary', 'council-members');

/**
 * Who hears of which event: the one table. Its order is a precedence: whoever stands in two lines of an event
 * gets the mail of the first.
 */
export const recipients: Record<MailEvent, readonly RecipientRule[]> = {
  'stage-entered': to('body-waiting'),
  extended: to('body-waiting', 'proposer', 'proposing-unit-head'),
  recalculated: to('body-waiting'),
  'unit-succeeded': to('person-concerned', 'next-body'),
  'path-stuck': to('administrators'),
  'trail-heads': to('heads-keeper'),
  'disk-full': to('administrators'),
  reminder: to('body-waiting'),
  overdue: to('body-waiting', 'body-head', 'proposer'),
  'escalated-to-body-head': to('body-head'),
  'escalated-to-organization-head': to('organization-head', 'body-head'),

  submitted: to('proposer', 'proposing-unit-head'),
  returned: proposers,
  rejected: proposers,
  withdrawn: to('proposer', 'proposing-unit-head', 'body-waiting', 'lead-office'),
  held: to('proposer', 'proposing-unit-head', 'body-waiting', 'lead-office'),
  released: to('body-waiting', 'proposer', 'proposing-unit-head'),
  rerouted: to('body-waiting', 'proposer', 'proposing-unit-head'),
  'time-is-up': proposers,
  reopened: proposers,
  lapsed: [...proposers, ...to('lead-office')],
  'passed-council': proposers,
  'not-selected': proposers,
  awarded: [...proposers, ...to('nominee-unit')],
  refused: [...proposers, ...to('nominee-unit')],

  'round-opened': to('proposing-unit', 'proposing-unit-head', 'lead-office', 'plan-recipients'),
  'campaign-opened': to('proposing-unit', 'proposing-unit-head', 'lead-office', 'plan-recipients'),
  'round-reminder': to('proposing-unit', 'proposing-unit-head'),
  'round-extended': to('proposing-unit', 'proposing-unit-head', 'lead-office'),
  'intake-closed': to('lead-office'),
  'round-reopened': to('proposing-unit', 'proposing-unit-head', 'lead-office'),
  'round-cancelled': to('proposing-unit', 'proposing-unit-head', 'lead-office'),
  'decision-to-confirm': to('organization-head'),
  'decision-contested': to('lead-office'),

  'session-convened': [...councillors, ...to('council-invitees')],
  'session-reminder': councillors,
  'session-adjourned': [...councillors, ...to('council-invitees')],
  'ballot-annulled': councillors,
  'opinions-asked': to('council-awaited'),
  'opinions-reminder': to('council-awaited'),
  'opinions-ended': to('council-secretary', 'council-chair'),
  'session-tied': to('council-chair', 'council-secretary'),
  'session-closed': to('organization-head', 'council-secretary'),
  'session-cancelled': [...councillors, ...to('council-invitees')],

  'submission-dispatched': [{ to: 'next-body', attach: true }, ...to('lead-office')],
  'submission-received': to('lead-office'),
  'submission-reminder': to('body-waiting'),
  'answer-recorded': to('lead-office'),
  'decision-recorded': to('lead-office', 'organization-head', 'plan-recipients'),
  correction: to('next-body'),

  invited: to('invited-person'),
  'change-asked': to('change-confirmers', 'person-concerned'),
  'change-made': to('person-concerned', 'organization-head'),
  'change-refused': to('change-confirmers', 'person-concerned'),
  'address-left': to('former-address'),
  assigned: to('assignee'),

  'obligation-asked': to('proposing-unit', 'proposing-unit-head'),
  'obligation-reminder': to('proposing-unit', 'proposing-unit-head'),
  'obligation-overdue': to('proposing-unit', 'proposing-unit-head', 'lead-office'),
  'obligation-submitted': to('body-waiting', 'lead-office'),
  'obligation-returned': proposers,
  'obligation-accepted': proposers,
  'obligation-waived': to('proposing-unit', 'proposing-unit-head', 'next-body'),

  'duty-begun': to('body-waiting'),
  'duty-reminder': to('body-waiting'),
  'duty-overdue': to('body-waiting', 'body-head', 'lead-office'),
  'duty-settled': to('organization-head', 'lead-office'),

  'enquiry-asked': to('body-waiting', 'lead-office'),
  'enquiry-forwarded': to('body-waiting', 'proposer', 'proposing-unit'),
  'enquiry-reminder': to('body-waiting'),
  'enquiry-overdue': to('body-waiting', 'body-head', 'proposer', 'lead-office'),
  'enquiry-answered': to('proposer', 'proposing-unit'),

  'award-revoked': [...proposers, ...to('nominee-unit', 'lead-office')],
  'revocation-reminder': to('body-waiting', 'proposing-unit-head'),
  'revocation-overdue': to('body-waiting', 'body-head', 'proposing-unit-head'),
  'revocation-settled': to('organization-head', 'proposing-unit-head'),
};
