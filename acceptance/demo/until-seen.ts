import { setTimeout as pause } from 'node:timers/promises';

/** How long what is waited for may stand still before nobody waits any longer: on a busy machine things take their time. */
const STILL_MS = 120_000;
const EVERY_MS = 50;

/** What was found, or what stands there instead. */
export type Look<T> = { readonly seen: T } | { readonly instead: string };

/**
 * Looks again and again until what is waited for is there.
 * @throws Error with what stands there instead, once that has not changed for `stillMs`
 */
export async function untilSeen<T>(look: () => Promise<Look<T>>, stillMs = STILL_MS): Promise<T> {
  let [last, since] = ['', performance.now()];
  for (;;) {
    const found = await look();
    if ('seen' in found) return found.seen;
    if (found.instead !== last) [last, since] = [found.instead, performance.now()];
    else if (performance.now() - since > stillMs) throw new Error(last);
    await pause(EVERY_MS);
  }
}
