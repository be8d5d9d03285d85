import type { ObligationAct } from './act-bodies.ts';
import type { Calendar } from './calendar.ts';
import { addWorkingDays } from './calendar.ts';
import { judgeOf } from './delegation.ts';
import type { DateText } from './dates.ts';
import { isHeldBy, isWithin, rolesAt } from './organization.ts';
import type { Units } from './organization.ts';
import type { TimetableEntry, Waiting } from './path.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule, Plan, PlanObligation } from './plan-schema.ts';
import type { PlainCode } from './problems.ts';
import { recurrenceFrom } from './recurrence.ts';
import type { Role, RoleAt } from './roles.ts';
import type { RoundDates } from './round.ts';
import type { Deadline } from './timetable.ts';
import { stillToFire, timetableOf } from './timetable.ts';

/**
 * What a unit, or the lead's office, owes a body: a plan, a registration, a report. `done`: of what it owes to no other
 * body (domain/after-decision.ts), which nobody accepts.
 */
export const obligationStates = ['owed', 'submitted', 'accepted', 'done', 'waived'] as const;
export type ObligationState = (typeof obligationStates)[number];
export type OwedBy = PlanObligation['owedBy'];

export const obligationOver = ['accepted', 'done', 'waived'] as const satisfies readonly ObligationState[];
export const isObligationOver = (state: ObligationState): boolean =>
  obligationOver.some((over) => over === state);

/** Whether it is owed to no other body: the debtor's own word ends it. */
export const isOwn = ({ debtor, toBody }: { debtor: string; toBody: string }): boolean => debtor === toBody;

export function openObligationActs(state: ObligationState): ObligationAct[] {
  switch (state) {
    case 'owed':
      return ['submit', 'waive'];
    case 'submitted':
      return ['accept', 'return', 'waive'];
    case 'accepted':
    case 'done':
    case 'waived':
      return [];
  }
}

/** Where an act leads. Only acts do: no date accepts, waives or ends it. */
export const afterObligationAct: Record<ObligationAct, ObligationState> = {
  submit: 'submitted',
  accept: 'accepted',
  return: 'owed',
  waive: 'waived',
};

/**
 * The obligations that the opening of a round begins. What is owed on request, or belongs to another round, is not
 * among them; each is begun once for the movement, unless the plan ties it to a round or it comes back periodically
 * (`isBegun` knows the former ones).
 */
export const obligationsOfRound = (plan: Plan, round: string): PlanObligation[] =>
  plan.obligations.filter(
    ({ kind, onRequest, rounds }) =>
      kind !== 'report-on-request' && onRequest !== true && (rounds === undefined || rounds.includes(round)),
  );

/** Whether a former one of its kind, of the same debtor, stands for it in this period ('' where it doesn't recur). */
export const isBegun = (
  { kind, rounds, recurs }: PlanObligation,
  former: { state: ObligationState; period: string; roundCancelled: boolean },
  period: string,
): boolean => {
  if (period !== '' && former.period === period) return true;
  if (rounds !== undefined || (former.state === 'waived' && former.roundCancelled)) return false;
  return (kind !== 'periodic-report' && recurs === undefined) || !isObligationOver(former.state);
};

/** For which period it is begun, and its due date; null where it recurs and the movement ends before. */
export function obligationDates(
  owed: PlanObligation,
  dates: Partial<RoundDates>,
  today: DateText,
  until: DateText,
): { period: string; dueOn: DateText | null } | null {
  if (owed.recurs) return recurrenceFrom(owed.recurs, today, until);
  return { period: '', dueOn: obligationDue(owed, dates, today) };
}

/**
 * What has happened to one period's when the next is begun: it left the debtor's hands, or its day has passed. So a
 * period is never left out because a receiver is slow; what was handed in under a former release is caught up with
 * when it is accepted.
 */
export const beginsNext: ReadonlySet<string> = new Set(['submit', 'accept', 'waive', 'overdue']);

/** The day it is due, null where none is set. A day of the plan that has passed when it begins binds nobody any more. */
export function obligationDue(
  { due }: PlanObligation,
  dates: Partial<RoundDates>,
  today: DateText,
): DateText | null {
  const day = due === undefined ? undefined : 'on' in due ? due.on : dates[due.roundDate];
  return day !== undefined && day >= today ? day : null;
}

/** Default: the plans set days, but no reminders for them. */
export const owedRule: DeadlineRule = {
  remindBefore: [5, 1],
  whenPassed: [{ after: 5, do: 'remind' }],
};
/** Default, as for a nomination that was returned (contract: `return`). */
const AMEND_WORKING_DAYS = 5;

/** A dated one that comes back is not overdue at once: there is time to amend it. */
export function dueAfterReturn(due: DateText | null, today: DateText, calendar: Calendar): DateText | null {
  if (due === null) return null;
  const amended = addWorkingDays(calendar, today, AMEND_WORKING_DAYS).date;
  return amended > due ? amended : due;
}

/** What the rules need to know of an obligation to say what it waits for. */
export interface ObligationStanding {
  state: ObligationState;
  returned: boolean;
  overdue: boolean;
  /** ISO instant at which the state was entered. */
  enteredAt: string;
  owedBy: OwedBy;
  debtor: string;
  toBody: string;
  toRole: Role;
  due: DateText | null;
}
/** And to say what its path will do by itself. */
export interface ObligationSituation extends ObligationStanding {
  entryVersion: number;
  calendar: Calendar;
  rule: DeadlineRule;
}

/** Reminders, `overdue` and what follows, while it is owed; once handed in, no time runs against anybody. */
export function obligationTimetable(
  { state, entryVersion, enteredAt, due, calendar, rule }: ObligationSituation,
  recorded: ReadonlySet<string>,
  now: string,
): TimetableEntry[] {
  if (state !== 'owed' || due === null) return [];
  const deadline: Deadline = {
    due,
    by: 'round',
    provisional: false,
    calendar: calendar.version,
    setAt: enteredAt,
  };
  return stillToFire(timetableOf(rule, deadline, calendar), entryVersion, recorded, enteredAt, now);
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is over. */
export function obligationWaiting(standing: ObligationStanding): Waiting | null {
  const { state, returned, overdue, enteredAt, owedBy, debtor, toBody, toRole, due } = standing;
  if (isObligationOver(state)) return null;
  const owed = state === 'owed';
  const own = isOwn(standing);
  return {
    why: own
      ? 'after-decision'
      : owed
        ? returned
          ? 'obligation-returned'
          : 'obligation-owed'
        : 'obligation-submitted',
    ...(owed && !own
      ? { body: debtor, role: debtorRoles(owedBy)[0] ?? 'unit-officer' }
      : { body: toBody, role: toRole }),
    since: enteredAt,
    until: owed ? due : null,
    provisional: false,
    overdue: owed && overdue,
    then: owed && due !== null ? 'remind' : 'nothing',
  };
}

/** Who writes for a debtor: an office that leads has reviewers, and need not have officers who propose. */
const debtorRoles = (owedBy: OwedBy): Role[] =>
  owedBy === 'lead'
    ? ['office-reviewer', 'office-head', 'unit-officer', 'unit-head', 'appraiser']
    : ['unit-officer', 'unit-head'];

/** Who answers at a body that a paper is owed to, the first that is to be found there. */
export const receiverRoles: readonly Role[] = ['appraiser', 'office-reviewer', 'office-head', 'head'];

/** What the rules need to know of an obligation to say who may do what. */
export interface ObligationParties {
  owedBy: OwedBy;
  debtor: string;
  toBody: string;
  toHasAccounts: boolean;
  leadBody: string;
  /** Who uploaded, removed or handed in a paper of it, and in whose place. */
  submitters: readonly string[];
}

/** The role in which a person hands in what a debtor owes: his own unit's, of no unit above or below it. */
export const debtorRoleOf = (
  person: Holder,
  { owedBy, debtor }: Pick<ObligationParties, 'owedBy' | 'debtor'>,
  units: Units,
): RoleAt | undefined =>
  person.roles.find(({ role, unit }) => isHeldBy(units, debtor, unit) && debtorRoles(owedBy).includes(role));

/** The receiver's own people; those of the debtor are not, also where it is part of the receiver. */
function receiverRoleOf(
  person: Holder,
  { debtor, toBody }: ObligationParties,
  units: Units,
): RoleAt | undefined {
  return rolesAt(units, person.roles, toBody, ...receiverRoles).find(
    ({ unit }) => !isWithin(units, unit, debtor) || isWithin(units, toBody, debtor),
  );
}

/** The lead's office records the answer of a body that has no accounts, from its paper (contract: Roles). */
export function obligationRecorder(
  person: Holder,
  { leadBody, toHasAccounts, submitters }: ObligationParties,
  units: Units,
): RoleAt | PlainCode {
  const office = rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0];
  if (!office) return 'forbidden';
  if (toHasAccounts) return 'body-acts-itself';
  return judgeOf(office, person, { proposers: submitters });
}

/** The role in which a person may do an act, or why not; nobody accepts what he handed in himself. */
export function mayActOnObligation(
  act: ObligationAct,
  person: Holder,
  parties: ObligationParties,
  units: Units,
): RoleAt | PlainCode {
  switch (act) {
    case 'submit':
      return debtorRoleOf(person, parties, units) ?? 'forbidden';
    case 'accept':
    case 'return':
      return judgeOf(receiverRoleOf(person, parties, units), person, { proposers: parties.submitters });
    case 'waive':
      return rolesAt(units, person.roles, parties.leadBody, 'office-head')[0] ?? 'forbidden';
  }
}
