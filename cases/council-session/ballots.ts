import { isCountedByHand } from '../../domain/ballots.ts';
import { Refusal } from '../../domain/problems.ts';
import { isSetAside, seatFilledBy } from '../../domain/session.ts';
import type { Seat } from '../../domain/session.ts';
import type { Choice } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import { proposersOf } from '../nomination/row.ts';
import { refuseDisabled, rightEnded } from '../rights.ts';
import { hashOfReceipt, lockBallots, notYetIn, put } from './box.ts';
import type { BoxedBallot } from './box.ts';
import { endedSeats } from './ended-seats.ts';
import { nomineeSeats } from './set-aside.ts';
import { carryOver } from './carry-over.ts';
import type { SessionRow } from './row.ts';
import { ballotOf, itemParties, itemsIn, lockBox, seatsOf, sessionInclude, stateOf } from './row.ts';
import type { Because } from '../../domain/problems.ts';

export interface Ballot {
  nominationId: string;
  choice: Choice;
  /** 128 random bits that the client made; the box keeps their hash. */
  receipt: string;
}
/** What a ballot is answered with, the first time and at each repeat: never the choice. */
export interface BallotReceipt {
  nominationId: string;
  receiptHash: string;
}

/**
 * Puts ballots into the box, all of one request or none. A plain transaction under the shared lock, without an act,
 * a key or a body that would be kept: nothing but roll and box knows of it, and the trail what they come to under a
 * hash. A repeat is known by its receipt and answered as the first, also after closing.
 * @param at the service's clock: written opinions are taken until a date
 * @throws Refusal already-voted, vote-closed, not-entitled, recused, own-proposal, own-nomination, box-mismatch, right-ended, invalid
 */
export async function castBallots(
  tx: Tx,
  sessionId: string,
  personId: string,
  ballots: readonly Ballot[],
  at: Date,
): Promise<BallotReceipt[]> {
  // The lock first, the state after it: closing either waits for this ballot or has been before it.
  await lockBox(tx, sessionId, 'shared');
  const row = await sessionWith(tx, sessionId, ballots);
  await lockBallots(tx, sessionId);
  await carryOver(tx, row, at.toISOString());
  const boxed = ballots.map(({ nominationId, choice, receipt }): BoxedBallot => {
    const ballot = row.items.find((item) => item.nominationId === nominationId)?.ballot ?? 1;
    return { nominationId, ballot, choice, receiptHash: hashOfReceipt(receipt) };
  });
  const answers = boxed.map(({ nominationId, receiptHash }) => ({ nominationId, receiptHash }));
  const added = await notYetIn(tx, row, personId, boxed);
  if (added.length === 0) return answers;
  const voter = seatToVote(row, personId, at);
  if ('cause' in voter) throw new Refusal(voter);
  const { seat, written } = voter;
  // Also what has become true since the vote began.
  const concerned = (await nomineeSeats(tx, { ...row, members: ownSeat(row, seat) }, row.items, at))
    .filter((found) => found.personId !== null)
    .map(({ nominationId }) => nominationId);
  boxed.forEach(({ nominationId }, i) => refuseSetAside(row, seat, nominationId, i, personId, concerned));
  await put(tx, row, { memberId: seat.memberId, personId, written }, added, at.toISOString());
  // Last, so that whoever ends a role waits for the writing alone, and not for the line before the box.
  await refuseDisabled(tx, personId);
  if ((await endedSeats(tx, { ...row, members: ownSeat(row, seat) }, at)).length > 0)
    throw rightEnded('seat');
  return answers;
}

/** The session with the items voted on alone: a crowd casts at once, and most agendas are long. */
async function sessionWith(tx: Tx, id: string, ballots: readonly Ballot[]): Promise<SessionRow> {
  const where = { nominationId: { in: ballots.map(({ nominationId }) => nominationId) } };
  const row = await tx.councilSession.findUnique({
    where: { id },
    include: { ...sessionInclude, items: { ...sessionInclude.items, where } },
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

/**
 * The seat for which a person may vote now, or why he may not: his own or the one he stands in for, where he is there;
 * else, as a written opinion, his own, from convening on until the end that was set.
 */
export function seatToVote(
  row: SessionRow,
  personId: string,
  at: Date,
): { seat: Seat; written: boolean } | Because {
  const state = stateOf(row);
  // Hands are raised and paper goes into an urn: the secretary enters what was counted.
  if (isCountedByHand(ballotOf(row))) return { cause: 'vote-by-hand' };
  if (state !== 'convened' && state !== 'open' && state !== 'adjourned') return notTaken(row);
  const seats = seatsOf(row);
  const filled = seatFilledBy(seats, personId);
  if (state === 'open' && filled) return { seat: filled, written: false };
  const absent = seats.find((seat) => seat.personId === personId && seat.attendance === 'absent');
  if (row.absenteeUntil && absent)
    return at < row.absenteeUntil
      ? { seat: absent, written: true }
      : { cause: 'opinions-over', since: row.absenteeUntil.toISOString() };
  if (state !== 'open') return notTaken(row);
  return { cause: seats.some((seat) => seat.personId === personId) ? 'marked-absent' : 'no-seat' };
}

/** Why a session takes no ballots where it stands. */
function notTaken(row: SessionRow): Because {
  const state = stateOf(row);
  if (state === 'adjourned')
    return { cause: 'vote-adjourned', ...(row.resumesAt && { until: row.resumesAt.toISOString() }) };
  if (state === 'draft' || state === 'convened')
    return { cause: 'vote-not-begun', until: row.scheduledAt.toISOString() };
  return { cause: 'vote-over', since: (row.closedAt ?? row.enteredAt).toISOString() };
}

const ownSeat = ({ members }: SessionRow, { memberId }: Seat): SessionRow['members'] =>
  members.filter((member) => member.memberId === memberId);

function refuseSetAside(
  row: SessionRow,
  seat: Seat,
  nominationId: string,
  index: number,
  personId: string,
  concerned: readonly string[],
): void {
  const item = itemsIn(row, 'listed').find((listed) => listed.nominationId === nominationId);
  if (!item)
    throw new Refusal('invalid', [
      { path: `votes.${index}.nominationId`, message: 'Hồ sơ không có trong chương trình.' },
    ]);
  if (proposersOf(item.nomination).includes(personId)) throw new Refusal('own-proposal');
  if (concerned.includes(nominationId)) throw new Refusal('own-nomination');
  if (isSetAside(seat, itemParties(item))) throw new Refusal('recused');
}
