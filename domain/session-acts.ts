import type { SessionAct } from './act-bodies.ts';
import type { BallotKind, SessionMode } from './ballots.ts';
import { isCountedByHand } from './ballots.ts';
import { judgeOf } from './delegation.ts';
import type { Judged } from './delegation.ts';
import type { Units } from './organization.ts';
import { headOf, rolesAt } from './organization.ts';
import type { Holder } from './permissions.ts';
import type { Because, Cause, PlainCode } from './problems.ts';
import { Refusal } from './problems.ts';
import type { RoleAt } from './roles.ts';

/** A session of a council (phiên họp Hội đồng thi đua, khen thưởng), as its path goes. */
export const sessionStates = [
  'draft',
  'convened',
  'open',
  'adjourned',
  'closed',
  'concluded',
  'cancelled',
] as const;
export type SessionState = (typeof sessionStates)[number];
export const sessionOver = ['concluded', 'cancelled'] as const satisfies readonly SessionState[];

/** What of a session decides which acts it knows. */
export interface SessionForm {
  state: SessionState;
  mode: SessionMode;
  ballot: BallotKind;
  /** Absent members may answer in writing until a date; of a written round that is how all do. */
  takesOpinions: boolean;
}

const actsIn: Record<SessionState, readonly SessionAct[]> = {
  draft: ['convene', 'settle-seat', 'recuse', 'remove-item', 'switch-ballot', 'cancel'],
  convened: [
    'open',
    'settle-seat',
    'recuse',
    'remove-item',
    'annul-ballot',
    'switch-ballot',
    'extend',
    'cancel',
  ],
  open: [
    'recuse',
    'remove-item',
    'annul-ballot',
    'switch-ballot',
    'appoint-tellers',
    'record-count',
    'extend',
    'close',
    'adjourn',
    'cancel',
  ],
  adjourned: ['open', 'recuse', 'remove-item', 'annul-ballot', 'extend', 'cancel'],
  closed: ['reballot', 'conclude'],
  concluded: [],
  cancelled: [],
};
const leadsTo: Partial<Record<SessionAct, SessionState>> = {
  convene: 'convened',
  open: 'open',
  adjourn: 'adjourned',
  close: 'closed',
  reballot: 'open',
  conclude: 'concluded',
  cancel: 'cancelled',
};

export const isSessionOver = (state: SessionState): boolean => sessionOver.some((over) => over === state);

/**
 * Acts open in a state. Hands and paper are counted by the secretary, ballots in the system by the system. A written
 * round has no meeting to adjourn; it is called off as long as it lasts, a meeting only while it doesn't sit.
 */
export function openSessionActs({ state, mode, ballot, takesOpinions }: SessionForm): SessionAct[] {
  const written = mode === 'written';
  const refused: Partial<Record<SessionAct, boolean>> = {
    'record-count': !isCountedByHand(ballot),
    extend: !takesOpinions,
    adjourn: written,
    // Before a meeting opens nothing was cast but opinions in the system.
    'annul-ballot': state === 'convened' && (isCountedByHand(ballot) || !takesOpinions),
    cancel: state === 'open' && !written,
  };
  return actsIn[state].filter((act) => refused[act] !== true);
}

const inSession: Record<SessionState, Cause> = {
  draft: 'session-draft',
  convened: 'session-convened',
  open: 'session-open',
  adjourned: 'session-adjourned',
  closed: 'session-closed',
  concluded: 'session-concluded',
  cancelled: 'session-cancelled',
};

/** Why an act is not open in a session. @returns null where it is */
export function sessionStanding(form: SessionForm, act: string): Because | null {
  const { state, mode, takesOpinions } = form;
  if (openSessionActs(form).some((open) => open === act)) return null;
  // What this state would let others do says more than where it stands.
  const isUnderWay = state === 'convened' || state === 'open' || state === 'adjourned';
  if (state === 'open' && act === 'record-count') return { cause: 'counted-by-the-system' };
  if (isUnderWay && act === 'extend' && !takesOpinions) return { cause: 'no-opinions-taken' };
  if (state === 'open' && act === 'adjourn' && mode === 'written') return { cause: 'written-has-no-sitting' };
  if (state === 'open' && act === 'cancel') return { cause: 'meeting-sits' };
  return { cause: inSession[state] };
}

/** The state after an act: a written round is open once it is convened. @throws Refusal `not-in-this-state` */
export function afterSessionAct(form: SessionForm, act: SessionAct): SessionState {
  const why = sessionStanding(form, act);
  if (why !== null) throw new Refusal(why);
  if (act === 'convene' && form.mode === 'written') return 'open';
  return leadsTo[act] ?? form.state;
}

/** Who breaks a tie at the cut-line: the chair, and where his word leaves one the head; null for others. */
export const mayBreakTie = (
  person: Holder,
  session: { body: string; organization: string },
  units: Units,
): RoleAt | null =>
  rolesAt(units, person.roles, session.body, 'council-chair')[0] ??
  headOf(units, person.roles, session.organization) ??
  null;

/** The chair alone calls for another way to vote (TT 25/2025/TT-BKHCN Đ23: "theo quyết định của Chủ tịch"). */
const byChairAlone: readonly SessionAct[] = ['switch-ballot'];

/**
 * The role in which a person may do an act, or why not. The council advises and the head of its organization
 * agrees (TT 25/2025/TT-BKHCN Đ22: "tham mưu, tư vấn"), but to nothing that he proposed himself.
 */
export function mayActInSession(
  act: SessionAct,
  person: Holder,
  session: Judged & { body: string; organization: string },
  units: Units,
): RoleAt | PlainCode {
  if (byChairAlone.includes(act))
    return rolesAt(units, person.roles, session.body, 'council-chair')[0] ?? 'forbidden';
  if (act !== 'conclude')
    return rolesAt(units, person.roles, session.body, 'council-secretary', 'council-chair')[0] ?? 'forbidden';
  return judgeOf(headOf(units, person.roles, session.organization), person, session);
}
