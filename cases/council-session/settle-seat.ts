import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { endedSeats, seatsToCome } from './ended-seats.ts';
import type { Effect, SessionRow } from './row.ts';

/**
 * Takes a seat that has ended out of the session before its vote, and puts one that the council has today in its place where
 * one is named. Only what has ended can be settled: who sits is otherwise as it was pinned.
 * @throws Refusal `invalid`
 */
export async function settleSeat(tx: Tx, row: SessionRow, { body, at }: Happening): Promise<Effect> {
  const { memberId, by, reason } = sessionBodies['settle-seat'].parse(body);
  const now = new Date(at);
  const wrong = (path: string, message: string) => new Refusal('invalid', [{ path, message }]);
  const ended = (await endedSeats(tx, row, now)).find((seat) => seat.memberId === memberId);
  if (!ended) throw wrong('memberId', 'Thành viên này còn là thành viên Hội đồng.');
  const voted = await tx.voterRoll.count({ where: { sessionId: row.id, memberId } });
  if (voted > 0) throw wrong('memberId', 'Thành viên này đã gửi ý kiến; hãy hủy lần biểu quyết đó trước.');
  const next = by === null ? undefined : (await seatsToCome(tx, row, now)).find(({ id }) => id === by);
  if (by !== null && !next) throw wrong('by', 'Không phải ghế đang có hiệu lực của Hội đồng.');
  const alreadySits =
    next && row.members.some(({ personId }) => personId !== null && personId === next.personId);
  if (alreadySits) throw wrong('by', 'Người này đã có ghế trong phiên họp.');
  if (!next && row.members.length === 1) throw wrong('by', 'Phiên họp phải còn thành viên.');
  const key = { sessionId_memberId: { sessionId: row.id, memberId } };
  await tx.sessionMember.delete({ where: key });
  if (next) {
    const { id, personId, name, councilRole, position } = next;
    await tx.sessionMember.create({
      data: { sessionId: row.id, memberId: id, personId, name, councilRole, position },
    });
  }
  return { reason, detail: { memberId, by, why: ended.why, since: ended.since } };
}
