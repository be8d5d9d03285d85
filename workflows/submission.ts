import { Path } from './path.ts';

/**
 * A tờ trình: dispatched to the next body, received there, answered item by item, decided.
 *
 * @returns `finished`, once every nomination in it has its answer or decision
 */
export async function submission(id: string): Promise<string | null> {
  const path = new Path({ kind: 'submission', id });
  await path.load();
  while (!path.state.closed) await path.stay();
  await path.finish();
  return path.state.outcome;
}
