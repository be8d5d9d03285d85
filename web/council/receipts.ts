import { newKey } from '../client/intent.ts';

/**
 * The receipts of a person's votes, on his device alone: made before the votes are sent, so that a repeat after a
 * lost connection is known as one. Nothing of the choice is kept with them.
 */
type Receipts = Record<string, string>;
const slot = (session: string, username: string) => `receipts:${session}:${username}`;

export const receiptsOf = (session: string, username: string): Receipts =>
  JSON.parse(localStorage.getItem(slot(session, username)) ?? '{}') as Receipts;

/** The receipt for each of these nominations; a new one where there is none yet. */
export function receiptsFor(session: string, username: string, nominationIds: string[]): Receipts {
  const kept = receiptsOf(session, username);
  for (const id of nominationIds) kept[id] ??= newKey();
  localStorage.setItem(slot(session, username), JSON.stringify(kept));
  return kept;
}

/** What the box keeps of a receipt: its SHA-256, in hexadecimal. */
export async function hashOf(receipt: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receipt));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
