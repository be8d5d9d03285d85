import type { DateText } from './dates.ts';
import type { Role } from './roles.ts';

/**
 * What every path (nomination, round, council session, submission, obligation, enquiry, revocation) has in common.
 * These types travel through Temporal, so they hold ids, codes, dates and whole numbers only: no names, texts or votes.
 */
export const pathKinds = [
  'nomination',
  'award-round',
  'council-session',
  'submission',
  'obligation',
  'enquiry',
  'revocation',
] as const;
export type PathKind = (typeof pathKinds)[number];
export interface PathRef {
  kind: PathKind;
  id: string;
}

/** Where a kind of path is found: on the pages, in the API and in links of mail. */
export const pathFolders: Record<PathKind, string> = {
  nomination: 'nominations',
  'award-round': 'rounds',
  'council-session': 'council-sessions',
  submission: 'submissions',
  obligation: 'obligations',
  enquiry: 'enquiries',
  revocation: 'revocations',
};

/** The workflow id of a path, and back. */
export const workflowIdOf = ({ kind, id }: PathRef): string => `${kind}:${id}`;
/** Null for what is no path: the mail dispatcher. */
export function pathOf(workflowId: string): PathRef | null {
  const [named, id] = workflowId.split(':');
  const kind = pathKinds.find((known) => known === named);
  return kind && id !== undefined ? { kind, id } : null;
}

/** One moment at which the path does something by itself, e.g. `remind-3`, `overdue`, `lapse`. */
export interface TimetableEntry {
  kind: string;
  /** ISO instant. */
  at: string;
  /** The due date in force when the entry was made: an entry of an older date no longer counts. */
  due: DateText;
}

/** The one answer to "why is it here, who must act, since when, until when, what happens then". */
export interface Waiting {
  why: WaitingWhy;
  /** Unit codes; null where a body is missing and the office head must reroute. */
  body: string | null;
  role: Role;
  /** ISO instant. */
  since: string;
  until: DateText | null;
  /** The due date crosses a day that is not confirmed. */
  provisional: boolean;
  overdue: boolean;
  then: WaitingThen;
}
export const waitingWhys = [
  'unit-drafts',
  'unit-amends',
  'draft-awaits-time',
  'amendment-awaits-time',
  'selection',
  'office-review',
  'council-to-convene',
  'council-convened',
  'council-voting',
  'council-to-conclude',
  'council-to-cut',
  'submission-to-write',
  'submission-to-dispatch',
  'appraisal',
  'decision-of-head',
  'decision-of-body',
  'body-missing',
  'unit-missing',
  'on-hold',
  'round-intake',
  'round-in-review',
  'session-to-convene',
  'session-to-open',
  'session-voting',
  'session-collecting',
  'session-to-resume',
  'session-to-conclude',
  'submission-drafted',
  'submission-to-be-received',
  'submission-to-be-answered',
  'after-decision',
  'obligation-owed',
  'obligation-returned',
  'obligation-submitted',
  'enquiry-asked',
  'enquiry-answered',
  'opinion-asked',
  'revocation-returning',
] as const;
export type WaitingWhy = (typeof waitingWhys)[number];
export type WaitingThen =
  'ends' | 'time-up' | 'lapse' | 'escalate' | 'remind' | 'closes' | 'vote-closes' | 'nothing';

/** The state of a path as its workflow holds it, always taken from the record's answer. */
export interface PathState {
  version: number;
  stage: string;
  /** Which step of how many; 0 of 0 for paths without steps. */
  step: number;
  steps: number;
  /** The version at which the present stage was entered: names its timers. */
  entryVersion: number;
  /** Human acts that are open now. */
  acts: string[];
  /** What the path will do by itself and has not done yet, in order of time. */
  timetable: TimetableEntry[];
  waiting: Waiting | null;
  /** News from other paths that waits to be recorded. */
  news: boolean;
  /** This path has news for others that has not been signalled yet. */
  tells: boolean;
  closed: boolean;
  outcome: string | null;
  onHold: boolean;
  /** Codes for search attributes. */
  movement: string | null;
  round: string | null;
  award: string | null;
  unit: string | null;
}

/**
 * `done`: recorded now. `repeat`: this act is known already. `behind`: the record is at another version than the
 * path thought. Always with the present state, which the path takes as its own.
 */
export interface RecordAnswer {
  kind: 'done' | 'repeat' | 'behind';
  state: PathState;
}

/** What each call of the record says. */
export interface Recording {
  path: PathRef;
  /** The version the path believes to be at. */
  version: number;
  /** ISO instant on the path's clock. */
  at: string;
}
