import { newKey } from '../client/intent.ts';
import { slotFor } from '../client/slots.ts';

/**
 * The receipts of a person's votes, on their device alone and until they log out: made before the votes are sent, so
 * that a repeat after a lost connection is known as one. Nothing of the choice is kept with them.
 */
type Receipts = Record<string, string>;
/** A nomination in one of its ballots: a second has receipts of its own. */
export interface Voted {
  nominationId: string;
  ballot: number;
}
export const slotOf = ({ nominationId, ballot }: Voted): string => `${nominationId} ${ballot}`;
const slot = (session: string) => slotFor(`receipts:${session}`, 'browser');

const keptFor = (session: string): Receipts => JSON.parse(slot(session).get() ?? '{}') as Receipts;

export const receiptsOf = (session: string): (Voted & { receipt: string })[] =>
  Object.entries(keptFor(session)).map(([key, receipt]) => {
    const [nominationId = '', ballot] = key.split(' ');
    return { nominationId, ballot: Number(ballot), receipt };
  });

/** The receipt for each of these, by `slotOf`; a new one where there is none yet. */
export function receiptsFor(session: string, voted: Voted[]): Receipts {
  const kept = keptFor(session);
  for (const one of voted) kept[slotOf(one)] ??= newKey();
  slot(session).set(JSON.stringify(kept));
  return kept;
}

/** What the box keeps of a receipt: its SHA-256, in hexadecimal. */
export async function hashOf(receipt: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receipt));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
