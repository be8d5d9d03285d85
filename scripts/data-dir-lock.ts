import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { processIdentity } from './embedded/process-identity.ts';

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
 * @returns the function that gives it back
 * @throws DataDirInUse
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = path.join(dataDir, 'instance.lock');
  const mine = `${lock}.${process.pid}`;
  const identity = processIdentity(process.pid);
  if (identity === undefined) throw new Error('cannot tell the start time of this process');
  const text = JSON.stringify({ pid: process.pid, identity } satisfies Holder);
  for (;;) {
    // A link shows up at once with its whole content, and fails where there is a lock already.
    writeFileSync(mine, text);
    try {
      linkSync(mine, lock);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    const seen = readText(lock);
    const holder = parseHolder(seen);
    if (holder !== undefined && processIdentity(holder.pid) === holder.identity) {
      throw new DataDirInUse(dataDir, holder.pid);
    }
    if (seen !== undefined) moveAside(lock, mine, seen);
  }
}

/** Takes a stale lock away; puts back what it finds there when another has taken the folder meanwhile. */
function moveAside(lock: string, aside: string, stale: string): void {
  try {
    renameSync(lock, aside);
    if (readText(aside) !== stale) linkSync(aside, lock);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseHolder(text: string | undefined): Holder | undefined {
  try {
    return text === undefined ? undefined : holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
