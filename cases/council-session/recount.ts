import { Refusal } from '../../domain/problems.ts';
import type { Db, Tx } from '../../prisma/db.ts';
import type { BoxName, ChoiceCount, Opening } from './commitment.ts';
import { ballotsIn, boxKey, committedChoices, emptyBox, isOpenedBy } from './commitment.ts';
import { boxFault, isCommitted, loadCommitted, loadOpenings } from './committed.ts';
import type { Committed } from './committed.ts';
import { contentsOf, loadContents } from './contents.ts';
import type { Boxes } from './contents.ts';
import { resultFaults } from './result-faults.ts';
import { counted, takenBackIn } from './taken-back.ts';
import { settingAsideFaults } from './setting-aside-faults.ts';

/** What a recount may find. */
export const ballotFaults = [
  'trail', // the boxes are not those that the trail committed to last, or its commitments contradict one another
  'missing', // fewer ballots, receipts or members on the roll than were committed to
  'added', // more
  'changed', // as many, and others
  'uncommitted', // ballots that nobody committed to
  'result', // what was written down as the result is not what was counted
  'set-aside', // a vote taken back, or a ballot annulled, of which the story of the session knows nothing, or the contrary
] as const;
export interface BallotFault {
  fault: (typeof ballotFaults)[number];
  /** Null where it is the session's. */
  nominationId: string | null;
  ballot: number | null;
}

/** One box, counted again. */
interface Recounted extends Opening {
  /** What lies there. */
  choices: ChoiceCount;
  /** What was cast, as the commitment has it; null where more than choices was changed. */
  committed: ChoiceCount | null;
  /** Whether the vote on it is closed: until then what lies there is nobody's to know. */
  closed: boolean;
}
export interface Recount {
  sessionId: string;
  boxes: Recounted[];
  /** Of the trail's newest commitment; null where no ballot was cast. */
  newest: Committed | null;
  /** Ballots cast under a release that committed to none: what they were before is not known. */
  carriedOver: number;
  faults: BallotFault[];
}

/**
 * Counts a session's ballots again, and holds them against what the trail committed to as they were cast and against
 * the results that were written down. Reads alone; a ballot that comes meanwhile is waited for by nobody, so that one
 * transaction (repeatable read) or the session's lock must hold it together.
 */
export async function recount(tx: Tx, sessionId: string): Promise<Recount> {
  const { committed } = await tx.councilSession.findUniqueOrThrow({
    where: { id: sessionId },
    select: { committed: true },
  });
  const entries = await loadCommitted(tx, sessionId);
  const openings = await loadOpenings(tx, sessionId);
  const contents = await loadContents(tx, sessionId);
  const results = await tx.ballotResult.findMany({ where: { sessionId } });
  const closed = new Set(results.map(boxKey));
  const newest = entries.at(-1);
  const isWhole = isCommitted(sessionId, openings, newest) && grows(entries);
  // Of a session from before, nothing is known until its ballots have been carried over.
  const isOld = !committed && entries.length === 0;
  const boxes = openings.map((opening): Recounted => {
    const lying = contentsOf(contents, opening);
    const holds = isOpenedBy(sessionId, opening, lying);
    return {
      ...opening,
      choices: lying.choices,
      committed: holds ? lying.choices : committedChoices(sessionId, opening, lying),
      closed: closed.has(boxKey(opening)),
    };
  });
  const recusals = await tx.recusal.findMany({ where: { sessionId } });
  const cast = new Map(
    boxes.map((box) => {
      const of = recusals.filter(({ nominationId }) => nominationId === box.nominationId);
      const { votes } = contentsOf(contents, box);
      const whole = box.committed && { ...emptyBox(), choices: box.committed, votes };
      return [boxKey(box), whole && counted(whole, takenBackIn(of, box)).choices];
    }),
  );
  return {
    sessionId,
    boxes,
    newest: newest ?? null,
    carriedOver: entries.reduce((sum, entry) => sum + (entry.carriedOver ?? 0), 0),
    faults: [
      ...(isWhole ? [] : [{ fault: 'trail' as const, nominationId: null, ballot: null }]),
      ...openings.flatMap((opening) => boxFaults(sessionId, opening, contents)),
      ...(isOld ? [] : await uncommitted(tx, sessionId, openings, contents, committed)),
      ...(await resultFaults(tx, sessionId, results, isOld ? null : cast)),
      ...(await settingAsideFaults(tx, sessionId, recusals)),
    ],
  };
}

/** Each commitment is to more ballots than the one before: an entry that adds none was not written by a ballot. */
const grows = (entries: readonly Committed[]): boolean =>
  entries.every(
    ({ ballots, carriedOver }, i) => carriedOver !== undefined || ballots > (entries[i - 1]?.ballots ?? 0),
  );

function boxFaults(sessionId: string, opening: Opening, contents: Boxes): BallotFault[] {
  const lying = contentsOf(contents, opening);
  if (isOpenedBy(sessionId, opening, lying)) return [];
  const { nominationId, ballot, ballots } = opening;
  const numbers = [ballotsIn(lying), lying.receipts.length, lying.roll.length];
  const faults = [
    ...(numbers.some((n) => n < ballots) ? ['missing' as const] : []),
    ...(numbers.some((n) => n > ballots) ? ['added' as const] : []),
  ];
  return (faults.length > 0 ? faults : ['changed' as const]).map((fault) => ({
    fault,
    nominationId,
    ballot,
  }));
}

async function uncommitted(
  tx: Tx,
  sessionId: string,
  openings: readonly Opening[],
  contents: Boxes,
  committed: boolean,
): Promise<BallotFault[]> {
  const known = new Set(openings.map(boxKey));
  const lying = [...contents].flatMap(([key, box]): BoxName[] => {
    const [nominationId = '', ballot] = key.split(' ');
    return ballotsIn(box) + box.receipts.length > 0 && !known.has(key)
      ? [{ nominationId, ballot: Number(ballot) }]
      : [];
  });
  // Nobody fills the box of the release before any more.
  const old = committed
    ? await tx.secretBallot.findMany({ where: { sessionId }, distinct: ['nominationId', 'ballot'] })
    : [];
  return [...lying, ...old].map(({ nominationId, ballot }) => ({
    fault: 'uncommitted',
    nominationId,
    ballot,
  }));
}

/** @throws Refusal `box-mismatch` where a session's ballots or results are not what was cast and counted */
export async function refuseChangedBallots(tx: Tx, sessionId: string): Promise<void> {
  const { faults } = await recount(tx, sessionId);
  if (faults.length === 0) return;
  const named = [...new Set(faults.flatMap(({ nominationId }) => nominationId ?? []))];
  throw new Refusal(
    'box-mismatch',
    named.map((nominationId) => boxFault({ nominationId })),
  );
}

/** All sessions, or the one of this code, counted again one by one, each as it was at one moment. */
export async function* recountAll(db: Db, code?: string): AsyncGenerator<Recount> {
  const sessions = await db.councilSession.findMany({
    ...(code === undefined ? {} : { where: { code } }),
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  });
  for (const { id } of sessions)
    yield await db.$transaction((tx) => recount(tx, id), {
      isolationLevel: 'RepeatableRead',
      timeout: 60_000,
    });
}
