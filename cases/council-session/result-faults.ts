import { z } from 'zod';
import { countBallots } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { AgendaItem, BallotResult } from '../../prisma/generated/client.ts';
import { boxKey, emptyBox } from './commitment.ts';
import type { ChoiceCount } from './commitment.ts';
import { choicesIn } from './contents.ts';
import type { BallotFault } from './recount.ts';
import { resultsHash } from './results.ts';

const closed = z.object({ results: z.string() });
const entered = z.object({
  nominationId: z.string(),
  issued: z.number(),
  collected: z.number(),
  valid: z.number(),
  approve: z.number(),
  disapprove: z.number(),
});
type Entered = z.infer<typeof entered>;
interface Numbers {
  issued: number | null;
  collected: number | null;
  valid: number | null;
  approve: number | null;
  disapprove: number | null;
}
const differ = (a: Numbers, b: Numbers): boolean =>
  (['issued', 'collected', 'valid', 'approve', 'disapprove'] as const).some((part) => a[part] !== b[part]);

type Counts = readonly (Entered & { at: Date })[];
type Cast = ReadonlyMap<string, ChoiceCount | null>;
type Transitions = readonly { act: string; at: Date; detail: unknown }[];

/**
 * Results that are not what was counted: by the service from the boxes, by people as they entered it, or as the closing
 * wrote it down.
 * @param cast what was cast by `boxKey`, null where that is not known; null as a whole where nothing is
 */
export async function resultFaults(
  tx: Tx,
  sessionId: string,
  results: readonly BallotResult[],
  cast: Cast | null,
): Promise<BallotFault[]> {
  const items = await tx.agendaItem.findMany({ where: { sessionId } });
  const transitions = await tx.transition.findMany({
    where: { pathKind: 'council-session', pathId: sessionId },
    orderBy: { version: 'asc' },
  });
  const counts = enteredIn(transitions);
  const wrong = [
    ...results.filter((result) => !isAsCounted(result, counts, cast)),
    ...items.filter((item) => !isAsWrittenDown(item, results, counts)),
  ];
  const named = new Map(wrong.map((one) => [boxKey(one), one]));
  const faults = [...named.values()].map(({ nominationId, ballot }): BallotFault => ({
    fault: 'result',
    nominationId,
    ballot,
  }));
  if (faults.length === 0 && !areAsClosed(results, transitions))
    return [{ fault: 'result', nominationId: null, ballot: null }];
  return faults;
}

/** What was entered of hands and paper, in the order in which it was. */
const enteredIn = (transitions: Transitions): Counts =>
  transitions
    .filter(({ act }) => act === 'record-count')
    .flatMap(({ at, detail }) => {
      const read = entered.safeParse(detail);
      return read.success ? [{ at, ...read.data }] : [];
    });

function isAsCounted(result: BallotResult, counts: Counts, cast: Cast | null): boolean {
  if (result.method === 'open' || result.method === 'secret') {
    const choices = cast?.get(boxKey(result));
    // What was cast can't be told any more: the box itself is blamed.
    if (cast === null || choices === null) return true;
    return !differ(
      countBallots(choicesIn({ choices: choices ?? emptyBox().choices }), result.issued),
      result,
    );
  }
  const said = counts.findLast(
    ({ nominationId, at }) => nominationId === result.nominationId && at <= result.closedAt,
  );
  return said !== undefined && !differ(said, result);
}

/** Whether the agenda says of an item what its result does, or of one under way what was entered last. */
function isAsWrittenDown(item: AgendaItem, results: readonly BallotResult[], counts: Counts): boolean {
  const { nominationId, ballot, state, valid } = item;
  const result = results.find((one) => one.nominationId === nominationId && one.ballot === ballot);
  if (['passed', 'failed', 'agreed', 'refused'].includes(state))
    return result !== undefined && !differ(result, item) && result.passed === (state !== 'failed');
  const said = counts.findLast((count) => count.nominationId === nominationId);
  return state !== 'listed' || valid === null || (said !== undefined && !differ(said, item));
}

/** Whether the results of each closing are those it wrote down; earlier releases wrote nothing. */
const areAsClosed = (results: readonly BallotResult[], transitions: Transitions): boolean =>
  transitions.every(({ at, detail }) => {
    const read = closed.safeParse(detail);
    const then = results.filter(({ closedAt }) => closedAt.getTime() === at.getTime());
    return !read.success || read.data.results === resultsHash(then);
  });
