import { Path } from './path.ts';

/**
 * A session of the council: convened, opened with a quorum, voted, closed with its tally, concluded by the head.
 * It learns that ballots were opened and closed, never what was voted.
 *
 * @returns `concluded` or `cancelled`
 */
export async function councilSession(id: string): Promise<string | null> {
  const session = new Path({ kind: 'council-session', id });
  await session.load();
  while (!session.state.closed) await session.stay();
  await session.finish();
  return session.state.outcome;
}
