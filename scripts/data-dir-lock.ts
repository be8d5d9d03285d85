import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { processIdentity } from '../embedded/process-identity.ts';
import { giveBack, readLock, removeLock, takeLock } from './setup/lock.mjs';

const holderSchema = z.object({ pid: z.number().int().positive(), identity: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Another live instance uses the data folder. The message is one line for people. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';
  constructor(dataDir: string, pid: number) {
    super(`the data folder ${dataDir} is in use by another instance (process ${pid})`);
  }
}

/**
 * Takes the data folder for this process, also over a lock whose holder no longer runs.
 *
 * Locks are numbered, `instance.lock.7`, and the highest one counts. A stale lock is never taken away, since between
 * looking at it and removing it another may have put its own there: the next number is taken instead, which the file
 * system gives to one taker only. The highest lock always stays, so that no number comes back while it matters.
 * @returns the function that gives it back
 * @throws DataDirInUse
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const identity = processIdentity(process.pid);
  if (identity === undefined) throw new Error('cannot tell the start time of this process');
  const lockFile = (number: number): string => path.join(dataDir, `instance.lock.${number}`);
  for (;;) {
    const last = Math.max(0, ...lockNumbers(dataDir));
    const holder = readHolder(lockFile(last));
    if (holder !== undefined && processIdentity(holder.pid) === holder.identity) {
      throw new DataDirInUse(dataDir, holder.pid);
    }
    const mine = lockFile(last + 1);
    if (!takeLock(mine, JSON.stringify({ pid: process.pid, identity } satisfies Holder))) continue;
    const numbers = lockNumbers(dataDir);
    if (Math.max(...numbers) > last + 1) {
      removeLock(mine);
      continue;
    }
    for (const number of numbers) if (number <= last) removeLock(lockFile(number));
    return () => giveBack(mine);
  }
}

function lockNumbers(dataDir: string): number[] {
  return readdirSync(dataDir).flatMap((name) => {
    const number = /^instance\.lock\.(\d+)$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

/** @returns undefined where nobody holds the lock: given back, gone, or not readable as one */
function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readLock(file)?.holder ?? ''));
  } catch {
    return undefined;
  }
}
