import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../../embedded/child-process.ts';
import { clearLeftovers, killAll } from '../../embedded/leftovers.ts';
import { processIdentity } from '../../embedded/process-identity.ts';
import { recordProcess } from '../../embedded/process-records.ts';
import { ended, idleProcess, temporaryDataDir } from './support/processes.ts';

let dataDir: string;
const runDir = () => path.join(dataDir, 'run');
const idle = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: process.env };

beforeEach(() => {
  dataDir = temporaryDataDir();
});

describe('what a killed parent left behind', () => {
  it('is ended in the order of stopping, and forgotten', async () => {
    const parts = await Promise.all(
      ['postgres', 'api', 'worker'].map((name) => launch({ ...idle, name, dataDir })),
    );
    expect(await clearLeftovers(dataDir, ['api', 'worker', 'postgres'])).toEqual([
      'api',
      'worker',
      'postgres',
    ]);
    expect(parts.map(({ pid }) => processIdentity(pid))).toEqual([undefined, undefined, undefined]);
    expect(readdirSync(runDir())).toEqual([]);
  });

  it('is never another process that has the recorded id by now', async () => {
    const stranger = await idleProcess();
    recordProcess(dataDir, {
      name: 'worker',
      pid: stranger.pid,
      stopSignal: 'SIGTERM',
      killSignal: 'SIGKILL',
    });
    const file = path.join(runDir(), 'worker.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"identity":"[^"]*"/, '"identity":"of an earlier boot"'),
    );
    expect(await clearLeftovers(dataDir)).toEqual([]);
    killAll(dataDir);
    expect(processIdentity(stranger.pid)).toBeDefined();
    stranger.kill('SIGKILL');
  });

  it('is ended at once by killAll, deaf or not', async () => {
    const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`;
    const part = await launch({ ...idle, args: ['-e', deaf], name: 'worker', dataDir });
    killAll(dataDir);
    expect(await part.exited).toBe('signal SIGKILL');
  });
});

describe('a part', () => {
  it('is killed when it does not end within its grace', async () => {
    const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.send('up')`;
    const part = await launch({
      ...idle,
      args: ['-e', deaf],
      name: 'worker',
      dataDir,
      ipc: true,
      graceMs: 200,
    });
    await part.ready;
    await part.stop();
    expect(await part.exited).toBe('signal SIGKILL');
  });

  it('says that its command cannot be run', async () => {
    await expect(launch({ ...idle, command: '/nowhere/part', name: 'part', dataDir })).rejects.toThrow(
      /part can't be run/,
    );
  });

  it('runs in a process group of its own, out of reach of a terminal’s Ctrl-C', async () => {
    const part = await launch({ ...idle, name: 'worker', dataDir });
    // Succeeds only for the leader of a group.
    expect(process.kill(-part.pid, 0)).toBe(true);
    await part.stop();
  });
});

it('a zombie does not count as running', async () => {
  const child = await idleProcess();
  const end = ended(child);
  process.kill(child.pid, 'SIGKILL');
  await end;
  expect(processIdentity(child.pid)).toBeUndefined();
});
