import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from '../../scripts/data-dir-lock.ts';
import { launch } from '../../embedded/child-process.ts';
import { progressOn } from '../../embedded/progress.ts';
import type { Screen } from '../../embedded/progress.ts';
import { waitUntil } from '../../embedded/wait-until.ts';
import type { Waiting } from '../../embedded/wait-until.ts';
import { startInstance } from '../../scripts/instance.ts';
import { checkGround } from '../../scripts/preflight.ts';
import { earlyGroundFault, unlessTold } from '../../scripts/setup/ground.mjs';
import { readSettings } from '../../settings.ts';
import { temporaryDataDir } from './support/processes.ts';

let dataDir: string;
let up: string;
beforeEach(() => {
  dataDir = temporaryDataDir();
  up = path.join(dataDir, 'up');
});

/** A part that runs `body`, and is up once it has called `up()`. */
async function comingUp(body: string, waiting: Waiting, notYet = () => 'not yet') {
  const script = `const up = () => require('node:fs').writeFileSync(${JSON.stringify(up)}, ''); setInterval(() => {}, 1000);\n${body}`;
  const child = await launch({
    ...{ name: 'part', command: process.execPath, args: ['-e', script], dataDir, env: process.env },
  });
  const answers = () => (existsSync(up) ? Promise.resolve() : Promise.reject(new Error(notYet())));
  await waitUntil('the part', child, answers, waiting).finally(() => child.stop());
}
const short = { silent: 2_500, busy: 60_000 };
const spin = 'const spin = () => { const until = Date.now() + 250; while (Date.now() < until); };';

describe('a part that comes up slowly', () => {
  it('is waited for as long as it logs something', async () => {
    const logs = 'setInterval(() => console.log("still at it", Date.now()), 300); setTimeout(up, 6_000);';
    await comingUp(logs, { patience: short });
  });

  it('is waited for as long as its answer changes', async () => {
    await comingUp('setTimeout(up, 6_000);', { patience: short }, () => `at ${Math.round(Date.now() / 500)}`);
  });

  it('is waited for as long as it is at work, but not for good', async () => {
    await comingUp(`${spin} setInterval(spin, 300); setTimeout(up, 6_000);`, { patience: short });
    up = path.join(dataDir, 'never');
    await expect(
      comingUp(`${spin} setInterval(spin, 300);`, { patience: { silent: 60_000, busy: 3_000 } }),
    ).rejects.toThrow(/given no sign of it for/);
  });

  it('that falls silent is ended, with what it said itself and nothing of an earlier start', async () => {
    mkdirSync(path.join(dataDir, 'logs'));
    writeFileSync(path.join(dataDir, 'logs', 'part.log'), 'of an earlier start\n');
    const failure = await comingUp('console.log("waits for a lock");', { patience: short }).catch(String);
    expect(failure).toMatch(/the part has not come up, and has given no sign of it for [23] s/);
    expect(failure).toContain('waits for a lock');
    expect(failure).not.toContain('of an earlier start');
  });
});

function screen(isTTY: boolean): Screen & { text: string } {
  const written = { text: '' };
  return Object.assign(written, { isTTY, columns: 40, write: (text: string) => (written.text += text) });
}

describe('what a start is at', () => {
  it('is shown on a terminal in one line that fits, and taken away when it is over', async () => {
    const terminal = screen(true);
    const step = progressOn(terminal).begin('Temporal');
    step.update('namespace default is not registered yet, and this goes on');
    await expect.poll(() => terminal.text).toContain('waiting for Temporal');
    step.end();
    expect(terminal.text).not.toContain('\n');
    const lines = terminal.text.split('\r\u001B[K');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(40);
    expect(lines.at(-1)).toBe('');
  });

  it('names what a part has logged last, in the words of the log', async () => {
    const terminal = screen(true);
    const said = `console.log(JSON.stringify({ level: 30, msg: 'reads plans' })); setTimeout(up, 3_000);`;
    await comingUp(said, { progress: progressOn({ ...terminal, columns: 200, write: terminal.write }) });
    expect(terminal.text).toMatch(/waiting for the part \d s \(reads plans\)/);
  });

  it('is a line of its own where there is no terminal, without control characters', () => {
    const file = screen(false);
    const progress = progressOn(file);
    progress.say('migrations applied: 19');
    progress.begin('Temporal').end();
    expect(file.text).toBe('migrations applied: 19\n');
  });
});

/** A port that something listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What the way in reads of a checkout, without a package. */
function freshCheckout(): string {
  const checkout = temporaryDataDir();
  for (const name of ['package.json', 'package-lock.json', 'scripts/run.mjs', 'scripts/setup'])
    cpSync(name, path.join(checkout, name), { recursive: true });
  for (const name of ['prisma', 'web']) mkdirSync(path.join(checkout, name));
  return checkout;
}

const runIn = (cwd: string, name: string, env: NodeJS.ProcessEnv) =>
  promisify(execFile)(process.execPath, ['scripts/run.mjs', name], { cwd, env });

describe('before anything is installed', () => {
  it('a port that is taken is found, in one line', async () => {
    const checkout = freshCheckout();
    const before = readdirSync(checkout);
    const port = await takenPort();
    const env = { ...process.env, PORT: String(port), DATA_DIR: path.join(checkout, '.data') };
    await expect(runIn(checkout, 'start', env)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `setup: port ${port} is in use; name another with PORT\n`,
    });
    expect(readdirSync(checkout)).toEqual(before);
  });

  it('a Temporal CLI that can’t be had is said, and what was tried', async () => {
    const checkout = freshCheckout();
    const nowhere = 'http://127.0.0.1:9';
    const offline = { NODE_USE_ENV_PROXY: '1', http_proxy: nowhere, https_proxy: nowhere };
    const env = { ...offline, PATH: checkout, HOME: checkout };
    const failure: unknown = await runIn(checkout, 'demo', env).catch(String);
    expect(failure).toMatch(/no Temporal CLI to be had; tried: .*vendor's release v[\d.]+ \(.+\)/);
    expect(existsSync(path.join(checkout, 'node_modules'))).toBe(false);
  });

  it('a port is left alone that an earlier start may hold, whose data folder was never given back', async () => {
    const env = { PORT: String(await takenPort()), DATA_DIR: dataDir };
    const giveBack = lockDataDir(dataDir);
    expect(await earlyGroundFault(env)).toBeUndefined();
    giveBack();
    expect(await earlyGroundFault(env)).toContain('is in use');
  });

  it('the port, host and data folder are those that the start will have', () => {
    const { host, port, dataDir: folder } = readSettings({});
    expect({ ...unlessTold, dataDir: path.resolve(unlessTold.dataDir) }).toEqual({
      host,
      port,
      dataDir: folder,
    });
  });
});

describe('before anything is started', () => {
  it('a port that is taken is found, and nothing has been made yet', async () => {
    const port = await takenPort();
    const settings = readSettings({ DATA_DIR: dataDir, PORT: String(port) });
    await expect(startInstance(settings)).rejects.toThrow(`port ${port} is in use; name another with PORT`);
    expect(readdirSync(dataDir).filter((name) => !name.startsWith('instance.lock'))).toEqual([]);
  });

  it('a host that is not of this machine, and a disk without room, are one line each', async () => {
    const free = { host: '127.0.0.1', port: 39_871, dataDir };
    await expect(checkGround({ ...free, host: '203.0.113.1' })).rejects.toThrow(
      'is no address of this machine',
    );
    await expect(checkGround(free, 1e9)).rejects.toThrow(/^only \d+ MB are free at .*DATA_DIR$/);
    await expect(checkGround(free)).resolves.toBeUndefined();
  });
});
