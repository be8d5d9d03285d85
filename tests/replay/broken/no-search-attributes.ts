import { Path } from '../../../workflows/path.ts';

/** Wrong on purpose: loads, but never shows itself to operators. */
export async function nomination(id: string): Promise<string | null> {
  const path = new Path({ kind: 'nomination', id });
  await path.load();
  await path.finish();
  return path.state.outcome;
}
