import type { z } from 'zod';
import type { ActName, ActsOf, NewsName, TimerName } from '../domain/happenings.ts';
import type { PathKind, TimetableEntry } from '../domain/path.ts';
import type { Actor, Happening } from './record.ts';

/** A person's act, with what they sent as the record has read it. */
export type ActOn<K extends PathKind, Act extends ActName<K> = ActName<K>> = {
  [A in Act]: Happening & { kind: A; by: Actor; body: z.output<ActsOf<K>[A]>; entry: null };
}[Act];
/** What a path, or the calendar, told it; whoever records it reads what the news carries. */
export type NewsTo<K extends PathKind> = {
  [N in NewsName<K>]: Happening & { kind: N; by: null; entry: null };
}[NewsName<K>];
/** A date that passed. */
export type TimerOf<K extends PathKind> = {
  [T in TimerName<K>]: Happening & { kind: T; by: null; entry: TimetableEntry };
}[TimerName<K>];

/** All that can happen to a kind of case, as a closed union: what a recorder forgets of it does not compile. */
export type HappeningOf<K extends PathKind> = ActOn<K> | NewsTo<K> | TimerOf<K>;
