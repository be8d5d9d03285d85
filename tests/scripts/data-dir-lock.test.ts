import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DataDirInUse, lockDataDir } from '../../scripts/data-dir-lock.ts';
import { processIdentity } from '../../embedded/process-identity.ts';
import { takeLock } from '../../scripts/setup/lock.mjs';
import { ended, idleProcess, runModule, temporaryDataDir } from './support/processes.ts';

let dataDir: string;
const lockFile = () => path.join(dataDir, 'instance.lock.7');
const lockedBy = (holder: { pid: number; identity: string }) =>
  expect(takeLock(lockFile(), JSON.stringify(holder))).toBe(true);

beforeEach(() => {
  dataDir = temporaryDataDir();
});

describe('the lock on a data folder', () => {
  it('is given back by the one who has it, who leaves no more than one lock behind', () => {
    lockDataDir(dataDir)();
    lockDataDir(dataDir)();
    const giveBack = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(DataDirInUse);
    giveBack();
    expect(readdirSync(dataDir)).toHaveLength(1);
    lockDataDir(dataDir)();
  });

  it('refuses a second instance while the first runs, and names its process', async () => {
    const holder = await idleProcess();
    lockedBy({ pid: holder.pid, identity: processIdentity(holder.pid) ?? '' });
    expect(() => lockDataDir(dataDir)).toThrow(DataDirInUse);
    expect(() => lockDataDir(dataDir)).toThrow(String(holder.pid));
    holder.kill('SIGKILL');
  });

  it('is taken over when its holder has been killed', async () => {
    const holder = await idleProcess();
    lockedBy({ pid: holder.pid, identity: processIdentity(holder.pid) ?? '' });
    const end = ended(holder);
    holder.kill('SIGKILL');
    await end;
    lockDataDir(dataDir)();
  });

  it('is taken over when its process id now belongs to another process', () => {
    lockedBy({ pid: process.pid, identity: 'of an earlier boot' });
    lockDataDir(dataDir)();
  });

  it('is taken over when it is not readable as a lock', () => {
    expect(takeLock(lockFile(), '{"pid":')).toBe(true);
    lockDataDir(dataDir)();
  });

  it('goes to exactly one of several that find it stale at once', async () => {
    // Many rounds, since the takers meet at the critical moment in few of them.
    const rounds = Array.from({ length: 40 }, () => temporaryDataDir());
    for (dataDir of rounds) lockedBy({ pid: process.pid, identity: 'of an earlier boot' });
    const taker = `
      import { lockDataDir } from './scripts/data-dir-lock.ts';
      for (const [round, folder] of process.env.FOLDERS.split(',').entries()) {
        while (Date.now() < ${Date.now() + 2_500} + round * 15);
        try { lockDataDir(folder); console.log(folder); } catch (error) { if (error.name !== 'DataDirInUse') throw error; }
      }
      setTimeout(() => {}, 1500);`;
    const takers = Array.from({ length: 4 }, () => runModule(taker, { FOLDERS: rounds.join() }));
    const winners = (await Promise.all(takers)).flatMap(({ output }) => output.trim().split('\n'));
    expect(winners.filter((line) => line !== '').sort()).toEqual(rounds.sort());
  });
});
