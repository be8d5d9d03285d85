import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { addDays, formatDateVi } from '../../domain/dates.ts';
import { holderOf, withPredecessors } from '../../domain/organization.ts';
import type { FieldError } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { CouncilSeat } from '../../prisma/generated/client.ts';
import { loadUnits } from '../shared/accounts.ts';
import { asDate, dateText, inForceOn } from '../context.ts';
import type { SessionRow } from './row.ts';

/** A pinned seat that is none any more: its term is over, or its holder's role in the council is. */
export interface EndedSeat {
  memberId: string;
  why: 'seat' | 'role';
  /** The first day without it. */
  since: DateText;
}
type Seated = Pick<SessionRow, 'body' | 'members'>;

/**
 * The pinned seats that have ended by a moment. A member who never held a role in the council sits by the seat alone; of one
 * who did, the last role has to be in force as well.
 */
export async function endedSeats(tx: Tx, row: Seated, now: Date): Promise<EndedSeat[]> {
  const today = asDate(dateOf(now));
  const seats = await tx.councilSeat.findMany({
    where: { id: { in: row.members.map(({ memberId }) => memberId) }, validTo: { lt: today } },
  });
  const people = row.members.flatMap(({ personId }) => personId ?? []);
  const roles = await tx.roleHolding.findMany({
    where: {
      personId: { in: people },
      role: { in: ['council-member', 'council-chair', 'council-secretary'] },
      validFrom: { lte: today },
    },
  });
  // Whose council a role is in is asked where one has ended at all: a vote asks this, each of many.
  const hasEnded = roles.some(({ validTo }) => validTo !== null && validTo < today);
  const council = hasEnded ? await codesOf(tx, row, now) : [];
  const dayAfter = (last: Date): DateText => addDays(dateText(last), 1);
  return row.members.flatMap(({ memberId, personId }): EndedSeat[] => {
    const over = seats.find(({ id }) => id === memberId)?.validTo;
    if (over) return [{ memberId, why: 'seat', since: dayAfter(over) }];
    const held = roles.filter((role) => role.personId === personId && council.includes(role.unit));
    const last = held.map(({ validTo }) => validTo);
    const ends = last.flatMap((to) => (to !== null && to < today ? [to] : []));
    if (ends.length === 0 || ends.length < last.length) return [];
    return [{ memberId, why: 'role', since: dayAfter(new Date(Math.max(...ends.map(Number)))) }];
  });
}

/** The council, what it became, and all that became that. */
async function codesOf(tx: Tx, { body }: Pick<SessionRow, 'body'>, now: Date): Promise<string[]> {
  const units = await loadUnits(tx, now);
  return withPredecessors(units, [...new Set([body, holderOf(units, body) ?? body])]);
}

/** The seats of the council today that are not in the session: who may come in place of one that has ended. */
export async function seatsToCome(tx: Tx, row: Seated, now: Date): Promise<CouncilSeat[]> {
  return tx.councilSeat.findMany({
    where: {
      body: { in: await codesOf(tx, row, now) },
      ...inForceOn(asDate(dateOf(now))),
      id: { notIn: row.members.map(({ memberId }) => memberId) },
    },
    orderBy: { id: 'asc' },
  });
}

/** @throws Refusal `seats-ended` naming each that has to be settled first */
export async function refuseEndedSeats(tx: Tx, row: Seated, at: string): Promise<void> {
  const ended = await endedSeats(tx, row, new Date(at));
  if (ended.length > 0) throw new Refusal('seats-ended', ended.map(faultOf));
}

const faultOf = ({ memberId, why, since }: EndedSeat): FieldError => ({
  path: `members.${memberId}`,
  message:
    why === 'seat'
      ? `Không còn là thành viên Hội đồng từ ngày ${formatDateVi(since)}.`
      : `Không còn giữ vai trò trong Hội đồng từ ngày ${formatDateVi(since)}.`,
});
