import { addDays, dayOfWeek } from './dates.ts';
import type { DateText } from './dates.ts';
import type { FieldError } from './problems.ts';

export const calendarStatuses = ['confirmed', 'provisional', 'proposed', 'withdrawn'] as const;

/**
 * A day that differs from the ordinary week (Monday to Friday work).
 *
 * - `confirmed`: decided; counts as stated.
 * - `provisional`: no notice yet, but expected (`assumption` says why so); counts as stated, and marks what
 *   crosses it as provisional.
 * - `proposed`: put forward or possible, but not to be reckoned with; does not count, and marks what crosses it
 *   as provisional. Confirming it makes it count.
 * - `withdrawn`: turned down, or a mistake; neither counts nor marks. The row stays and says by whose word.
 */
export interface CalendarDay {
  date: DateText;
  /** `off`: a day off; `working`: a Saturday or Sunday on which work is done in exchange for a day off. */
  kind: 'off' | 'working';
  status: (typeof calendarStatuses)[number];
  /** The notice or article that says so. */
  source: string;
  /** What was assumed where nothing is confirmed. */
  assumption?: string | null;
}

export interface Calendar {
  version: number;
  days: ReadonlyMap<DateText, CalendarDay>;
}

/** A reckoned date, and whether a day that is not confirmed may still move it (tạm tính). */
export interface ReckonedDate {
  date: DateText;
  provisional: boolean;
}

/** The calendar of these rows. @throws RangeError if a date has two rows. */
export function calendarOf(days: readonly CalendarDay[], version: number): Calendar {
  const byDate = new Map(days.map((day) => [day.date, day]));
  if (byDate.size !== days.length) throw new RangeError('a date has two calendar rows');
  return { version, days: byDate };
}

/** Monday to Friday unless a row says otherwise; the 2019 Labour Code's holidays are rows (BLLĐ Đ111, Đ112). */
export function isWorkingDay({ days }: Calendar, date: DateText): boolean {
  const row = days.get(date);
  if (row && (row.status === 'confirmed' || row.status === 'provisional')) return row.kind === 'working';
  const weekday = dayOfWeek(date);
  return weekday >= 1 && weekday <= 5;
}

const isOpen = ({ days }: Calendar, date: DateText): boolean => {
  const row = days.get(date);
  return row?.status === 'provisional' || row?.status === 'proposed';
};

/** Whether a day that is not confirmed lies after `after`, up to and including `until`. */
export function crossesOpenDay(calendar: Calendar, after: DateText, until: DateText): boolean {
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) {
    if (isOpen(calendar, day)) return true;
  }
  return false;
}

/** What cannot be right about a day, by field; empty if nothing. */
export function dayFaults({ date, kind, status, assumption }: Omit<CalendarDay, 'source'>): FieldError[] {
  const isWeekend = dayOfWeek(date) % 6 === 0;
  const fault = (path: keyof CalendarDay, message: string, wrong: boolean): FieldError[] =>
    wrong ? [{ path, message }] : [];
  return [
    ...fault('kind', 'Chỉ thứ Bảy, Chủ nhật mới ghi là ngày làm việc.', kind === 'working' && !isWeekend),
    ...fault(
      'kind',
      'Thứ Bảy, Chủ nhật vốn là ngày nghỉ, không ghi thành dòng.',
      kind === 'off' && isWeekend,
    ),
    ...fault(
      'assumption',
      'Ngày tạm tính phải ghi rõ giả định.',
      status === 'provisional' && (assumption ?? '') === '',
    ),
  ];
}

/** The first working day from `date` on (itself included), in steps of `step` days. */
function workingDayFrom(calendar: Calendar, date: DateText, step: 1 | -1): DateText {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, step);
  return day;
}

function stepWorkingDays(calendar: Calendar, start: DateText, n: number, step: 1 | -1): DateText {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  if (n === 0) return workingDayFrom(calendar, start, step);
  let day = start;
  for (let left = n; left > 0; left--) day = workingDayFrom(calendar, addDays(day, step), step);
  return day;
}

/**
 * The last day of a period of `n` working days. The starting day is not counted and the period ends at 24:00 of
 * the last day (BLDS 2015 Đ147–148). `n` = 0 gives the starting day, or the next working day if it is a day off.
 */
export function addWorkingDays(calendar: Calendar, start: DateText, n: number): ReckonedDate {
  const date = stepWorkingDays(calendar, start, n, 1);
  // With n = 0 the starting day itself decides, otherwise only the days after it.
  const after = n === 0 ? addDays(start, -1) : start;
  return { date, provisional: crossesOpenDay(calendar, after, date) };
}

/**
 * The day `n` working days before `date`, which is not counted; for reminders and notice periods. `n` = 0 gives
 * `date`, or the working day before it if it is a day off.
 */
export const workingDaysBack = (calendar: Calendar, date: DateText, n: number): DateText =>
  stepWorkingDays(calendar, date, n, -1);

/** Working days d with after < d ≤ until; 0 if `until` is not later. */
export function workingDaysLeft(calendar: Calendar, after: DateText, until: DateText): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count++;
  }
  return count;
}

/** Working days that a step still has when it is held (NĐ 152/2025 Đ4.4 stops a case; its clock stands still). */
export const holdLeft = (calendar: Calendar, holdDate: DateText, due: DateText): number =>
  workingDaysLeft(calendar, holdDate, due);

/**
 * The due date after a hold: `left` working days (of `holdLeft`) after the day of release. Released on the day
 * of the hold it is the date of before, and what was overdue when it was held stays so: a hold gives nobody a
 * new period. For dates of `addWorkingDays`; absolute dates (intake, round) do not move.
 */
export function dueAfterRelease(
  calendar: Calendar,
  releaseDate: DateText,
  left: number,
  holdDate: DateText,
  dueBefore: DateText,
): ReckonedDate {
  const leftIsOpen = crossesOpenDay(calendar, holdDate, dueBefore);
  if (releaseDate <= holdDate || dueBefore < holdDate) return { date: dueBefore, provisional: leftIsOpen };
  const { date, provisional } = addWorkingDays(calendar, releaseDate, left);
  return { date, provisional: provisional || leftIsOpen };
}
