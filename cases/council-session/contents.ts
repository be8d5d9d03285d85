import { z } from 'zod';
import type { Choice } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { BoxContents, BoxName } from './commitment.ts';
import { boxKey, emptyBox } from './commitment.ts';

export const choices = ['approve', 'disapprove', 'abstain'] as const;
export const choiceOf = (text: string): Choice => z.enum(choices).parse(text);

/** What lies in boxes, by `boxKey`. */
export type Boxes = ReadonlyMap<string, BoxContents>;
export const contentsOf = (boxes: Boxes, box: BoxName): BoxContents => boxes.get(boxKey(box)) ?? emptyBox();

/** What lies in a session's boxes, of all ballots on all nominations or on these; a box that is empty is left out. */
export async function loadContents(
  tx: Tx,
  sessionId: string,
  nominationIds?: readonly string[],
): Promise<Boxes> {
  const where = {
    sessionId,
    ...(nominationIds ? { nominationId: { in: [...nominationIds] } } : {}),
  };
  const boxes = new Map<string, BoxContents>();
  const boxAt = (name: BoxName): BoxContents => {
    const box = boxes.get(boxKey(name)) ?? emptyBox();
    boxes.set(boxKey(name), box);
    return box;
  };
  for (const one of await tx.voterRoll.findMany({ where, orderBy: { memberId: 'asc' } })) {
    const { memberId, personId, written } = one;
    boxAt(one).roll.push({ memberId, personId, written });
  }
  const counts = await tx.boxedChoice.groupBy({
    by: ['nominationId', 'ballot', 'choice'],
    where,
    _count: true,
  });
  for (const one of counts) boxAt(one).choices[choiceOf(one.choice)] += one._count;
  for (const one of await tx.boxedReceipt.findMany({ where, orderBy: { receiptHash: 'asc' } }))
    boxAt(one).receipts.push(one.receiptHash);
  for (const one of await tx.openBallot.findMany({ where, orderBy: { memberId: 'asc' } })) {
    const { memberId, receiptHash } = one;
    const choice = choiceOf(one.choice);
    const box = boxAt(one);
    box.choices[choice] += 1;
    box.receipts.push(receiptHash);
    box.votes.push({ memberId, choice, receiptHash });
  }
  return boxes;
}

/** The choices in a box, one for each ballot. */
export const choicesIn = ({ choices: counts }: Pick<BoxContents, 'choices'>): Choice[] =>
  choices.flatMap((choice) => Array.from({ length: counts[choice] }, () => choice));
