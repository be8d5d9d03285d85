import { sessionBodies } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { NewsName } from '../../domain/happenings.ts';
import type { PathRef } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { inviteBy } from '../../domain/session-timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadCalendar } from '../reference.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { Happening } from '../record.ts';
import { tell } from '../record.ts';
import { refuseEndedSeats } from './ended-seats.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { itemsIn, lockNominations, ruleOf } from './row.ts';
import { setNomineesAside } from './set-aside.ts';

/** Why an item left the agenda, where nobody wrote a reason of his own. */
export type RemovalCode = 'on-hold' | 'closed' | 'not-at-council' | 'session-cancelled';

/**
 * Convening: there must be something to vote on. A written round is open with it. An invitation later than the plan's
 * notice period is not refused, since the chair may be in a hurry, but it is on record.
 * @throws Refusal `seats-ended`, `nominees-untold` where a vote begins with it
 */
export async function convene(tx: Tx, row: SessionRow, { at }: Happening): Promise<Effect> {
  const written = row.mode === 'written';
  const begins = written || row.absenteeUntil !== null;
  if (begins) await refuseEndedSeats(tx, row, at);
  const gone = written ? await goneFrom(tx, row, itemsIn(row, 'listed')) : new Map<string, RemovalCode>();
  refuseEmpty({ ...row, items: row.items.filter((item) => !gone.has(item.nominationId)) });
  for (const [nominationId, why] of gone) await takeOff(tx, row, [{ nominationId }], why);
  // From now on absent members may send their opinion.
  const setAside = begins ? await setNomineesAside(tx, row, at) : 0;
  const now = new Date(at);
  const latest = inviteBy(
    await loadCalendar(tx),
    dateOf(row.scheduledAt),
    itemsIn(row, 'listed').map((item) => ruleOf(item).notice?.workingDays),
  );
  return {
    columns: { convenedAt: now, ...(written ? { openedAt: now } : {}) },
    detail: {
      members: row.members.length,
      items: itemsIn(row, 'listed').length,
      ...(setAside > 0 ? { setAside } : {}),
      ...(latest === null ? {} : { inviteBy: latest, shortNotice: dateOf(now) > latest }),
    },
  };
}

/** @throws Refusal `invalid` for an agenda on which nothing is left */
export function refuseEmpty(row: SessionRow): void {
  if (itemsIn(row, 'listed').length === 0)
    throw new Refusal('invalid', [
      { path: 'items', message: 'Chương trình không còn hồ sơ nào; hãy hủy phiên họp.' },
    ]);
}

/** Takes one item off the agenda by hand, before or while it is voted on. */
export async function removeItem(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { nominationId, reason } = sessionBodies['remove-item'].parse(body);
  const item = listedItem(row, nominationId);
  await takeOff(tx, row, [item], reason);
  return { reason, detail: { nominationId } };
}

/** The whole session falls through: its nominations are free for another one. */
export async function cancel(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { reason } = sessionBodies.cancel.parse(body);
  await takeOff(tx, row, itemsIn(row, 'listed'), 'session-cancelled');
  return { reason };
}

/** Marks items as removed and tells their nominations, which may then be put before another session. */
export async function takeOff(
  tx: Tx,
  row: SessionRow,
  items: Pick<ItemRow, 'nominationId'>[],
  reason: string,
): Promise<void> {
  await tx.agendaItem.updateMany({
    where: { sessionId: row.id, nominationId: { in: items.map((item) => item.nominationId) } },
    data: { state: 'removed', reason },
  });
  for (const { nominationId } of items)
    await tellNomination(tx, row, nominationId, 'unscheduled', 'unscheduled');
}

/** News from this session to a nomination; `what` names it for good: the same news counts once. */
export const tellNomination = (
  tx: Tx,
  row: Pick<SessionRow, 'id'>,
  nominationId: string,
  what: string,
  act: NewsName<'nomination'>,
  detail: { approve?: number; reason?: string } = {},
): Promise<void> =>
  tell(tx, sessionRef(row.id), { kind: 'nomination', id: nominationId }, `session:${row.id}:${what}`, act, {
    sessionId: row.id,
    ...detail,
  });

export const sessionRef = (id: string): PathRef => ({ kind: 'council-session', id });

/** @throws Refusal `invalid` where it is not on the agenda (any more) */
export function listedItem(row: SessionRow, nominationId: string): ItemRow {
  const item = itemsIn(row, 'listed').find((listed) => listed.nominationId === nominationId);
  if (!item)
    throw new Refusal('invalid', [{ path: 'nominationId', message: 'Hồ sơ không có trong chương trình.' }]);
  return item;
}

/** What left on the way to the session: held, closed, or at another step or body by now. */
export async function goneFrom(
  tx: Tx,
  row: SessionRow,
  items: readonly Pick<ItemRow, 'nominationId'>[],
): Promise<Map<string, RemovalCode>> {
  const ids = items.map((item) => item.nominationId);
  // Held until the commit: a withdrawal or hold comes wholly before the opening, or is refused after it.
  await lockNominations(tx, ids);
  const nominations = await tx.nomination.findMany({
    where: { id: { in: ids } },
    include: { round: true },
    orderBy: { id: 'asc' },
  });
  const gone = new Map<string, RemovalCode>();
  for (const nomination of nominations) {
    const { stage, route, step, hold } = stateOfRow(nomination);
    if (stage === 'closed') gone.set(nomination.id, 'closed');
    else if (hold) gone.set(nomination.id, 'on-hold');
    else if (stage !== 'council-vote' || route[step]?.body !== row.body)
      gone.set(nomination.id, 'not-at-council');
  }
  return gone;
}
