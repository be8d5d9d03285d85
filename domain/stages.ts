import type { Role } from './roles.ts';

/** The stages of a nomination (contract: Nominations). */
export const stages = [
  'unit-proposal',
  'selection',
  'office-review',
  'council-vote',
  'appraisal',
  'submission',
  'decision',
  'closed',
] as const;
export type Stage = (typeof stages)[number];
/** A nomination has one end; its outcome says which (`outcomes`). */
export const stagesOver = ['closed'] as const satisfies readonly Stage[];
export type OpenStage = Exclude<Stage, (typeof stagesOver)[number]>;

/** `revoked`: awarded, and taken back afterwards. */
export const outcomes = ['awarded', 'rejected', 'not-selected', 'withdrawn', 'lapsed', 'revoked'] as const;
export type Outcome = (typeof outcomes)[number];

/** What people may do to a nomination. */
export const nominationActs = [
  'submit',
  'withdraw',
  'approve',
  'return',
  'reject',
  'hold',
  'release',
  'extend',
  'reroute',
  'decide',
] as const;
export type NominationAct = (typeof nominationActs)[number];

/** What other paths bring to a nomination; it records each as an act of its own. */
export const nominationNews = [
  'scheduled', // put on a session's agenda
  'unscheduled', // taken off it, or left out of a tờ trình
  'passed', // the council voted for it
  'failed', // the council voted against it
  'agreed', // the head agrees with the council
  'refused', // the head, or the deciding body, does not
  'selected', // within the quota
  'not-selected', // passed, but over the quota
  'drafted', // put into a tờ trình
  'dispatched', // its tờ trình has gone to the next body
  'answered-approve', // the next body's answer on paper
  'answered-return',
  'answered-reject',
  'awarded', // the deciding body's decision
  'decision-contested', // the head says that the decision which the office recorded is none of theirs
  'dates-changed', // the round's dates
  'calendar-changed', // a day off or a swapped day was confirmed, changed or withdrawn
  'intake-closed', // the round takes no more proposals
  'round-cancelled', // it never will again
] as const;
export type NominationNews = (typeof nominationNews)[number];

const alwaysOpen: readonly NominationAct[] = ['withdraw', 'hold', 'release', 'extend', 'reroute'];
const reviewActs: readonly NominationAct[] = ['approve', 'return', 'reject', ...alwaysOpen];

/** What moves a due date wherever the case stands. */
const newDates: readonly NominationNews[] = ['dates-changed', 'calendar-changed'];

interface StageRule {
  /** Acts that people may do here. Holding comes before the decision (NĐ 152/2025 Đ4.4). */
  acts: readonly NominationAct[];
  news: readonly NominationNews[];
  /** Who must act, at the step's body. */
  waitsFor: Role;
}

/** What each stage admits: the one table that the path, the record and the API ask. */
export const stageRules: Record<OpenStage, StageRule> = {
  'unit-proposal': {
    acts: ['submit', ...alwaysOpen],
    news: [...newDates, 'intake-closed', 'round-cancelled'],
    waitsFor: 'unit-officer',
  },
  selection: { acts: reviewActs, news: newDates, waitsFor: 'selector' },
  'office-review': { acts: reviewActs, news: newDates, waitsFor: 'office-reviewer' },
  'council-vote': {
    acts: alwaysOpen,
    news: [
      'scheduled',
      'unscheduled',
      'passed',
      'failed',
      'agreed',
      'refused',
      'selected',
      'not-selected',
      ...newDates,
    ],
    waitsFor: 'council-secretary',
  },
  submission: {
    acts: alwaysOpen,
    news: ['drafted', 'unscheduled', 'dispatched', ...newDates],
    waitsFor: 'office-reviewer',
  },
  appraisal: {
    acts: reviewActs,
    news: ['answered-approve', 'answered-return', 'answered-reject', ...newDates],
    waitsFor: 'appraiser',
  },
  decision: {
    acts: ['withdraw', 'extend', 'reroute', 'decide'],
    news: ['awarded', 'refused', 'decision-contested', ...newDates],
    waitsFor: 'head',
  },
};

export const isOpen = (stage: Stage): stage is OpenStage => !stagesOver.some((over) => over === stage);
