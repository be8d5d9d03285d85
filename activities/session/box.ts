import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../domain/problems.ts';
import type { RollEntry } from '../../domain/session.ts';
import type { Choice } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { ItemRow, SessionRow } from './row.ts';
import { ballotOf, itemsIn } from './row.ts';

export const choices = ['approve', 'disapprove', 'abstain'] as const;
export const choiceOf = (text: string): Choice => z.enum(choices).parse(text);
export const hashOfReceipt = (receipt: string): string => createHash('sha256').update(receipt).digest('hex');

/** A ballot as the box takes it: in a secret one nothing says whose it is. */
export interface BoxedBallot {
  nominationId: string;
  ballot: number;
  choice: Choice;
  receiptHash: string;
}
/** Whose it is; only the roll and the box of an open ballot learn it. */
export interface Voter {
  memberId: string;
  personId: string;
  written: boolean;
}

/** The entries of the roll for the present ballot on each item, by member: never in the order in which they voted. */
export async function loadRoll(tx: Tx, row: Pick<SessionRow, 'id' | 'items'>): Promise<Rolls> {
  const entries = await tx.voterRoll.findMany({ where: { sessionId: row.id }, orderBy: { memberId: 'asc' } });
  const present = new Map(row.items.map(({ nominationId, ballot }) => [nominationId, ballot]));
  const rolls: Rolls = new Map(row.items.map(({ nominationId }) => [nominationId, []]));
  for (const { nominationId, ballot, memberId, personId, written } of entries)
    if (present.get(nominationId) === ballot) rolls.get(nominationId)?.push({ memberId, personId, written });
  return rolls;
}
export type Rolls = Map<string, (RollEntry & { personId: string | null })[]>;

/** What lies in the box for the present ballot on each item; of an open ballot with the member. */
export async function loadChoices(
  tx: Tx,
  row: SessionRow,
): Promise<Map<string, { choice: Choice; memberId: string | null }[]>> {
  const where = { sessionId: row.id };
  const lying =
    ballotOf(row) === 'open'
      ? await tx.openBallot.findMany({ where, orderBy: { memberId: 'asc' } })
      : (await tx.secretBallot.findMany({ where, orderBy: { receiptHash: 'asc' } })).map((ballot) => ({
          ...ballot,
          memberId: null,
        }));
  return new Map(
    itemsIn(row, 'listed').map((item) => [
      item.nominationId,
      lying
        .filter((one) => one.nominationId === item.nominationId && one.ballot === item.ballot)
        .map(({ choice, memberId }) => ({ choice: choiceOf(choice), memberId })),
    ]),
  );
}

/** Whether anybody has voted on an item, or anybody counted, in its present ballot. */
export const hasBegun = ({ nominationId, valid }: ItemRow, rolls: Rolls): boolean =>
  valid !== null || (rolls.get(nominationId) ?? []).length > 0;

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
  const select = { receiptHash: true, nominationId: true, ballot: true };
  const known = await tx.secretBallot.findMany({ where, select });
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
 * Marks the roll and fills the box, in one transaction. One ballot for each seat and item: the second is refused by
 * the roll itself, whoever came first.
 * @throws Refusal `already-voted`, `invalid` for a receipt that another ballot has
 */
export async function put(
  tx: Tx,
  row: SessionRow,
  { memberId, personId, written }: Voter,
  ballots: readonly BoxedBallot[],
): Promise<void> {
  // Always in the same order: two repeats of one request beside each other must not wait for one another.
  const inOrder = [...ballots].sort((a, b) => (a.nominationId < b.nominationId ? -1 : 1));
  const key = { sessionId: row.id, memberId, personId };
  const { count: marked } = await tx.voterRoll.createMany({
    data: inOrder.map(({ nominationId, ballot }) => ({ ...key, nominationId, ballot, written })),
    skipDuplicates: true,
  });
  if (marked < inOrder.length) {
    // The same request beside this one, committed while this one waited for it?
    if (marked === 0 && (await notYetIn(tx, row, personId, inOrder)).length === 0) return;
    throw new Refusal('already-voted');
  }
  const filled =
    ballotOf(row) === 'open'
      ? (
          await tx.openBallot.createMany({
            data: inOrder.map((ballot) => ({ ...key, ...ballot })),
            skipDuplicates: true,
          })
        ).count
      : await putSecretly(tx, row.id, inOrder);
  if (filled < inOrder.length)
    throw new Refusal('invalid', [{ path: 'votes', message: 'Mã biên nhận phải là số ngẫu nhiên mới.' }]);
}

/**
 * Lays all that is in the box for these items anew, in the order of the hashes, with what is added: afterwards neither
 * the place of a row (ctid, and the order of a dump) nor the transaction that wrote it (xmin) tells one ballot from
 * another. Alone at it (`lockSecretBox`).
 * @returns how many were added
 */
async function putSecretly(tx: Tx, sessionId: string, ballots: readonly BoxedBallot[]): Promise<number> {
  const [there] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM "SecretBallot"
    WHERE "receiptHash" = ANY(${ballots.map(({ receiptHash }) => receiptHash)}::text[])`;
  if (there.count > 0) return 0;
  const ids = ballots.map(({ nominationId }) => nominationId);
  const added = JSON.stringify(ballots);
  await tx.$executeRaw`
    WITH lying AS (
      DELETE FROM "SecretBallot" WHERE "sessionId" = ${sessionId}::uuid AND "nominationId" = ANY(${ids}::uuid[])
      RETURNING "receiptHash", "nominationId", ballot, choice
    ), added AS (
      SELECT * FROM jsonb_to_recordset(${added}::jsonb)
        AS one("receiptHash" text, "nominationId" uuid, ballot int, choice text)
    )
    INSERT INTO "SecretBallot" ("sessionId", "receiptHash", "nominationId", ballot, choice)
    SELECT ${sessionId}::uuid, one.* FROM (
      SELECT "receiptHash", "nominationId", ballot, choice FROM lying
      UNION ALL SELECT "receiptHash", "nominationId", ballot, choice FROM added
    ) AS one ORDER BY "receiptHash"`;
  return ballots.length;
}

/** One at a time lays the secret box anew; besides, ballots share the box as open ones do. */
export async function lockSecretBox(tx: Tx, sessionId: string): Promise<void> {
  const name = `secret-box:${sessionId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
