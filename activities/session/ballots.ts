import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../domain/problems.ts';
import { isSetAside, seatFilledBy } from '../../domain/session.ts';
import type { Choice } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import { proposersOf } from '../nomination/row.ts';
import type { ItemRow, SessionRow } from './row.ts';
import { ballotOf, itemParties, itemsIn, lockBox, seatsOf, sessionInclude } from './row.ts';

export const choices = ['approve', 'disapprove', 'abstain'] as const;
export const choiceOf = (text: string): Choice => z.enum(choices).parse(text);

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

export const hashOfReceipt = (receipt: string): string => createHash('sha256').update(receipt).digest('hex');

/**
 * Puts ballots into the box, all of one request or none. A plain transaction under the shared lock, without an act,
 * a key or a body that would be kept: nothing but the box knows of it. A repeat is known by its receipt and
 * answered as the first, also after closing.
 * @throws Refusal already-voted, vote-closed, not-entitled, recused, own-proposal, invalid
 */
export async function castBallots(
  tx: Tx,
  sessionId: string,
  personId: string,
  ballots: readonly Ballot[],
): Promise<BallotReceipt[]> {
  // The lock first, the state after it: closing either waits for this ballot or has been before it.
  await lockBox(tx, sessionId, 'shared');
  const row = await tx.councilSession.findUnique({ where: { id: sessionId }, include: sessionInclude });
  if (!row) throw new Refusal('not-found');
  const answers = ballots.map(({ nominationId, receipt }) => ({
    nominationId,
    receiptHash: hashOfReceipt(receipt),
  }));
  if (await areRepeats(tx, sessionId, personId, ballots)) return answers;
  if (row.state !== 'open') throw new Refusal('vote-closed');
  // Hands are raised and paper goes into an urn: the secretary counts them.
  if (ballotOf(row) !== 'open') throw new Refusal('vote-closed');
  const seat = seatFilledBy(seatsOf(row), personId);
  if (!seat) throw new Refusal('not-entitled');
  ballots.forEach(({ nominationId }, i) => refuseSetAside(row, seat, nominationId, i, personId));
  // Always in the same order: two repeats of one request beside each other must not wait for one another.
  const inOrder = [...ballots].sort((a, b) => (a.nominationId < b.nominationId ? -1 : 1));
  for (const ballot of inOrder) await put(tx, row, seat.memberId, personId, ballot);
  return answers;
}

/** Whether the box holds every one of these ballots, of this person, already. */
async function areRepeats(
  tx: Tx,
  sessionId: string,
  personId: string,
  ballots: readonly Ballot[],
): Promise<boolean> {
  const known = await tx.openBallot.count({
    where: {
      sessionId,
      personId,
      OR: ballots.map(({ nominationId, choice, receipt }) => ({
        nominationId,
        choice,
        receiptHash: hashOfReceipt(receipt),
      })),
    },
  });
  return known === ballots.length;
}

function refuseSetAside(
  row: SessionRow,
  seat: ReturnType<typeof seatsOf>[number],
  nominationId: string,
  index: number,
  personId: string,
): void {
  const item: ItemRow | undefined = itemsIn(row, 'listed').find((i) => i.nominationId === nominationId);
  if (!item)
    throw new Refusal('invalid', [
      { path: `votes.${index}.nominationId`, message: 'Hồ sơ không có trong chương trình.' },
    ]);
  if (proposersOf(item.nomination).includes(personId)) throw new Refusal('own-proposal');
  if (isSetAside(seat, itemParties(item))) throw new Refusal('recused');
}

/** One ballot for each seat and item: the second is refused by the box itself, whoever came first. */
async function put(
  tx: Tx,
  row: SessionRow,
  memberId: string,
  personId: string,
  { nominationId, choice, receipt }: Ballot,
): Promise<void> {
  const key = { sessionId: row.id, nominationId, memberId };
  const receiptHash = hashOfReceipt(receipt);
  const { count } = await tx.openBallot.createMany({
    data: [{ ...key, choice, receiptHash, personId }],
    skipDuplicates: true,
  });
  if (count === 1) return;
  const there = await tx.openBallot.findUnique({ where: { sessionId_nominationId_memberId: key } });
  if (!there)
    throw new Refusal('invalid', [{ path: 'votes', message: 'Mã biên nhận phải là số ngẫu nhiên mới.' }]);
  const isRepeat =
    there.receiptHash === receiptHash && there.choice === choice && there.personId === personId;
  if (!isRepeat) throw new Refusal('already-voted');
}
