import type { DateText } from './dates.ts';
import { isDate } from './dates.ts';

/** The days of every year on which something is owed again, and on what that rests. */
export interface Recurs {
  on: readonly { month: number; day: number }[];
  source: string;
}

/** One time that it is owed. `period` is named by the month of its day, '2026-06': it keeps its name when days move. */
export interface Recurrence {
  period: string;
  dueOn: DateText;
}

const two = (n: number): string => String(n).padStart(2, '0');
const dayIn = (year: number, { month, day }: { month: number; day: number }): DateText =>
  `${year}-${two(month)}-${two(day)}`;

/** Whether every year has such a day: 29 February is none. */
export const isEveryYear = (day: { month: number; day: number }): boolean => isDate(dayIn(2001, day));

/** The first time it is owed on `from` or later, null where that lies after `until`, when the movement ends. */
export function recurrenceFrom({ on }: Recurs, from: DateText, until: DateText): Recurrence | null {
  const year = Number(from.slice(0, 4));
  const [dueOn] = [year, year + 1]
    .flatMap((y) => on.map((day) => dayIn(y, day)))
    .filter((day) => day >= from && day <= until)
    .sort();
  return dueOn === undefined ? null : { period: dueOn.slice(0, 7), dueOn };
}

/** What one period's paper is called in its plan's language: "Báo cáo định kỳ 6 tháng, kỳ tháng 6/2026". */
export function nameFor(name: string, period: string): string {
  const [year, month] = period.split('-');
  return month === undefined ? name : `${name}, kỳ tháng ${Number(month)}/${year}`;
}
