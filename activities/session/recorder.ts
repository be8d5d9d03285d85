import { sessionBodies } from '../../domain/act-bodies.ts';
import type { SessionAct } from '../../domain/act-bodies.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/dates.ts';
import type { PathState, Waiting } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import {
  afterSessionAct,
  isSessionOver,
  openSessionActs,
  sessionDue,
  sessionRule,
  sessionWaiting,
} from '../../domain/session.ts';
import type { SessionState } from '../../domain/session.ts';
import type { Deadline } from '../../domain/timetable.ts';
import { stillToFire, timetableOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadCalendar } from '../context.ts';
import type { Happening, Recorder } from '../record.ts';
import { cancel, convene, recuse, removeItem } from './agenda.ts';
import { conclude } from './conclude.ts';
import { close, recordCount } from './count.ts';
import { mailForSession } from './mail.ts';
import { open } from './open.ts';
import type { Effect, SessionRow } from './row.ts';
import { ballotOf, lockBox, lockSession, stateOf } from './row.ts';

/** How a session's happenings are written down. */
export const sessionRecorder: Recorder<SessionRow> = {
  lock: lockSession,

  async apply(tx, row, happening, env) {
    const before = stateOf(row);
    // The day of a session is its own: only its reminder may move.
    if (happening.kind === 'calendar-changed') return null;
    const act = actOf(happening);
    const after = act ? afterSessionAct(before, ballotOf(row), act) : before;
    // A ballot on its way is either wholly before this act or after it.
    if (before === 'open') await lockBox(tx, row.id, 'exclusive');
    const effect = act ? await effectOf(tx, row, act, happening) : {};
    const entered = after !== before;
    await tx.councilSession.update({
      where: { id: row.id },
      data: { ...effect.columns, state: after, ...(entered ? { enteredAt: new Date(happening.at) } : {}) },
    });
    const written = (await lockSession(tx, row.id)) ?? row;
    await mailForSession(
      tx,
      env,
      written,
      before,
      happening,
      waitingOf(written, happening.kind === 'overdue'),
    );
    return {
      fromStage: before,
      toStage: after,
      entered,
      reason: effect.reason,
      detail: effect.detail ?? {},
    };
  },

  async setVersion(tx, id, version, entryVersion) {
    await tx.councilSession.update({ where: { id }, data: { version, entryVersion } });
  },

  async state(tx, row, recorded, now) {
    return sessionPathState(row, await loadCalendar(tx), recorded, now);
  },
};

/** The person's act, or null for a date that passed. @throws Refusal for what a session knows nothing of */
function actOf({ kind, by, entry }: Happening): SessionAct | null {
  if (entry) return null;
  if (!by || !isSessionAct(kind)) throw new Refusal('not-in-this-state');
  return kind;
}
const isSessionAct = (kind: string): kind is SessionAct => kind in sessionBodies;

function effectOf(tx: Tx, row: SessionRow, act: SessionAct, happening: Happening): Promise<Effect> | Effect {
  switch (act) {
    case 'convene':
      return convene(row);
    case 'open':
      return open(tx, row, happening);
    case 'recuse':
      return recuse(tx, row, happening);
    case 'remove-item':
      return removeItem(tx, row, happening);
    case 'record-count':
      return recordCount(tx, row, happening);
    case 'close':
      return close(tx, row, happening);
    case 'conclude':
      return conclude(tx, row, happening);
    case 'cancel':
      return cancel(tx, row, happening);
  }
}

/** Why the session is where it is; the same for the path, the API and mail. */
export function waitingOf(row: SessionRow, overdue: boolean): Waiting | null {
  return sessionWaiting(stateOf(row), {
    body: row.body,
    organization: row.organization,
    since: row.enteredAt.toISOString(),
    scheduledOn: dateOf(row.scheduledAt),
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
  const due = sessionDue(state, dateOf(row.scheduledAt));
  const setAt = row.enteredAt.toISOString();
  const deadline: Deadline | null =
    due === null ? null : { due, by: 'period', provisional: false, calendar: calendar.version, setAt };
  const overdue = [...recorded].some((id) => id.includes(':overdue:'));
  const entries = timetableOf(sessionRule, deadline, calendar);
  const nominations = row.items.map(({ nomination }) => nomination);
  return {
    version: row.version,
    stage: state,
    step: 0,
    steps: 0,
    entryVersion: row.entryVersion,
    acts: openSessionActs(state, ballotOf(row)),
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
