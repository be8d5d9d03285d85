import type { SubmissionAct } from './act-bodies.ts';
import type { Calendar } from './calendar.ts';
import { dateOf } from './dates.ts';
import type { DateText } from './dates.ts';
import type { RouteStep } from './nomination.ts';
import { holderOf, organizationOf, rolesAt, upwards, withPredecessors } from './organization.ts';
import type { Units } from './organization.ts';
import type { TimetableEntry, Waiting } from './path.ts';
import { deciderOf, judgeOf } from './delegation.ts';
import type { Judged } from './delegation.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule } from './plan-schema.ts';
import type { PlainCode } from './problems.ts';
import type { Role, RoleAt } from './roles.ts';
import type { Deadline } from './timetable.ts';
import { deadlineOf, stillToFire, timerActId, timetableOf } from './timetable.ts';

/** A tờ trình, as its path goes. */
export const submissionStates = ['draft', 'dispatched', 'received', 'finished'] as const;
export type SubmissionState = (typeof submissionStates)[number];

/** What became of one nomination in it. `left-out`: it could not go when the others did. */
export const submissionItemStates = [
  'listed',
  'left-out',
  'sent',
  'approved',
  'returned',
  'rejected',
  'awarded',
  'refused',
  'withdrawn',
] as const;
export type SubmissionItemState = (typeof submissionItemStates)[number];

/** Where it goes: to a body that appraises and submits further, or to the one that decides. */
export interface Receiver {
  toIsAppraiser: boolean;
  /** A body that has accounts answers in the system, nomination by nomination; its paper is not recorded for it. */
  toHasAccounts: boolean;
}

/** Acts open in a state; a deciding body's paper is recorded, whether or not it has accounts. */
export function openSubmissionActs(
  state: SubmissionState,
  { toIsAppraiser, toHasAccounts }: Receiver,
): SubmissionAct[] {
  const answers: SubmissionAct[] = toIsAppraiser
    ? toHasAccounts
      ? []
      : ['record-answer']
    : ['record-decision'];
  switch (state) {
    case 'draft':
      return ['dispatch'];
    case 'dispatched':
      return ['record-receipt', ...answers];
    case 'received':
      return answers;
    case 'finished':
      return [];
  }
}

export const submissionOver = ['finished'] as const satisfies readonly SubmissionState[];
export const isSubmissionOver = (state: SubmissionState): boolean =>
  submissionOver.some((over) => over === state);

/** Where what its sender does leads. */
export const afterSubmissionAct = {
  dispatch: 'dispatched',
  'record-receipt': 'received',
} as const satisfies Partial<Record<SubmissionAct, SubmissionState>>;

/** Finished once nothing in it is open: each nomination was answered or decided, or went its own way. */
export const afterItems = (state: SubmissionState, items: readonly SubmissionItemState[]): SubmissionState =>
  items.some((item) => item === 'listed' || item === 'sent') ? state : 'finished';

interface Sender {
  leadBody: string;
  organization: string;
}
/**
 * The codes under which one sender is known: the lead's office writes for its organization, so that each of the
 * two names the same sender; any other body has its own code alone.
 */
export function senderCodes(body: string, { leadBody, organization }: Sender, units: Units): string[] {
  const now = (code: string) => holderOf(units, code) ?? code;
  const lead = [...new Set([leadBody, organization].map(now))];
  return withPredecessors(units, lead.includes(now(body)) ? lead : [now(body)]);
}

/** The stage at which a nomination stands once the tờ trình of these senders has gone; null where none is theirs. */
export function receivingStage(route: readonly RouteStep[], senders: readonly string[]): string | null {
  const step = route.findIndex(
    ({ stage, body }) => stage === 'submission' && body !== null && senders.includes(body),
  );
  return step < 0 ? null : (route[step + 1]?.stage ?? null);
}

/** Default: no plan and no article gives a period for acknowledging a tờ trình. */
const receiptRule: DeadlineRule = {
  workingDays: 3,
  remindBefore: [],
  whenPassed: [{ after: 3, do: 'remind' }],
};
/** The round's own date for the decision (contract: `decisionBy`); the reminders around it are defaults. */
const answerRule: DeadlineRule = {
  roundDate: 'decisionBy',
  remindBefore: [5],
  whenPassed: [{ after: 5, do: 'remind' }],
};
function rulesOf({ state, toIsAppraiser }: SubmissionSituation): readonly DeadlineRule[] {
  // While it is a draft, and at an appraiser, its nominations' own dates run.
  const answer = toIsAppraiser ? [] : [answerRule];
  return { draft: [], dispatched: [receiptRule, ...answer], received: answer, finished: [] }[state];
}

/** What the rules need to know of a submission to say what it waits for. */
export interface SubmissionSituation {
  state: SubmissionState;
  entryVersion: number;
  /** ISO instant at which the state was entered. */
  enteredAt: string;
  fromBody: string;
  toBody: string;
  senderRole: Role;
  toIsAppraiser: boolean;
  decisionBy: DateText | null;
  calendar: Calendar;
}

interface Watch {
  rule: DeadlineRule;
  deadline: Deadline;
}

/** The dates that are watched in a state, the earliest first: the receipt's, and the decision's. */
export function watchesOf(situation: SubmissionSituation): Watch[] {
  const { enteredAt, decisionBy, calendar } = situation;
  const start = dateOf(new Date(enteredAt));
  return rulesOf(situation)
    .flatMap((rule) => {
      const deadline = deadlineOf(rule, start, rule.roundDate ? decisionBy : null, calendar, enteredAt);
      return deadline ? [{ rule, deadline }] : [];
    })
    .sort((a, b) => (a.deadline.due < b.deadline.due ? -1 : a.deadline.due > b.deadline.due ? 1 : 0));
}

/** The reminders that are still to go out at `now`, in order of time. */
export function submissionTimetable(
  situation: SubmissionSituation,
  recorded: ReadonlySet<string>,
  now: string,
): TimetableEntry[] {
  return watchesOf(situation)
    .flatMap(({ rule, deadline }) =>
      stillToFire(
        timetableOf(rule, deadline, situation.calendar),
        situation.entryVersion,
        recorded,
        deadline.setAt,
        now,
      ),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is finished. */
export function submissionWaiting(
  situation: SubmissionSituation,
  recorded: ReadonlySet<string>,
): Waiting | null {
  const { state, enteredAt, fromBody, toBody, senderRole, toIsAppraiser, entryVersion } = situation;
  if (state === 'finished') return null;
  const deadline = watchesOf(situation)[0]?.deadline;
  const receiver = { body: toBody, role: toIsAppraiser ? ('appraiser' as const) : ('head' as const) };
  return {
    ...(state === 'draft' ? { body: fromBody, role: senderRole } : receiver),
    why:
      state === 'draft'
        ? 'submission-drafted'
        : state === 'dispatched'
          ? 'submission-to-be-received'
          : 'submission-to-be-answered',
    since: enteredAt,
    until: deadline?.due ?? null,
    provisional: deadline?.provisional ?? false,
    overdue:
      deadline !== undefined &&
      recorded.has(timerActId(entryVersion, { kind: 'overdue', at: '', due: deadline.due })),
    then: deadline ? 'remind' : 'nothing',
  };
}

/** What the rules need to know of a submission to say who may do what. */
export interface SubmissionParties extends Sender, Receiver, Judged {
  fromBody: string;
  toBody: string;
  fromHasAccounts: boolean;
  /** It was drafted from the sender's paper by the office before it. */
  onBehalf: boolean;
}
const office: Role[] = ['office-reviewer', 'office-head'];

/** The role in which a person writes for a sender: a reviewer of the lead's office, or an appraiser outside. */
export const senderRoleOf = (
  person: Holder,
  { fromBody, ...sender }: Sender & { fromBody: string },
  units: Units,
): RoleAt | undefined =>
  senderCodes(fromBody, sender, units).includes(sender.leadBody)
    ? rolesAt(units, person.roles, sender.leadBody, ...office)[0]
    : rolesAt(units, person.roles, fromBody, 'appraiser')[0];

/** The office before a body without accounts writes for it, from its paper (contract: Roles). */
export function roleOnBehalf(
  person: Holder,
  { leadBody, fromHasAccounts }: { leadBody: string; fromHasAccounts: boolean },
  units: Units,
): RoleAt | PlainCode {
  const by = rolesAt(units, person.roles, leadBody, ...office)[0];
  if (!by) return 'forbidden';
  return fromHasAccounts ? 'body-acts-itself' : by;
}

/**
 * The role in which one of the receiving body's own people says what is that body's to say: that the tờ trình has
 * arrived, as its reviewers or its head, and what its head has decided.
 */
export function receiverRoleOf(
  act: SubmissionAct,
  person: Holder,
  { toBody, toIsAppraiser }: Pick<SubmissionParties, 'toBody' | 'toIsAppraiser'>,
  units: Units,
): RoleAt | undefined {
  const at = (...roles: Role[]) => rolesAt(units, person.roles, toBody, ...roles)[0];
  if (act === 'record-receipt') return at(toIsAppraiser ? 'appraiser' : 'head', ...office);
  return act === 'record-decision' && !toIsAppraiser ? at('head') : undefined;
}

/**
 * Whether an act waits for a person who may do it. The receiving body acknowledges what it receives; its sender does
 * where nobody there can.
 */
export const isTaskOfSubmission = (
  act: SubmissionAct,
  person: Holder,
  parties: SubmissionParties,
  units: Units,
): boolean =>
  act !== 'record-receipt' ||
  !parties.toHasAccounts ||
  receiverRoleOf(act, person, parties, units) !== undefined;

/** The role in which a person may do an act, or why not; nobody records the answer to what he proposed himself. */
export function mayActOnSubmission(
  act: SubmissionAct,
  person: Holder,
  parties: SubmissionParties,
  units: Units,
): RoleAt | PlainCode {
  const by =
    senderRoleOf(person, parties, units) ??
    receiverRoleOf(act, person, parties, units) ??
    (parties.onBehalf ? roleOnBehalf(person, parties, units) : 'forbidden');
  if (typeof by === 'string') return by;
  if (act === 'record-answer' && parties.toIsAppraiser && parties.toHasAccounts) return 'body-acts-itself';
  if (act === 'record-decision') return deciderOf(by, person, parties);
  return act === 'record-answer' ? judgeOf(by, person, parties) : by;
}

/** Which submissions a person may see, as codes that a query can use. */
export interface SubmissionSight {
  /** Those of rounds that one of these offices leads. */
  leads: string[];
  /** Those that one of these bodies sends; those it receives once they have been dispatched. */
  bodies: string[];
  /** All of these organizations. */
  organizations: string[];
}

/** The sender's and the lead's office, the receiver's people, the organization's head and auditors; no proposers. */
export function submissionSight(roles: readonly RoleAt[], units: Units): SubmissionSight {
  const held = (...kinds: Role[]) => roles.filter((r) => kinds.includes(r.role)).map((r) => r.unit);
  /** The unit, those above it in its own organization, and all that have become them. */
  const above = (...of: readonly string[]) =>
    withPredecessors(units, [
      ...new Set(
        of.flatMap((unit) =>
          upwards(units, unit).filter((at) => organizationOf(units, at) === organizationOf(units, unit)),
        ),
      ),
    ]);
  const organizations = held('head', 'auditor').map((unit) => organizationOf(units, unit));
  return {
    leads: above(...held(...office)),
    bodies: above(...held(...office, 'appraiser', 'head')),
    organizations: withPredecessors(units, [...new Set(organizations)]),
  };
}
