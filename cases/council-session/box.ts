import { createHash, randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/problems.ts';
import type { RollEntry } from '../../domain/session.ts';
import type { Choice } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { BoxContents, BoxMethod, BoxName } from './commitment.ts';
import { commit, openingsThatHold } from './committed.ts';
import { choices, contentsOf, loadContents } from './contents.ts';
import type { ItemRow, SessionRow } from './row.ts';
import { ballotOf } from './row.ts';
import { takenBackIn } from './taken-back.ts';

export const hashOfReceipt = (receipt: string): string => createHash('sha256').update(receipt).digest('hex');

/** A ballot as the box takes it: in a secret one nothing says whose it is. */
export interface BoxedBallot extends BoxName {
  choice: Choice;
  receiptHash: string;
}
/** Whose it is; only the roll and the box of an open ballot learn it. */
export interface Voter {
  memberId: string;
  personId: string;
  written: boolean;
}

/**
 * The entries of the roll for the present ballot on each item, by member: never in the order in which they voted. Whose
 * vote was taken back is not among them.
 */
export async function loadRoll(tx: Tx, row: Pick<SessionRow, 'id' | 'items'>): Promise<Rolls> {
  const entries = await tx.voterRoll.findMany({ where: { sessionId: row.id }, orderBy: { memberId: 'asc' } });
  const items = new Map(row.items.map((item) => [item.nominationId, item]));
  const rolls: Rolls = new Map(row.items.map(({ nominationId }) => [nominationId, []]));
  for (const { nominationId, ballot, memberId, personId, written } of entries) {
    const item = items.get(nominationId);
    if (item?.ballot === ballot && !takenBackIn(item.recusals, item).has(memberId))
      rolls.get(nominationId)?.push({ memberId, personId, written });
  }
  return rolls;
}
export type Rolls = Map<string, (RollEntry & { personId: string | null })[]>;

/** Whether anybody has voted on an item, or anybody counted, in its present ballot. */
export const hasBegun = (item: ItemRow, rolls: Rolls): boolean =>
  item.valid !== null ||
  (rolls.get(item.nominationId) ?? []).length > 0 ||
  takenBackIn(item.recusals, item).size > 0;

/**
 * Those of a person's ballots that are not in the box yet. A secret box knows a receipt and nothing else: whoever
 * shows it learns that his vote is there, not how it reads, and so can prove that to nobody.
 * @throws Refusal `invalid` for a receipt of an earlier ballot on the same nomination: it is no vote in this one
 */
export async function notYetIn(
  tx: Tx,
  row: SessionRow,
  personId: string,
  ballots: readonly BoxedBallot[],
): Promise<BoxedBallot[]> {
  const hashes = { receiptHash: { in: ballots.map(({ receiptHash }) => receiptHash) } };
  const where = { ...hashes, sessionId: row.id };
  if (ballotOf(row) === 'open') {
    const known = await tx.openBallot.findMany({ where: { ...where, personId } });
    refuseOfEarlier(ballots, known);
    const same = (a: { nominationId: string; choice: string; receiptHash: string }, b: BoxedBallot) =>
      a.receiptHash === b.receiptHash && a.nominationId === b.nominationId && a.choice === b.choice;
    return ballots.filter((ballot) => !known.some((one) => same(one, ballot)));
  }
  const known = await tx.boxedReceipt.findMany({ where });
  refuseOfEarlier(ballots, known);
  const roll = await tx.voterRoll.findMany({ where: { sessionId: row.id, personId } });
  return ballots.filter(
    ({ receiptHash, nominationId }) =>
      !known.some((one) => one.receiptHash === receiptHash && one.nominationId === nominationId) ||
      !roll.some((entry) => entry.nominationId === nominationId),
  );
}

function refuseOfEarlier(
  ballots: readonly BoxedBallot[],
  known: readonly Omit<BoxedBallot, 'choice'>[],
): void {
  const errors = ballots.flatMap(({ receiptHash, nominationId, ballot }, i) =>
    known.some(
      (one) => one.receiptHash === receiptHash && one.nominationId === nominationId && one.ballot !== ballot,
    )
      ? [{ path: `votes.${i}.receipt`, message: 'Mã biên nhận này là của lần biểu quyết trước.' }]
      : [],
  );
  if (errors.length > 0) throw new Refusal('invalid', errors);
}

/**
 * Marks the roll, fills the boxes and commits to them in the trail, in one transaction; whoever does it is alone at it
 * (`lockBallots`). One ballot for each seat and item. What lies in these boxes must still be what was committed to
 * last: nobody's ballot is laid upon one that was changed.
 * @throws Refusal `already-voted`, `box-mismatch`, `invalid` for a receipt that another ballot has
 */
export async function put(
  tx: Tx,
  row: SessionRow,
  { memberId, personId, written }: Voter,
  ballots: readonly BoxedBallot[],
  at: string,
): Promise<void> {
  const method = ballotOf(row) === 'open' ? 'open' : 'secret';
  const ids = ballots.map(({ nominationId }) => nominationId);
  const contents = await loadContents(tx, row.id, ids);
  const voted = ballots.some((one) =>
    contentsOf(contents, one).roll.some((entry) => entry.memberId === memberId),
  );
  if (voted) throw new Refusal('already-voted');
  if (await isUsed(tx, ballots))
    throw new Refusal('invalid', [{ path: 'votes', message: 'Mã biên nhận phải là số ngẫu nhiên mới.' }]);
  const openings = await openingsThatHold(tx, row, ballots, contents);
  const filled = ballots.map((one) => {
    const { nominationId, ballot, choice, receiptHash } = one;
    const lying = contentsOf(contents, one);
    return {
      box: { nominationId, ballot, method } as const,
      contents: {
        roll: [...lying.roll, { memberId, personId, written }],
        receipts: [...lying.receipts, receiptHash],
        choices: { ...lying.choices, [choice]: lying.choices[choice] + 1 },
        votes: method === 'open' ? [...lying.votes, { memberId, choice, receiptHash }] : [],
      },
    };
  });
  if (method === 'open') await addOpenly(tx, row.id, { memberId, personId, written }, ballots);
  else await layAnew(tx, row.id, filled);
  await commit(tx, row, at, openings, filled);
}

/** Whether one of the receipts lies in any box, of whatever session. */
async function isUsed(tx: Tx, ballots: readonly BoxedBallot[]): Promise<boolean> {
  const where = { receiptHash: { in: ballots.map(({ receiptHash }) => receiptHash) } };
  return (await tx.boxedReceipt.count({ where })) + (await tx.openBallot.count({ where })) > 0;
}

async function addOpenly(
  tx: Tx,
  sessionId: string,
  { memberId, personId, written }: Voter,
  ballots: readonly BoxedBallot[],
): Promise<void> {
  const key = { sessionId, memberId, personId };
  await tx.voterRoll.createMany({
    data: ballots.map(({ nominationId, ballot }) => ({ ...key, nominationId, ballot, written })),
  });
  await tx.openBallot.createMany({ data: ballots.map((one) => ({ ...key, ...one })) });
}

/** A secret box as it is to lie there. */
export interface Filled {
  box: BoxName & { method: BoxMethod };
  contents: BoxContents;
}

/**
 * Lays roll, receipts and choices of these boxes anew, each in an order of its own: by seat, by hash, by random names.
 * Afterwards neither the place of a row (ctid, and the order of a dump) nor the transaction that wrote it (xmin) tells
 * one ballot from another, or joins a row of one of the three to a row of another.
 */
export async function layAnew(tx: Tx, sessionId: string, filled: readonly Filled[]): Promise<void> {
  const rows = rowsOf(filled);
  const boxes = JSON.stringify(filled.map(({ box }) => box));
  await tx.$executeRaw`
    WITH box AS (
      SELECT * FROM jsonb_to_recordset(${boxes}::jsonb) AS one("nominationId" uuid, ballot int)
    ), roll AS (
      DELETE FROM "VoterRoll" lying USING box WHERE lying."sessionId" = ${sessionId}::uuid
        AND lying."nominationId" = box."nominationId" AND lying.ballot = box.ballot
    ), receipts AS (
      DELETE FROM "BoxedReceipt" lying USING box WHERE lying."sessionId" = ${sessionId}::uuid
        AND lying."nominationId" = box."nominationId" AND lying.ballot = box.ballot
    )
    DELETE FROM "BoxedChoice" lying USING box WHERE lying."sessionId" = ${sessionId}::uuid
      AND lying."nominationId" = box."nominationId" AND lying.ballot = box.ballot`;
  await tx.$executeRaw`
    WITH roll AS (
      INSERT INTO "VoterRoll" ("sessionId", "nominationId", ballot, "memberId", "personId", written)
      SELECT ${sessionId}::uuid, one.* FROM jsonb_to_recordset(${JSON.stringify(rows.roll)}::jsonb)
        AS one("nominationId" uuid, ballot int, "memberId" uuid, "personId" uuid, written boolean)
    ), receipts AS (
      INSERT INTO "BoxedReceipt" ("sessionId", "nominationId", ballot, "receiptHash")
      SELECT ${sessionId}::uuid, one.* FROM jsonb_to_recordset(${JSON.stringify(rows.receipts)}::jsonb)
        AS one("nominationId" uuid, ballot int, "receiptHash" text)
    )
    INSERT INTO "BoxedChoice" ("sessionId", id, "nominationId", ballot, choice)
    SELECT ${sessionId}::uuid, one.* FROM jsonb_to_recordset(${JSON.stringify(rows.choices)}::jsonb)
      AS one(id uuid, "nominationId" uuid, ballot int, choice text)`;
}

/** The rows of the three, each in its own order over all the boxes. */
function rowsOf(filled: readonly Filled[]) {
  const all = <T>(of: (contents: BoxContents) => T[], order: (one: T) => string) =>
    filled
      .flatMap(({ box: { nominationId, ballot }, contents }) =>
        of(contents).map((one) => ({ nominationId, ballot, ...one })),
      )
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return {
    roll: all(
      ({ roll }) => roll,
      ({ memberId }) => memberId,
    ),
    receipts: all(
      ({ receipts }) => receipts.map((receiptHash) => ({ receiptHash })),
      ({ receiptHash }) => receiptHash,
    ),
    choices: all(
      ({ choices: counts }) =>
        choices.flatMap((choice) =>
          Array.from({ length: counts[choice] }, () => ({ id: randomUUID(), choice })),
        ),
      ({ id }) => id,
    ),
  };
}

/** One at a time fills the boxes of a session: the trail's next commitment follows on the one before. */
export async function lockBallots(tx: Tx, sessionId: string): Promise<void> {
  const name = `secret-box:${sessionId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
