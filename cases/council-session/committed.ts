import { z } from 'zod';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { audit } from '../record.ts';
import type { BoxContents, BoxMethod, BoxName, Opening } from './commitment.ts';
import { ballotsIn, boxKey, commitmentTo, isOpenedBy, openingOf } from './commitment.ts';
import type { Boxes } from './contents.ts';
import { contentsOf } from './contents.ts';
import type { SessionRow } from './row.ts';

/** What an entry of the trail says of the boxes once ballots were added: how many lie there, and the commitment. */
const committedDetail = z.object({
  ballots: z.number().int(),
  box: z.string(),
  /** So many were cast under a release that committed to none. */
  carriedOver: z.number().int().optional(),
});
export interface Committed extends z.infer<typeof committedDetail> {
  entryId: bigint;
}
const action = 'ballots-cast';

export async function loadOpenings(tx: Tx, sessionId: string): Promise<Opening[]> {
  const boxes = await tx.ballotBox.findMany({ where: { sessionId } });
  return boxes.map(({ nominationId, ballot, method, ballots, nonce, root }) => ({
    ...{ nominationId, ballot, ballots, nonce, root },
    method: z.enum(['open', 'secret']).parse(method),
  }));
}

/** What the trail says of a session's boxes: all, or the newest alone. */
export async function loadCommitted(tx: Tx, sessionId: string, last?: 'last'): Promise<Committed[]> {
  const entries = await tx.auditEntry.findMany({
    where: { pathId: sessionId, action },
    orderBy: { id: last ? 'desc' : 'asc' },
    ...(last ? { take: 1 } : {}),
  });
  return entries.map(({ id, detail }) => ({ entryId: id, ...committedDetail.parse(detail) }));
}

const sumOf = (openings: readonly Opening[]): number =>
  openings.reduce((sum, { ballots }) => sum + ballots, 0);

/** Whether the newest entry of the trail commits to these boxes, and to no others. */
export const isCommitted = (
  sessionId: string,
  openings: readonly Opening[],
  newest: Committed | undefined,
): boolean =>
  newest === undefined
    ? openings.length === 0
    : newest.ballots === sumOf(openings) && newest.box === commitmentTo(sessionId, openings);

/**
 * The openings of a session's boxes, after seeing that the trail's newest commitment covers them, and that what lies in
 * these boxes opens it.
 * @throws Refusal `box-mismatch`, naming the nominations where it is one of the boxes
 */
export async function openingsThatHold(
  tx: Tx,
  { id }: Pick<SessionRow, 'id'>,
  boxes: readonly BoxName[],
  contents: Boxes,
): Promise<Opening[]> {
  const openings = await loadOpenings(tx, id);
  const [newest] = await loadCommitted(tx, id, 'last');
  if (!isCommitted(id, openings, newest)) throw new Refusal('box-mismatch');
  const known = new Map(openings.map((opening) => [boxKey(opening), opening]));
  const changed = boxes.filter((box) => {
    const opening = known.get(boxKey(box));
    const lying = contentsOf(contents, box);
    return opening ? !isOpenedBy(id, opening, lying) : ballotsIn(lying) + lying.receipts.length > 0;
  });
  if (changed.length > 0) throw new Refusal('box-mismatch', changed.map(boxFault));
  return openings;
}

export const boxFault = ({ nominationId }: Pick<BoxName, 'nominationId'>) => ({
  path: `items.${nominationId}`,
  message: 'Hòm phiếu của hồ sơ này không khớp với cam kết trong nhật ký.',
});

/** Commits to what lies in these boxes now, in place of what did: new nonces, and one entry of the trail for all. */
export async function commit(
  tx: Tx,
  { id, organization }: Pick<SessionRow, 'id' | 'organization'>,
  at: string,
  before: readonly Opening[],
  changed: readonly { box: BoxName & { method: BoxMethod }; contents: BoxContents }[],
  carriedOver?: number,
): Promise<void> {
  const anew = changed.map(({ box, contents }) => openingOf(id, box, contents));
  const touched = new Set(anew.map(boxKey));
  const openings = [...before.filter((opening) => !touched.has(boxKey(opening))), ...anew];
  await tx.$executeRaw`
    INSERT INTO "BallotBox" ("sessionId", "nominationId", ballot, method, ballots, nonce, root)
    SELECT ${id}::uuid, one.* FROM jsonb_to_recordset(${JSON.stringify(anew)}::jsonb)
      AS one("nominationId" uuid, ballot int, method text, ballots int, nonce text, root text)
    ON CONFLICT ("sessionId", "nominationId", ballot)
      DO UPDATE SET method = EXCLUDED.method, ballots = EXCLUDED.ballots, nonce = EXCLUDED.nonce, root = EXCLUDED.root`;
  await audit(
    tx,
    organization,
    at,
    null,
    action,
    { kind: 'council-session', id },
    {
      ballots: sumOf(openings),
      box: commitmentTo(id, openings),
      ...(carriedOver === undefined ? {} : { carriedOver }),
    },
  );
}
