import { Path } from './path.ts';

/**
 * A round (đợt): open for proposals until intake closes, then followed until every nomination in it is closed.
 * Reminds the units that have not proposed; tells the lead office what came in.
 *
 * @returns `finished` or `cancelled`
 */
export async function awardRound(id: string): Promise<string | null> {
  const round = new Path({ kind: 'award-round', id });
  await round.load();
  while (!round.state.closed) await round.stay();
  await round.finish();
  return round.state.outcome;
}
