import { slotFor } from './slots.ts';

/**
 * The idempotency key of an intended act. It lasts over repeats, a lost connection and a reload of the page, and
 * is forgotten once the service has answered: then the intent is done, or refused without effect.
 */
const slot = (intent: string) => slotFor(`intent:${intent}`);

export function keyOf(intent: string): string {
  const kept = slot(intent).get();
  if (kept !== null) return kept;
  const key = newKey();
  slot(intent).set(key);
  return key;
}

export const forgetIntent = (intent: string): void => slot(intent).remove();

/** 128 random bits in hexadecimal; `crypto.randomUUID` exists on secure addresses only. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
