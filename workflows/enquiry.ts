import { Path } from './path.ts';

/**
 * A difficulty that a unit raised: waits for its answer, reminds before its date and says when that has passed; once
 * answered, ends when the unit or the body closes it, or by itself.
 *
 * @returns `closed`
 */
export async function enquiry(id: string): Promise<string | null> {
  const path = new Path({ kind: 'enquiry', id });
  await path.load();
  while (!path.state.closed) await path.stay();
  await path.finish();
  return path.state.outcome;
}
