import { Path } from './path.ts';

/**
 * An award that was revoked: the certificate and the money are to be returned. Reminds the office that takes them
 * back before the date and says when it has passed; it ends with the last return, never by a date.
 *
 * @returns `finished`
 */
export async function revocation(id: string): Promise<string | null> {
  const path = new Path({ kind: 'revocation', id });
  await path.load();
  while (!path.state.closed) await path.stay();
  await path.finish();
  return path.state.outcome;
}
