import { Path } from './path.ts';

/**
 * What a unit, or the lead's office, owes a body: handed in, accepted or returned there, or waived. Reminds before its
 * date and says when that has passed; no date accepts it.
 *
 * @returns `accepted` or `waived`
 */
export async function obligation(id: string): Promise<string | null> {
  const path = new Path({ kind: 'obligation', id });
  await path.load();
  while (!path.state.closed) await path.stay();
  await path.finish();
  return path.state.outcome;
}
