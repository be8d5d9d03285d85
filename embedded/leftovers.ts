import { setTimeout as pause } from 'node:timers/promises';
import { signalGroup } from './child-process.ts';
import { processIdentity } from './process-identity.ts';
import { forgetProcess, recordedProcesses } from './process-records.ts';
import type { ProcessRecord } from './process-records.ts';

/** Milliseconds that a part left behind gets to end by itself. */
const graceMs = 10_000;

/**
 * Ends what a `kill -9` of an earlier parent left running, in the given order (what isn't named there last).
 * Only for the holder of the data folder's lock.
 * @returns the names of the parts that were ended
 */
export async function clearLeftovers(dataDir: string, order: readonly string[] = []): Promise<string[]> {
  const place = ({ name }: ProcessRecord) => (order.includes(name) ? order.indexOf(name) : order.length);
  const leftovers = recordedProcesses(dataDir).sort((a, b) => place(a) - place(b));
  for (const leftover of leftovers) {
    await end(leftover);
    forgetProcess(dataDir, leftover.name, leftover.pid);
  }
  return leftovers.map(({ name }) => name);
}

/** Ends all recorded processes at once, without letting them finish: for a second Ctrl-C. */
export function killAll(dataDir: string): void {
  for (const { pid, killSignal } of recordedProcesses(dataDir)) signalGroup(pid, killSignal);
}

async function end({ pid, identity, stopSignal, killSignal }: ProcessRecord): Promise<void> {
  const runs = () => processIdentity(pid) === identity;
  signalGroup(pid, stopSignal);
  const giveUpAt = Date.now() + graceMs;
  while (runs() && Date.now() < giveUpAt) await pause(50);
  if (runs()) signalGroup(pid, killSignal);
  while (runs()) await pause(20);
}
