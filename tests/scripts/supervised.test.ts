import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { processIdentity } from '../../embedded/process-identity.ts';
import { recordedProcesses } from '../../embedded/process-records.ts';
import { untold } from '../../embedded/progress.ts';
import { startSupervised } from '../../scripts/supervised.ts';
import { ended, idleProcess, temporaryDataDir } from './support/processes.ts';

const child = path.resolve(import.meta.dirname, '..', '..', 'run-as-child.ts');
let dataDir: string;
let said: string[];

beforeEach(() => {
  dataDir = temporaryDataDir();
  said = [];
});

/** Starts a worker with this body after its imports; `givenUp` resolves when it isn't started again. */
async function supervise(body: string) {
  const script = path.join(dataDir, 'worker.mts');
  writeFileSync(
    script,
    `import { runAsChild } from ${JSON.stringify(child)};\nsetInterval(() => {}, 1000);\n${body}`,
  );
  let onGivenUp: (error: Error) => void = () => undefined;
  const givenUp = new Promise<Error>((resolve) => (onGivenUp = resolve));
  let lines = 0;
  const waiting = new Map<number, () => void>();
  const say = (line: string) => {
    said.push(line);
    waiting.get((lines += 1))?.();
  };
  const saidLines = (count: number) => new Promise<void>((resolve) => waiting.set(count, resolve));
  const supervised = await startSupervised({
    name: 'worker',
    script,
    dataDir,
    env: process.env,
    progress: { ...untold, say },
    onGivenUp,
  });
  return { supervised, givenUp, saidLines };
}

const pidOf = () => recordedProcesses(dataDir).find(({ name }) => name === 'worker')?.pid;
const obedient =
  'runAsChild({ ready: Promise.resolve(), stop: async () => console.log("finished its work") });';

describe('a supervised process', () => {
  it('finishes its work when it is stopped', async () => {
    const { supervised } = await supervise(obedient);
    await supervised.stop();
    expect(readFileSync(path.join(dataDir, 'logs', 'worker.log'), 'utf8')).toContain('finished its work');
    expect(recordedProcesses(dataDir)).toEqual([]);
    expect(said).toEqual([]);
  });

  it('is started again after a kill, with one line about it', async () => {
    const { supervised, saidLines } = await supervise(obedient);
    const first = pidOf();
    const told = saidLines(1);
    process.kill(first ?? 0, 'SIGKILL');
    await told;
    await expect.poll(pidOf).not.toBe(undefined);
    expect(pidOf()).not.toBe(first);
    expect(said).toEqual([expect.stringContaining('worker ended unexpectedly (signal SIGKILL)')]);
    await supervised.stop();
    expect(recordedProcesses(dataDir)).toEqual([]);
  });

  it('is given up when it dies again and again', async () => {
    const { supervised, givenUp } = await supervise(
      'process.send("ready"); setTimeout(() => process.exit(3), 10);',
    );
    expect((await givenUp).message).toContain('worker died 6 times within a minute');
    expect(said).toHaveLength(5);
    await supervised.stop();
  });

  it('that fails at its start is reported with the end of its log', async () => {
    await expect(supervise('throw new Error("no plan to load");')).rejects.toThrow(
      /worker ended at its start[^]*no plan to load/,
    );
    await expect(
      supervise(
        'runAsChild({ ready: Promise.reject(new Error("no database")), stop: async () => undefined });',
      ),
    ).rejects.toThrow(/no database/);
  });

  it('ends itself when its parent is killed', async () => {
    const script = path.join(dataDir, 'worker.mts');
    writeFileSync(
      script,
      `import { runAsChild } from ${JSON.stringify(child)};\nsetInterval(() => {}, 1000);\n${obedient}`,
    );
    const note = path.join(dataDir, 'pid');
    const tsx = import.meta.resolve('tsx');
    const parent = await idleProcess(`
      const child = require('node:child_process').fork(${JSON.stringify(script)}, { execArgv: ['--import', ${JSON.stringify(tsx)}], detached: true });
      child.on('message', () => require('node:fs').writeFileSync(${JSON.stringify(note)}, String(child.pid)));`);
    await expect.poll(() => Number(readNote(note)), { timeout: 20_000 }).toBeGreaterThan(0);
    const end = ended(parent);
    parent.kill('SIGKILL');
    await end;
    await expect.poll(() => processIdentity(Number(readNote(note))), { timeout: 10_000 }).toBeUndefined();
  });
});

function readNote(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
