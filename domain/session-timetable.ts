import type { SessionMode } from './ballots.ts';
import type { Calendar } from './calendar.ts';
import { workingDaysBack } from './calendar.ts';
import type { DateText } from './dates.ts';
import { dateOf } from './dates.ts';
import type { TimetableEntry, Waiting } from './path.ts';
import type { DeadlineRule } from './plan-schema.ts';
import type { Role } from './roles.ts';
import type { SessionState } from './session-acts.ts';
import { isReminder, timetableOf } from './timetable.ts';

/** When a session is to meet, and until when written opinions are taken. */
export interface SessionDates {
  mode: SessionMode;
  scheduledOn: DateText;
  /** Of one that is adjourned. */
  resumesOn: DateText | null;
  /** ISO instant; of a written round its end. */
  opinionsUntil: string | null;
  /** ISO instant at which the present state was entered. */
  since: string;
}

/**
 * Members are reminded the working day before, and it is overdue when its day has ended. Source: a default of this
 * service; neither NĐ 152/2025 nor TT 25/2025/TT-BKHCN Đ23 sets a period.
 */
const sessionRule: DeadlineRule = { remindBefore: [1], whenPassed: [] };

/** The end of the opinions that a vote still waits for; null where none is to come. */
const opinionsEnd = ({ opinionsUntil, since }: SessionDates): string | null =>
  opinionsUntil !== null && opinionsUntil > since ? opinionsUntil : null;

/** The day by which it must be opened or resumed, or answered in writing; otherwise no date binds it. */
function sessionDue(state: SessionState, dates: SessionDates): DateText | null {
  const end = opinionsEnd(dates);
  switch (state) {
    case 'draft':
    case 'convened':
      return dates.scheduledOn;
    case 'adjourned':
      return dates.resumesOn;
    case 'open':
      return end === null ? null : dateOf(new Date(end));
    case 'closed':
    case 'concluded':
    case 'cancelled':
      return null;
  }
}

/** What a session does by itself: reminders, `overdue`, and the end of the written opinions at its very minute. */
export function sessionTimetable(
  state: SessionState,
  dates: SessionDates,
  calendar: Calendar,
): TimetableEntry[] {
  const due = sessionDue(state, dates);
  if (due === null) return [];
  const setAt = dates.since;
  const deadline = { due, by: 'period', provisional: false, calendar: calendar.version, setAt } as const;
  const entries = timetableOf(sessionRule, deadline, calendar);
  const end = opinionsEnd(dates);
  if (state !== 'open' || end === null) return entries;
  return [...entries.filter(isReminder), { kind: 'opinions-end', at: new Date(end).toISOString(), due }];
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is over. */
export function sessionWaiting(
  state: SessionState,
  session: SessionDates & { body: string; organization: string; overdue: boolean },
): Waiting | null {
  const who = state === 'open' && session.mode === 'written' ? collecting : waitsFor[state];
  if (!who) return null;
  const until = sessionDue(state, session);
  return {
    ...who,
    body: state === 'closed' ? session.organization : session.body,
    since: session.since,
    until,
    provisional: false,
    overdue: session.overdue,
    then: until === null ? 'nothing' : who === collecting ? 'vote-closes' : 'remind',
  };
}
type Who = { why: Waiting['why']; role: Role } | null;
const collecting: Who = { why: 'session-collecting', role: 'council-member' };
const waitsFor: Record<SessionState, Who> = {
  draft: { why: 'session-to-convene', role: 'council-secretary' },
  convened: { why: 'session-to-open', role: 'council-secretary' },
  open: { why: 'session-voting', role: 'council-member' },
  adjourned: { why: 'session-to-resume', role: 'council-secretary' },
  closed: { why: 'session-to-conclude', role: 'head' },
  concluded: null,
  cancelled: null,
};

/** The last day to invite for a session, so many working days before it; null where no plan sets a notice period. */
export const inviteBy = (
  calendar: Calendar,
  meetsOn: DateText,
  notices: readonly (number | undefined)[],
): DateText | null => {
  const days = Math.max(0, ...notices.map((notice) => notice ?? 0));
  return days === 0 ? null : workingDaysBack(calendar, meetsOn, days);
};
