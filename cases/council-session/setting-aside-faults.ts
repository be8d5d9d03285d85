import { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Recusal } from '../../prisma/generated/client.ts';
import { boxKey } from './commitment.ts';
import type { BallotFault } from './recount.ts';

const said = z.object({
  nominationId: z.string(),
  memberId: z.string().optional(),
  takenBack: z.number().optional(),
  annulled: z.number().optional(),
});

/**
 * Votes that were taken back, and ballots that were annulled, otherwise than acts of the session did: what nobody
 * recorded with a reason would leave out votes, or have some cast again.
 */
export async function settingAsideFaults(
  tx: Tx,
  sessionId: string,
  recusals: readonly Recusal[],
): Promise<BallotFault[]> {
  const annulled = await tx.annulledBallot.findMany({ where: { sessionId } });
  const transitions = await tx.transition.findMany({
    where: { pathKind: 'council-session', pathId: sessionId, act: { in: ['recuse', 'annul-ballot'] } },
    select: { detail: true },
  });
  const acts = transitions.flatMap(({ detail }) => said.safeParse(detail).data ?? []);
  const lying = [
    ...recusals.flatMap(({ nominationId, memberId, takenBack }) =>
      takenBack === null ? [] : [{ nominationId, ballot: takenBack, memberId }],
    ),
    ...annulled.map(({ nominationId, ballot }) => ({ nominationId, ballot, memberId: '' })),
  ];
  const recorded = acts.flatMap(({ nominationId, memberId = '', takenBack, annulled: nth }) => [
    ...(takenBack === undefined ? [] : [{ nominationId, ballot: takenBack, memberId }]),
    ...(nth === undefined ? [] : [{ nominationId, ballot: nth, memberId: '' }]),
  ]);
  const keyOf = (one: (typeof lying)[number]) => `${boxKey(one)} ${one.memberId}`;
  const without = (those: typeof lying, others: typeof lying) => {
    const known = new Set(others.map(keyOf));
    return those.filter((one) => !known.has(keyOf(one)));
  };
  return [...without(lying, recorded), ...without(recorded, lying)].map(({ nominationId, ballot }) => ({
    fault: 'set-aside',
    nominationId,
    ballot,
  }));
}
