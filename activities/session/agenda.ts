import { sessionBodies } from '../../domain/act-bodies.ts';
import type { PathRef } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { tell } from '../record.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { itemsIn } from './row.ts';

/** Why an item left the agenda, where nobody wrote a reason of his own. */
export type RemovalCode = 'on-hold' | 'closed' | 'not-at-council' | 'session-cancelled';

/** Convening: there must be something to vote on, and somebody to vote. */
export function convene(row: SessionRow): Effect {
  refuseEmpty(row);
  return { detail: { members: row.members.length, items: itemsIn(row, 'listed').length } };
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

/** Sets a member aside for one item; not any more once that item is being counted. */
export async function recuse(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { nominationId, memberId, reason } = sessionBodies.recuse.parse(body);
  const item = listedItem(row, nominationId);
  if (!row.members.some((member) => member.memberId === memberId))
    throw new Refusal('invalid', [{ path: 'memberId', message: 'Không phải thành viên được triệu tập.' }]);
  const ballots = await tx.openBallot.count({ where: { sessionId: row.id, nominationId } });
  if (item.valid !== null || ballots > 0) throw new Refusal('not-in-this-state');
  await tx.recusal.createMany({
    data: [{ sessionId: row.id, nominationId, memberId, reason }],
    skipDuplicates: true,
  });
  return { reason, detail: { nominationId, memberId } };
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
  act: string,
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
