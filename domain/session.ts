import type { SessionAct } from './act-bodies.ts';
import type { DateText } from './dates.ts';
import { judgeOf } from './delegation.ts';
import type { Judged } from './delegation.ts';
import type { Units } from './organization.ts';
import { rolesAt } from './organization.ts';
import type { Waiting } from './path.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule } from './plan-schema.ts';
import type { FieldError, ProblemCode } from './problems.ts';
import { Refusal } from './problems.ts';
import type { Role, RoleAt } from './roles.ts';
import type { Count, Tally, VotingRule } from './voting.ts';
import { quorum, tally } from './voting.ts';

/** A session of a council (phiên họp Hội đồng thi đua, khen thưởng), as its path goes. */
export const sessionStates = ['draft', 'convened', 'open', 'closed', 'concluded', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

export const sessionModes = ['meeting', 'written'] as const;
export const ballotKinds = ['show-of-hands', 'open', 'secret', 'paper'] as const;
export type BallotKind = (typeof ballotKinds)[number];

const actsIn: Record<SessionState, readonly SessionAct[]> = {
  draft: ['convene', 'remove-item', 'recuse', 'cancel'],
  convened: ['open', 'remove-item', 'recuse', 'cancel'],
  open: ['recuse', 'remove-item', 'record-count', 'close'],
  closed: ['conclude'],
  concluded: [],
  cancelled: [],
};
const leadsTo: Partial<Record<SessionAct, SessionState>> = {
  convene: 'convened',
  open: 'open',
  close: 'closed',
  conclude: 'concluded',
  cancel: 'cancelled',
};

export const isSessionOver = (state: SessionState): boolean => actsIn[state].length === 0;

/** Acts open in a state. Hands and paper are counted by the secretary, open ballots by the system. */
export const openSessionActs = (state: SessionState, ballot: BallotKind): SessionAct[] =>
  actsIn[state].filter((act) => act !== 'record-count' || ballot === 'show-of-hands' || ballot === 'paper');

/** The state after an act. @throws Refusal `not-in-this-state` */
export function afterSessionAct(state: SessionState, ballot: BallotKind, act: SessionAct): SessionState {
  if (!openSessionActs(state, ballot).includes(act)) throw new Refusal('not-in-this-state');
  return leadsTo[act] ?? state;
}

/**
 * The role in which a person may do an act, or why not. The council advises and the head of its organization
 * agrees (TT 25/2025/TT-BKHCN Đ22: "tham mưu, tư vấn"), but to nothing that he proposed himself.
 */
export function mayActInSession(
  act: SessionAct,
  person: Holder,
  session: Judged & { body: string; organization: string },
  units: Units,
): RoleAt | ProblemCode {
  if (act !== 'conclude')
    return rolesAt(units, person.roles, session.body, 'council-secretary', 'council-chair')[0] ?? 'forbidden';
  const head = person.roles.find(({ role, unit }) => role === 'head' && unit === session.organization);
  return judgeOf(head, person, session);
}

/** A pinned seat with who fills it in this session. */
export interface Seat {
  memberId: string;
  personId: string | null;
  attendance: 'absent' | 'present' | 'substituted';
  substituteId: string | null;
}

export interface Attendance {
  present: readonly string[];
  substitutes: readonly { memberId: string; person?: string | undefined }[];
}

/** What cannot be right in an attendance, empty if nothing: each seat is filled once, each person fills one. */
export function attendanceFaults(seats: readonly Seat[], { present, substitutes }: Attendance): FieldError[] {
  const faults: FieldError[] = [];
  const filled = new Set<string>();
  const fill = (path: string, memberId: string): void => {
    if (!seats.some((seat) => seat.memberId === memberId))
      faults.push({ path, message: 'Không phải thành viên được triệu tập của phiên họp.' });
    else if (filled.has(memberId)) faults.push({ path, message: 'Thành viên này đã được ghi có mặt.' });
    filled.add(memberId);
  };
  present.forEach((memberId, i) => fill(`present.${i}`, memberId));
  const standingIn = new Set<string>();
  substitutes.forEach(({ memberId, person }, i) => {
    fill(`substitutes.${i}.memberId`, memberId);
    if (person === undefined) return;
    if (standingIn.has(person) || seats.some((seat) => seat.personId === person))
      faults.push({
        path: `substitutes.${i}.person`,
        message: 'Người dự thay không được là thành viên hoặc dự thay người khác trong cùng phiên.',
      });
    standingIn.add(person);
  });
  return faults;
}

/** Seats that somebody fills: a substitute's word counts as the member's (TT 25/2025/TT-BKHCN Đ23). */
export const seatsPresent = <S extends Seat>(seats: readonly S[]): S[] =>
  seats.filter((seat) => seat.attendance !== 'absent');

/** The quorum of a session whose items may come from several plans: the strictest rule among them. */
export function sessionQuorum(
  rules: readonly VotingRule[],
  members: number,
  present: number,
): { met: boolean; needed: number; have: number } {
  const needed = Math.max(0, ...rules.map((rule) => quorum(rule, members, present).needed));
  return { met: present >= needed, needed, have: present };
}

/** The seat that a person fills in this session, in his own right or as a substitute. */
export const seatFilledBy = <S extends Seat>(seats: readonly S[], personId: string): S | undefined =>
  seats.find(
    (seat) =>
      (seat.attendance === 'present' && seat.personId === personId) ||
      (seat.attendance === 'substituted' && seat.substituteId === personId),
  );

/** What is known of one item of the agenda beside its counts. */
export interface ItemParties {
  /** Members that the secretary set aside for it. */
  recusals: readonly string[];
  /** Persons who drafted or submitted the nomination. */
  proposers: readonly string[];
}

/** Seats set aside for an item: recused, or because nobody votes on what he proposed, himself or by another. */
export function isSetAside(seat: Seat, { recusals, proposers }: ItemParties): boolean {
  const has = (person: string | null): boolean => person !== null && proposers.includes(person);
  return recusals.includes(seat.memberId) || has(seat.personId) || has(seat.substituteId);
}

/** Seats that may vote on an item. */
export const seatsVoting = <S extends Seat>(seats: readonly S[], item: ItemParties): S[] =>
  seatsPresent(seats).filter((seat) => !isSetAside(seat, item));

/** An item's result by its pinned rule. `chairApproved`: only an open ballot can tell. @throws as `tally` */
export function tallyItem(
  rule: VotingRule,
  seats: readonly Seat[],
  item: ItemParties,
  count: Count,
  chairApproved?: boolean,
): Tally {
  const present = seatsPresent(seats);
  // Only those who would be in the base can leave it.
  const inBase = rule.pass.base === 'all-members' ? seats : present;
  return tally(rule, {
    members: seats.length,
    present: present.length,
    recused: inBase.filter((seat) => isSetAside(seat, item)).length,
    count,
    ...(chairApproved === undefined ? {} : { chairApproved }),
  });
}

/** What is wrong with a conclusion that must name each passed nomination exactly once, empty if nothing. */
export function conclusionFaults(
  passed: readonly string[],
  { agreed, refused }: { agreed: readonly string[]; refused: readonly { id: string }[] },
): FieldError[] {
  const named = new Set<string>();
  const faults: FieldError[] = [];
  const name = (path: string, id: string): void => {
    if (!passed.includes(id)) faults.push({ path, message: 'Không phải hồ sơ đã được Hội đồng thông qua.' });
    else if (named.has(id)) faults.push({ path, message: 'Hồ sơ được nêu hai lần.' });
    named.add(id);
  };
  agreed.forEach((id, i) => name(`agreed.${i}`, id));
  refused.forEach(({ id }, i) => name(`refused.${i}.id`, id));
  const missing = passed.filter((id) => !named.has(id));
  return [
    ...faults,
    ...missing.map((id) => ({ path: `agreed.${id}`, message: 'Hồ sơ chưa được kết luận.' })),
  ];
}

/**
 * Before it opens: members are reminded the working day before, and it is overdue when its day has ended. Source:
 * a default of this service; neither NĐ 152/2025 nor TT 25/2025/TT-BKHCN Đ23 sets a period.
 */
export const sessionRule: DeadlineRule = { remindBefore: [1], whenPassed: [] };

/** The day by which the session must open; afterwards no date binds it. */
export const sessionDue = (state: SessionState, scheduledOn: DateText): DateText | null =>
  state === 'draft' || state === 'convened' ? scheduledOn : null;

/** Why it is here, who must act, since when, until when, what happens then. Null once it is over. */
export function sessionWaiting(
  state: SessionState,
  session: { body: string; organization: string; since: string; scheduledOn: DateText; overdue: boolean },
): Waiting | null {
  const who = waitsFor[state];
  if (!who) return null;
  const until = sessionDue(state, session.scheduledOn);
  return {
    ...who,
    body: state === 'closed' ? session.organization : session.body,
    since: session.since,
    until,
    provisional: false,
    overdue: session.overdue,
    then: until === null ? 'nothing' : 'remind',
  };
}
const waitsFor: Record<SessionState, { why: Waiting['why']; role: Role } | null> = {
  draft: { why: 'session-to-convene', role: 'council-secretary' },
  convened: { why: 'session-to-open', role: 'council-secretary' },
  open: { why: 'session-voting', role: 'council-member' },
  closed: { why: 'session-to-conclude', role: 'head' },
  concluded: null,
  cancelled: null,
};
