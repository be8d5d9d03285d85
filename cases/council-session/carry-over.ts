import type { Db, Tx } from '../../prisma/db.ts';
import { layAnew, lockBallots } from './box.ts';
import type { Filled } from './box.ts';
import type { BoxContents, BoxName } from './commitment.ts';
import { ballotsIn, boxKey } from './commitment.ts';
import { commit, loadOpenings } from './committed.ts';
import { choiceOf, contentsOf, loadContents } from './contents.ts';
import type { SessionRow } from './row.ts';
import { lockBox } from './row.ts';

type Before = Pick<SessionRow, 'id' | 'organization' | 'committed'>;

/**
 * Takes apart what the release before kept together, choice and receipt in one row, and commits to what lies in the
 * boxes of a session begun under it: from now on a change is found. The trail says how many ballots were carried over.
 * The caller is alone at the boxes.
 */
export async function carryOver(tx: Tx, { id, organization, committed }: Before, at: string): Promise<void> {
  if (committed) return;
  const openings = await loadOpenings(tx, id);
  const known = new Set(openings.map(boxKey));
  const lying = await loadContents(tx, id);
  const old = await tx.secretBallot.findMany({ where: { sessionId: id } });
  const withOld = old.reduce((boxes, ballot) => {
    const box = boxes.get(boxKey(ballot)) ?? contentsOf(lying, ballot);
    return boxes.set(boxKey(ballot), joined(box, ballot));
  }, new Map<string, BoxContents>());
  const boxes: Filled[] = [...new Set([...lying.keys(), ...withOld.keys()])].flatMap((key): Filled[] => {
    const [nominationId = '', ballot] = key.split(' ');
    const name: BoxName = { nominationId, ballot: Number(ballot) };
    const contents = withOld.get(key) ?? contentsOf(lying, name);
    // A roll alone is that of hands or paper; what is committed to already stays as it was.
    if (ballotsIn(contents) === 0 || (known.has(key) && !withOld.has(key))) return [];
    return [{ box: { ...name, method: contents.votes.length > 0 ? 'open' : 'secret' }, contents }];
  });
  if (boxes.length === 0) return;
  await layAnew(
    tx,
    id,
    boxes.filter(({ box }) => box.method === 'secret'),
  );
  await tx.secretBallot.deleteMany({ where: { sessionId: id } });
  const before = openings.reduce((sum, { ballots }) => sum + ballots, 0);
  const after = boxes.reduce((sum, { contents }) => sum + ballotsIn(contents), 0);
  await commit(tx, { id, organization }, at, openings, boxes, Math.max(after - before, 0));
}

function joined(
  box: BoxContents,
  { receiptHash, choice }: { receiptHash: string; choice: string },
): BoxContents {
  const known = choiceOf(choice);
  return {
    ...box,
    receipts: [...box.receipts, receiptHash],
    choices: { ...box.choices, [known]: box.choices[known] + 1 },
  };
}

/**
 * The same for all sessions begun under the release before, one by one; once such a session is over, nothing more is
 * carried over in it.
 */
export async function carryOverAll(db: Db, at: string): Promise<void> {
  const sessions = await db.councilSession.findMany({ where: { committed: false }, select: { id: true } });
  for (const { id } of sessions)
    await db.$transaction(
      async (tx) => {
        await lockBox(tx, id, 'exclusive');
        await lockBallots(tx, id);
        const session = await tx.councilSession.findUniqueOrThrow({ where: { id } });
        await carryOver(tx, session, at);
        if (['closed', 'concluded', 'cancelled'].includes(session.state))
          await tx.councilSession.update({ where: { id }, data: { committed: true } });
      },
      { timeout: 60_000 },
    );
}
