import type { Tx } from '../../../prisma/db.ts';
import { asDate } from '../../context.ts';

/**
 * The seats of a council that ended go to the one that it became, under their own ids, since sessions that were planned
 * name them; where that one has seats of its own, they end with their council.
 * @param eve the last day of the former council
 * @returns how many went over, and how many ended
 */
export async function moveSeats(
  tx: Tx,
  { from, to, eve }: { from: string; to: string | null; eve: string },
): Promise<{ seatsMoved: number; seatsEnded: number }> {
  const last = asDate(eve);
  const still = { body: from, OR: [{ validTo: null }, { validTo: { gt: last } }] };
  const seated = to === null ? 0 : await tx.councilSeat.count({ where: { body: to } });
  if (to !== null && seated === 0) {
    const { count } = await tx.councilSeat.updateMany({ where: still, data: { body: to } });
    if (count > 0) await tx.council.createMany({ data: [{ body: to, version: 1 }], skipDuplicates: true });
    return { seatsMoved: count, seatsEnded: 0 };
  }
  // One whose term had not begun ends before its first day.
  const { count } = await tx.councilSeat.updateMany({ where: still, data: { validTo: last } });
  return { seatsMoved: 0, seatsEnded: count };
}
