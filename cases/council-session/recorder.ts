import type { Calendar } from '../../domain/calendar.ts';
import type { PathState, Waiting } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { afterSessionAct, isSessionOver, openSessionActs } from '../../domain/session-acts.ts';
import type { SessionState } from '../../domain/session-acts.ts';
import { sessionTimetable, sessionWaiting } from '../../domain/session-timetable.ts';
import { stillToFire } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadCalendar } from '../reference.ts';
import type { ActOn, HappeningOf, TimerOf } from '../happening.ts';
import type { Recorder } from '../record.ts';
import { adjourn, extendOpinions } from './adjourn.ts';
import { cancel, convene, removeItem } from './agenda.ts';
import { annulBallot } from './annul.ts';
import { close } from './close.ts';
import { conclude } from './conclude.ts';
import { recordCount } from './count.ts';
import { mailForSession } from './mail.ts';
import { sessionRights } from './rights.ts';
import { open } from './open.ts';
import { reballot } from './reballot.ts';
import { recuse } from './recuse.ts';
import type { Effect, SessionRow } from './row.ts';
import { datesOf, formOf, lockBox, lockSession, stateOf } from './row.ts';
import { settleSeat } from './settle-seat.ts';
import { appointTellers, switchBallot } from './way-to-vote.ts';

/** How a session's happenings are written down. */
export const sessionRecorder: Recorder<SessionRow, HappeningOf<'council-session'>> = {
  rights: sessionRights,
  lock: lockSession,

  async apply(tx, row, happening, env) {
    const before = stateOf(row);
    // The day of a session is its own: only its reminder may move.
    if (happening.kind === 'calendar-changed') return null;
    // A ballot on its way is either wholly before what happens here or after it.
    await lockBox(tx, row.id, 'exclusive');
    const { after, effect } = happening.by
      ? await act(tx, row, happening)
      : await passTime(tx, row, happening);
    // More time is a new date: its reminders are new ones.
    const entered = after !== before || happening.kind === 'extend';
    await tx.councilSession.update({
      where: { id: row.id },
      data: { ...effect.columns, state: after, ...(entered ? { enteredAt: new Date(happening.at) } : {}) },
    });
    const written = (await lockSession(tx, row.id)) ?? row;
    const waiting = waitingOf(written, happening.kind === 'overdue');
    const { also, about } = effect;
    await mailForSession(tx, env, { row: written, before, happening, waiting, also, about });
    return {
      fromStage: before,
      toStage: after,
      entered,
      reason: effect.reason,
      detail: effect.detail ?? {},
    };
  },

  async state(tx, row, recorded, now) {
    return sessionPathState(row, await loadCalendar(tx), recorded, now);
  },
};

interface Done {
  after: SessionState;
  effect: Effect;
}

/** A person's act. @throws Refusal for what is not open now */
async function act(tx: Tx, row: SessionRow, happening: ActOn<'council-session'>): Promise<Done> {
  const after = afterSessionAct(formOf(row), happening.kind);
  return { after, effect: await effectOf(tx, row, happening) };
}

/**
 * A date that passed. The end of a written round closes it; where too few have answered it stays open, and its
 * secretary is told: nothing is approved by silence, and nothing is lost by it either.
 */
async function passTime(tx: Tx, row: SessionRow, happening: TimerOf<'council-session'>): Promise<Done> {
  const before = stateOf(row);
  if (happening.kind !== 'opinions-end' || row.mode !== 'written') return { after: before, effect: {} };
  try {
    const after = afterSessionAct(formOf(row), 'close');
    return { after, effect: { ...(await close(tx, row, happening)), also: 'session-closed' } };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { after: before, effect: { detail: { notClosed: refusal.code } } };
  }
}

function effectOf(tx: Tx, row: SessionRow, happening: ActOn<'council-session'>): Promise<Effect> | Effect {
  switch (happening.kind) {
    case 'convene':
      return convene(tx, row, happening);
    case 'open':
      return open(tx, row, happening);
    case 'recuse':
      return recuse(tx, row, happening);
    case 'annul-ballot':
      return annulBallot(tx, row, happening);
    case 'settle-seat':
      return settleSeat(tx, row, happening);
    case 'remove-item':
      return removeItem(tx, row, happening);
    case 'switch-ballot':
      return switchBallot(tx, row, happening);
    case 'appoint-tellers':
      return appointTellers(tx, row, happening);
    case 'record-count':
      return recordCount(tx, row, happening);
    case 'extend':
      return extendOpinions(happening);
    case 'adjourn':
      return adjourn(tx, row, happening);
    case 'close':
      return close(tx, row, happening);
    case 'reballot':
      return reballot(tx, row, happening);
    case 'conclude':
      return conclude(tx, row, happening);
    case 'cancel':
      return cancel(tx, row, happening);
  }
}

/** Why the session is where it is; the same for the path, the API and mail. */
export function waitingOf(row: SessionRow, overdue: boolean): Waiting | null {
  return sessionWaiting(stateOf(row), {
    ...datesOf(row),
    body: row.body,
    organization: row.organization,
    overdue,
  });
}

function sessionPathState(
  row: SessionRow,
  calendar: Calendar,
  recorded: ReadonlySet<string>,
  now: string,
): PathState {
  const state: SessionState = stateOf(row);
  const setAt = row.enteredAt.toISOString();
  const overdue = [...recorded].some((id) => id.includes(':overdue:'));
  const entries = sessionTimetable(state, datesOf(row), calendar);
  const nominations = row.items.map(({ nomination }) => nomination);
  return {
    version: row.version,
    stage: state,
    step: 0,
    steps: 0,
    entryVersion: row.entryVersion,
    acts: openSessionActs(formOf(row)),
    timetable: stillToFire(entries, row.entryVersion, recorded, setAt, now),
    waiting: waitingOf(row, overdue),
    news: false,
    tells: false,
    closed: isSessionOver(state),
    outcome: isSessionOver(state) ? state : null,
    onHold: false,
    movement: theOnly(nominations.map(({ movement }) => movement)),
    round: theOnly(nominations.map(({ round }) => round.code)),
    award: theOnly(nominations.map(({ award }) => award)),
    unit: row.body,
  };
}

/** The one value that all have in common; an agenda may mix movements, rounds and awards. */
function theOnly(values: string[]): string | null {
  const [first, ...others] = new Set(values);
  return first !== undefined && others.length === 0 ? first : null;
}
