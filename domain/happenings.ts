import type { z } from 'zod';
import {
  decisionBody,
  enquiryBodies,
  nominationBodies,
  obligationBodies,
  revocationBodies,
  roundBodies,
  sessionBodies,
  submissionBodies,
} from './act-bodies.ts';
import type { PathKind } from './path.ts';
import { nominationNews } from './stages.ts';

/** What can happen to a kind of case. Whatever else is sent to its path is refused where it is recorded. */
interface Happenings {
  /** What people do, each with what they send, as the record reads it. */
  acts: Readonly<Record<string, z.ZodType>>;
  /** What other paths, or the calendar, tell it. */
  news: readonly string[];
  /** What it does by itself, without what tells one reminder from another. */
  timers: readonly string[];
  /** What its story has beside: how it began, what is recorded without its path. */
  beside: readonly string[];
}

/** The calendar tells every kind, and a unit may end under every kind. */
const calendar = 'calendar-changed';
const succession = 'unit-succeeded';

export const happenings = {
  nomination: {
    acts: nominationBodies,
    news: nominationNews,
    timers: ['remind', 'overdue', 'escalate', 'time-up', 'lapse'],
    beside: ['draft', 'revoke', succession],
  },
  'award-round': {
    // What its own head decides of many comes by an address of its own (`POST /decisions`).
    acts: { ...roundBodies, decide: decisionBody },
    news: ['nomination-closed', 'decision-recorded', calendar],
    timers: ['remind', 'overdue', 'escalate', 'lapse', 'decision-stands', 'intake-over'],
    // `leave-over`: of a former release.
    beside: ['open', 'reopen', 'leave-over', succession],
  },
  'council-session': {
    acts: sessionBodies,
    news: [calendar],
    timers: ['remind', 'overdue', 'opinions-end'],
    beside: ['create', 'break-tie', succession],
  },
  submission: {
    acts: submissionBodies,
    news: ['item-left', calendar],
    timers: ['remind', 'overdue'],
    beside: ['draft', succession],
  },
  obligation: {
    acts: obligationBodies,
    news: ['begun', 'round-cancelled', calendar],
    timers: ['remind', 'overdue'],
    beside: ['begin', succession],
  },
  enquiry: {
    acts: enquiryBodies,
    news: [calendar],
    timers: ['remind', 'overdue', 'lapse'],
    beside: ['ask', succession],
  },
  revocation: {
    acts: revocationBodies,
    news: [calendar],
    timers: ['remind', 'overdue'],
    beside: ['revoke', succession],
  },
} as const satisfies Record<PathKind, Happenings>;

type All = typeof happenings;
export type ActsOf<K extends PathKind> = All[K]['acts'];
export type ActName<K extends PathKind> = keyof ActsOf<K> & string;
export type NewsName<K extends PathKind> = All[K]['news'][number];
export type TimerName<K extends PathKind> = All[K]['timers'][number];
/** All that a case's story is made of. */
export type StoryName<K extends PathKind> =
  ActName<K> | NewsName<K> | TimerName<K> | All[K]['beside'][number];

const of = (kind: PathKind): Happenings => happenings[kind];

/** What a person sends with an act; undefined for what people cannot do to this kind of case. */
export const bodyOfAct = (kind: PathKind, act: string): z.ZodType | undefined =>
  Object.hasOwn(of(kind).acts, act) ? of(kind).acts[act] : undefined;
export const isNews = (kind: PathKind, name: string): boolean => of(kind).news.includes(name);
/** The name under which an entry of a timetable is recorded; null for what this kind of case does not do by itself. */
export function timerName(kind: PathKind, entry: string): string | null {
  return of(kind).timers.find((timer) => entry === timer || entry.startsWith(`${timer}-`)) ?? null;
}
/** Every name that a story of this kind may have. */
export const storyNames = (kind: PathKind): string[] => {
  const { acts, news, timers, beside } = of(kind);
  return [...Object.keys(acts), ...news, ...timers, ...beside];
};
