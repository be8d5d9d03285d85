import type { EnquiryAct } from './act-bodies.ts';
import type { Calendar } from './calendar.ts';
import { addWorkingDays } from './calendar.ts';
import type { DateText } from './dates.ts';
import { judgeOf } from './delegation.ts';
import type { Judged } from './delegation.ts';
import type { Nominees } from './nominee.ts';
import { receiverRoles } from './obligation.ts';
import type { Units } from './organization.ts';
import { isHeldBy, rolesAt } from './organization.ts';
import type { TimetableEntry, Waiting } from './path.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule, Plan } from './plan-schema.ts';
import type { PlainCode } from './problems.ts';
import type { Role, RoleAt } from './roles.ts';
import type { Deadline } from './timetable.ts';
import { stillToFire, timetableOf } from './timetable.ts';

/** A difficulty (khó khăn, vướng mắc) that a unit raises to the contact body that the plan names. */
export const enquiryStates = ['asked', 'answered', 'closed'] as const;
export type EnquiryState = (typeof enquiryStates)[number];
export const enquiryOver = ['closed'] as const satisfies readonly EnquiryState[];
export const isEnquiryOver = (state: EnquiryState): boolean => enquiryOver.some((over) => over === state);
/** Or an opinion, for which a reviewing body asks another about a nomination: the unit sees nothing of it. */
export const enquiryKinds = ['difficulty', 'opinion'] as const;
export type EnquiryKind = (typeof enquiryKinds)[number];

/** Who answers, the first that is to be found at the body. A unit without an office may be asked for its opinion. */
export const answererRoles = (kind: EnquiryKind): readonly Role[] =>
  kind === 'opinion' ? [...receiverRoles, 'unit-head', 'unit-officer'] : receiverRoles;
const askingRoles: Record<EnquiryKind, readonly Role[]> = {
  difficulty: ['unit-officer', 'unit-head'],
  opinion: ['selector', 'office-reviewer', 'office-head', 'appraiser'],
};

/** Where what happens leads; after its answer it closes by itself, too. */
export const afterEnquiry = {
  answer: 'answered',
  close: 'closed',
  lapse: 'closed',
} as const satisfies Partial<Record<EnquiryAct | 'lapse', EnquiryState>>;

const acts: Record<EnquiryState, EnquiryAct[]> = {
  asked: ['answer', 'forward', 'close'],
  answered: ['close'],
  closed: [],
};
export const openEnquiryActs = (state: EnquiryState): EnquiryAct[] => acts[state];

/** Default of the service, not law: no plan says within how many days a difficulty is answered. */
const ANSWER_WITHIN = { workingDays: 5, source: 'Mặc định của phần mềm, không phải luật' };
const answerRule: DeadlineRule = { remindBefore: [1], whenPassed: [{ after: 5, do: 'remind' }] };
/** Default: who has his answer and asks no more need do nothing; it closes by itself. */
const CLOSES_AFTER = 10;
const closingRule: DeadlineRule = { remindBefore: [], whenPassed: [{ after: 0, do: 'lapse' }] };

/** The working days for an answer, and what they rest on. */
export const answerWithin = ({ contact }: Plan): { workingDays: number; source: string } => {
  const own = contact?.answerWithin;
  return own ? { workingDays: own.workingDays, source: own.source ?? own.quote ?? '' } : ANSWER_WITHIN;
};
export const answerDue = (plan: Plan, asked: DateText, calendar: Calendar): DateText =>
  addWorkingDays(calendar, asked, answerWithin(plan).workingDays).date;
export const closingDay = (answered: DateText, calendar: Calendar): DateText =>
  addWorkingDays(calendar, answered, CLOSES_AFTER).date;

/** What the rules need to know of an enquiry. */
export interface EnquiryStanding {
  kind: EnquiryKind;
  state: EnquiryState;
  overdue: boolean;
  /** ISO instant at which the state was entered. */
  enteredAt: string;
  fromUnit: string;
  toBody: string;
  toRole: Role;
  /** The answer's day; once answered, the day it closes on. */
  due: DateText;
}

/** A reminder, `overdue` and another reminder while it waits for its answer; then the day it closes by itself. */
export function enquiryTimetable(
  { state, due, enteredAt }: EnquiryStanding,
  calendar: Calendar,
  entryVersion: number,
  recorded: ReadonlySet<string>,
  now: string,
): TimetableEntry[] {
  if (isEnquiryOver(state)) return [];
  const deadline: Deadline = {
    due,
    by: 'period',
    provisional: false,
    calendar: calendar.version,
    setAt: enteredAt,
  };
  const rule = state === 'asked' ? answerRule : closingRule;
  return stillToFire(timetableOf(rule, deadline, calendar), entryVersion, recorded, enteredAt, now);
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is closed. */
export function enquiryWaiting(standing: EnquiryStanding): Waiting | null {
  const { kind, state, overdue, enteredAt: since, fromUnit, toBody, toRole, due: until } = standing;
  const common = { since, until, provisional: false };
  switch (state) {
    case 'asked':
      return {
        why: kind === 'opinion' ? 'opinion-asked' : 'enquiry-asked',
        body: toBody,
        role: toRole,
        ...common,
        overdue,
        then: 'remind',
      };
    case 'answered':
      return {
        ...{
          why: 'enquiry-answered',
          body: fromUnit,
          role: kind === 'opinion' ? 'office-reviewer' : 'unit-officer',
          ...common,
        },
        ...{ overdue: false, then: 'ends' },
      };
    case 'closed':
      return null;
  }
}

/** What the rules need to know to say who may do what. */
export interface EnquiryParties {
  kind: EnquiryKind;
  state: EnquiryState;
  fromUnit: string;
  toBody: string;
  toHasAccounts: boolean;
  leadBody: string;
  /** Who asked, and in whose place; of an opinion, everybody whose hand is in the dossier that it is about. */
  askers: readonly string[];
  /** Of an opinion: whom the nomination that it is about would honour. */
  nominees?: Nominees;
}

/** Who asks for a unit: its own people. */
export const askerRoleOf = (
  person: Holder,
  unit: string,
  kind: EnquiryKind,
  units: Units,
): RoleAt | undefined =>
  person.roles.find((held) => isHeldBy(units, unit, held.unit) && askingRoles[kind].includes(held.role));

/** The lead's office records the answer of a body that has no accounts, from its paper (contract: Roles). */
export function enquiryRecorder(
  person: Holder,
  { leadBody, toHasAccounts, askers, nominees }: EnquiryParties,
  units: Units,
): RoleAt | PlainCode {
  const office = rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0];
  const right = judgeOf(office, person, judgedIn(askers, nominees));
  return typeof right === 'object' && toHasAccounts ? 'body-acts-itself' : right;
}

const judgedIn = (proposers: readonly string[], nominees: Nominees | undefined): Judged => ({
  proposers,
  ...(nominees && { nominees }),
});

/**
 * The role in which a person may do an act, or why not. The unit may close it at any time; the body that was asked,
 * only once it has answered: a question is not answered by being closed.
 */
export function mayActOnEnquiry(
  act: EnquiryAct,
  person: Holder,
  parties: EnquiryParties,
  units: Units,
): RoleAt | PlainCode {
  const receiver = rolesAt(units, person.roles, parties.toBody, ...answererRoles(parties.kind))[0];
  switch (act) {
    case 'answer':
    case 'forward':
      return judgeOf(receiver, person, judgedIn(parties.askers, parties.nominees));
    case 'close': {
      const asker = askerRoleOf(person, parties.fromUnit, parties.kind, units);
      return asker ?? (parties.state === 'asked' ? undefined : receiver) ?? 'forbidden';
    }
  }
}
