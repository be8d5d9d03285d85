import type { Calendar, ReckonedDate } from './calendar.ts';
import { addWorkingDays } from './calendar.ts';
import type { DateText } from './dates.ts';
import type { DeadlineRule, Plan } from './plan-schema.ts';
import type { TimetableEntry } from './path.ts';

/**
 * What time closes of a unit's own part, it does not destroy: the case waits, closed, so that an extension, or leave to
 * propose late, brings it back with all that was typed. Only then does it lapse. The office extends when it hears of it,
 * and that is often the morning after.
 */

/** Default of the service, not law: no plan and no law says for how long an office may still extend. */
const REOPENS_WITHIN = { workingDays: 5, source: 'Mặc định của phần mềm, không phải luật' };

type Proposal = { proposal: Pick<Plan['proposal'], 'reopensWithin'> };

/** For how many working days what time has closed may come back, and what that rests on; 0: it lapses at once. */
export const reopensWithin = ({ proposal }: Proposal): { workingDays: number; source: string } => {
  const own = proposal.reopensWithin;
  return own ? { workingDays: own.workingDays, source: own.source ?? own.quote ?? '' } : REOPENS_WITHIN;
};

/** The last day on which more time brings back what closed with the end of `closed`. */
export function reopensUntil(plan: Proposal, closed: DateText, calendar: Calendar): ReckonedDate {
  const { workingDays } = reopensWithin(plan);
  return workingDays === 0
    ? { date: closed, provisional: false }
    : addWorkingDays(calendar, closed, workingDays);
}

/** The day with whose end a due date closes what it binds: the date itself, or so many working days later. */
export function closingDay({ whenPassed }: DeadlineRule, due: DateText, calendar: Calendar): DateText {
  const after = whenPassed.find((w) => w.do === 'lapse')?.after ?? 0;
  return after === 0 ? due : addWorkingDays(calendar, due, after).date;
}

/** Whether what a rule binds closes with the very end of its date. */
export const closesFirstAtOnce = ({ whenPassed }: DeadlineRule): boolean =>
  whenPassed.some((w) => w.do === 'lapse' && w.after === 0);

/** A rule as it is in force: what the plan has lapse may be closed at first, and lapse only when that time is over. */
export type RuleInForce = DeadlineRule & { closesFirst?: true };

/** The rule of the unit's own part. */
export const ruleOfProposal = (plan: Proposal, rule: DeadlineRule): RuleInForce =>
  reopensWithin(plan).workingDays === 0 ? rule : { ...rule, closesFirst: true };

/** While it waits for more time: nobody is reminded, and it lapses when that is over. */
export const ruleOfWaiting: RuleInForce = { remindBefore: [], whenPassed: [{ after: 0, do: 'lapse' }] };

/** What a timetable does by this rule. */
export const underRule = ({ closesFirst }: RuleInForce, entries: TimetableEntry[]): TimetableEntry[] =>
  entries.map((entry) => (closesFirst && entry.kind === 'lapse' ? { ...entry, kind: 'time-up' } : entry));
