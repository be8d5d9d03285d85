import type { RevocationAct } from './act-bodies.ts';
import type { Calendar } from './calendar.ts';
import type { DateText } from './dates.ts';
import { headOf, rolesAt } from './organization.ts';
import type { Units } from './organization.ts';
import type { TimetableEntry, Waiting } from './path.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule } from './plan-schema.ts';
import type { PlainCode } from './problems.ts';
import type { RoleAt } from './roles.ts';
import { stillToFire, timetableOf } from './timetable.ts';

/** An award that was taken back: what went with it is to be returned, then it is over. */
export const revocationStates = ['returning', 'finished'] as const;
export type RevocationState = (typeof revocationStates)[number];

export const revocationOver = ['finished'] as const satisfies readonly RevocationState[];
export const isRevocationOver = (state: RevocationState): boolean =>
  revocationOver.some((over) => over === state);

/** What is to be returned (Luật Thi đua, khen thưởng Đ93.2): the certificate, and the money where there was any. */
export interface ToReturn {
  /** Whole đồng; null where none is known to have been paid. */
  amount: number | null;
  itemsReturnedOn: DateText | null;
  moneyReturnedOn: DateText | null;
}

export const allReturned = ({ amount, itemsReturnedOn, moneyReturnedOn }: ToReturn): boolean =>
  itemsReturnedOn !== null && (amount === null || moneyReturnedOn !== null);

export const openRevocationActs = (state: RevocationState): RevocationAct[] =>
  isRevocationOver(state) ? [] : ['record-return'];

/** What the rules need to know of a revocation to say what it waits for. */
export interface RevocationStanding {
  state: RevocationState;
  leadBody: string;
  overdue: boolean;
  /** ISO instant at which the state was entered. */
  enteredAt: string;
  due: DateText;
}
/** And to say what its path will do by itself. */
export interface RevocationSituation extends RevocationStanding {
  entryVersion: number;
  calendar: Calendar;
  rule: DeadlineRule;
}

export function revocationTimetable(
  { state, entryVersion, enteredAt, due, calendar, rule }: RevocationSituation,
  recorded: ReadonlySet<string>,
  now: string,
): TimetableEntry[] {
  if (isRevocationOver(state)) return [];
  const deadline = {
    due,
    by: 'period' as const,
    provisional: false,
    calendar: calendar.version,
    setAt: enteredAt,
  };
  return stillToFire(timetableOf(rule, deadline, calendar), entryVersion, recorded, enteredAt, now);
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is over. */
export const revocationWaiting = ({
  state,
  leadBody,
  overdue,
  enteredAt,
  due,
}: RevocationStanding): Waiting | null =>
  isRevocationOver(state)
    ? null
    : {
        why: 'revocation-returning',
        body: leadBody,
        role: 'office-reviewer',
        since: enteredAt,
        until: due,
        provisional: false,
        overdue,
        then: 'remind',
      };

/** Who may revoke may award: the head of the body that decided, or of the organization that runs the round (Đ93.8). */
export const revokerOf = (
  person: Holder,
  { decidedBy, organization }: { decidedBy: string; organization: string },
  units: Units,
): RoleAt | PlainCode => headOf(units, person.roles, decidedBy, organization) ?? 'forbidden';

/** The lead's office takes back what is returned, and writes it down. */
export const returnRecorder = (person: Holder, leadBody: string, units: Units): RoleAt | PlainCode =>
  rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0] ?? 'forbidden';
