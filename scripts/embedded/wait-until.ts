import { setTimeout as pause } from 'node:timers/promises';
import { logTail } from './child-process.ts';
import type { RunningProcess } from './child-process.ts';

/**
 * Waits until a part answers.
 * @param answers resolves when it does, rejects when not yet
 * @throws Error with the end of the part's log when it ends instead, or when `limitMs` have passed
 */
export async function waitUntil(
  name: string,
  child: RunningProcess,
  answers: () => Promise<unknown>,
  limitMs = 60_000,
): Promise<void> {
  const ended = child.exited.then((how) => {
    throw new Error(`${name} ended at its start (${how}):\n${logTail(child.logFile)}`);
  });
  // Also when the race below is over: a part that ends later is the supervisor's matter.
  ended.catch(() => undefined);
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    try {
      await Promise.race([answers(), ended]);
      return;
    } catch (error) {
      await Promise.race([pause(50), ended]);
      if (Date.now() > giveUpAt) {
        await child.stop();
        throw new Error(`${name} did not answer within ${limitMs / 1000} s (see ${child.logFile})`, {
          cause: error,
        });
      }
    }
  }
}
