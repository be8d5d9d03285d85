import { parse } from 'yaml';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import type { CalendarDay } from '../domain/calendar.ts';
import { dayFaults } from '../domain/calendar.ts';

const rowFields = {
  kind: z.enum(['off', 'working']),
  status: z.enum(['confirmed', 'provisional', 'proposed']),
  source: nameText(500),
  assumption: nameText(500).optional(),
};

/** One row of the calendar; in `calendar.yaml` with several `dates` for one reason. */
const calendarDaySchema = z.strictObject({ date: z.iso.date(), ...rowFields }).superRefine((day, context) => {
  for (const { path, message } of dayFaults(day))
    context.addIssue({ code: 'custom', path: [path], message: `${day.date}: ${message}` });
});

const calendarDaysSchema = z.array(calendarDaySchema).superRefine((days, context) => {
  const dates = days.map(({ date }) => date);
  dates
    .filter((date, index) => dates.indexOf(date) !== index)
    .forEach((date) => context.addIssue({ code: 'custom', message: `${date}: ngày này có hai dòng` }));
});

const calendarFileSchema = z
  .strictObject({ days: z.array(z.strictObject({ dates: z.array(z.iso.date()).min(1), ...rowFields })) })
  .transform(({ days }) => days.flatMap(({ dates, ...row }) => dates.map((date) => ({ date, ...row }))))
  .pipe(calendarDaysSchema);

/** The rows of `calendar.yaml`. @throws Error that names everything that is wrong. */
export function parseCalendarFile(text: string): CalendarDay[] {
  const result = calendarFileSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`calendar.yaml:\n${z.prettifyError(result.error)}`);
  return result.data;
}
