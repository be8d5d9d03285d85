import type { Calendar } from './calendar.ts';
import { addWorkingDays, workingDaysBack } from './calendar.ts';
import type { DateText } from './dates.ts';
import { endOfDay, instantAt } from './dates.ts';
import type { TimetableEntry } from './path.ts';
import type { DeadlineRule } from './plan-schema.ts';

/** A due date with what it was worked out from, so that it can be worked out again when that changes. */
export interface Deadline {
  due: DateText;
  by: 'period' | 'round' | 'extension' | 'release';
  /** It crosses a day that is not confirmed. */
  provisional: boolean;
  calendar: number;
  /** ISO instant at which this date was set. */
  setAt: string;
}

/** The start of the office day, Vietnamese time: when reminders go out. */
const MORNING = 8;

/**
 * The due date of a step that starts on `start`: the earlier of the step's own period and the round's date
 * (contract: `dueAt`); null where the plan sets neither.
 */
export function deadlineOf(
  rule: DeadlineRule,
  start: DateText,
  roundDate: DateText | null,
  calendar: Calendar,
  setAt: string,
): Deadline | null {
  const own = rule.workingDays === undefined ? null : addWorkingDays(calendar, start, rule.workingDays);
  if (own && (roundDate === null || own.date <= roundDate))
    return { due: own.date, by: 'period', provisional: own.provisional, calendar: calendar.version, setAt };
  if (roundDate)
    return {
      due: roundDate,
      by: 'round',
      provisional: own?.provisional ?? false,
      calendar: calendar.version,
      setAt,
    };
  return null;
}

/**
 * What the path does by itself about a due date: reminders on mornings before it, `overdue` when the date ends,
 * and what the plan says for after it. The due date itself still counts: time is up at 24:00 (BLDS 2015 Đ148).
 */
export function timetableOf(
  rule: DeadlineRule,
  deadline: Deadline | null,
  calendar: Calendar,
): TimetableEntry[] {
  if (!deadline) return [];
  const { due } = deadline;
  const entry = (kind: string, at: Date): TimetableEntry => ({ kind, at: at.toISOString(), due });
  const after = (days: number): Date => endOfDay(days === 0 ? due : addWorkingDays(calendar, due, days).date);
  const lapsesAtOnce = rule.whenPassed.some((w) => w.do === 'lapse' && w.after === 0);
  return [
    ...rule.remindBefore.map((days) =>
      entry(`remind-${days}`, instantAt(days === 0 ? due : workingDaysBack(calendar, due, days), MORNING)),
    ),
    ...(lapsesAtOnce ? [] : [entry('overdue', endOfDay(due))]),
    ...rule.whenPassed.map((w) =>
      entry(
        w.do === 'escalate' ? `escalate-${w.to}` : w.do === 'lapse' ? 'lapse' : `remind-late-${w.after}`,
        after(w.after),
      ),
    ),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The name under which a timer counts once: its stage's entry, its kind and the due date it speaks of. */
export const timerActId = (entryVersion: number, entry: TimetableEntry): string =>
  `timer:${entryVersion}:${entry.kind}:${entry.due}`;

/**
 * What is still to fire at `now`: not yet recorded, and not overtaken. A reminder whose morning had passed before
 * the due date was set is dropped; of reminders that fell due while the service was away, only the latest goes
 * out, and none once the due date itself has passed.
 */
export function stillToFire(
  entries: TimetableEntry[],
  entryVersion: number,
  recorded: ReadonlySet<string>,
  setAt: string,
  now: string,
): TimetableEntry[] {
  const latestPast = entries.filter((entry) => entry.at <= now).at(-1);
  const overtaken = (entry: TimetableEntry) =>
    isReminder(entry) && (entry.at <= setAt || (entry.at <= now && entry !== latestPast));
  return entries.filter((entry) => !recorded.has(timerActId(entryVersion, entry)) && !overtaken(entry));
}

export const isReminder = (entry: TimetableEntry): boolean => /^remind-\d+$/.test(entry.kind);
