import type { BoxContents, BoxName } from './commitment.ts';

/** Of an item's recusals: in which ballot the member had voted by name, null where in none. */
interface Recused {
  memberId: string;
  takenBack: number | null;
}

/** The members whose vote in a ballot on an item is not counted: a conflict was found after they had cast it. */
export const takenBackIn = (
  recusals: readonly Recused[],
  { ballot }: Pick<BoxName, 'ballot'>,
): ReadonlySet<string> =>
  new Set(recusals.flatMap(({ memberId, takenBack }) => (takenBack === ballot ? memberId : [])));

/** What counts of what lies in a box: all but the votes that were taken back. */
export function counted(box: BoxContents, takenBack: ReadonlySet<string>): BoxContents {
  const gone = box.votes.filter(({ memberId }) => takenBack.has(memberId));
  const choices = { ...box.choices };
  for (const { choice } of gone) choices[choice] -= 1;
  const hashes = new Set(gone.map(({ receiptHash }) => receiptHash));
  return {
    roll: box.roll.filter(({ memberId }) => !takenBack.has(memberId)),
    receipts: box.receipts.filter((hash) => !hashes.has(hash)),
    choices,
    votes: box.votes.filter((vote) => !gone.includes(vote)),
  };
}
