import type { Calendar } from './calendar.ts';
import { addWorkingDays } from './calendar.ts';
import type { DateText } from './dates.ts';
import type { DeadlineRule } from './plan-schema.ts';

/**
 * What the office that asked for a decision has to do once it has it: send copies and tell the refused, and hand over
 * what was awarded. An obligation each, owed to no other body: the office ends it by its own word.
 */
export const duties = ['send-decision', 'hand-over-award'] as const;
export type Duty = (typeof duties)[number];
export const isDuty = (code: string): code is Duty => (duties as readonly string[]).includes(code);

/** The kind of obligation that they are, beside those of plans. */
export const AFTER_DECISION = 'after-decision';

/** A period in working days, with its reminders and its source. */
export type Period = DeadlineRule & { workingDays: number };

/** What a decision that was recorded `today` begins, and until when; where nothing was awarded, nothing is handed over. */
export const dutiesAfter = (
  { awarded, today }: { awarded: number; today: DateText },
  periods: Record<Duty, Period>,
  calendar: Calendar,
): { duty: Duty; due: DateText }[] =>
  duties
    .filter((duty) => duty !== 'hand-over-award' || awarded > 0)
    .map((duty) => ({ duty, due: addWorkingDays(calendar, today, periods[duty].workingDays).date }));
