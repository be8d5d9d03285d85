import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cacheFolder, npmEnvironment } from '../../scripts/setup/cache-folder.mjs';
import { commands } from '../../scripts/setup/commands.mjs';
import { machineFaults, spaceFault } from '../../scripts/setup/machine.mjs';
import type { MachineFacts } from '../../scripts/setup/machine.mjs';
import { buildNeeded, builds, isSupported, unpack } from '../../scripts/setup/node-runtime.mjs';
import { temporaryDataDir } from './support/processes.ts';

const gigabyte = 2 ** 30;

describe('a machine on which it can’t work', () => {
  const good: MachineFacts = {
    platform: 'linux',
    arch: 'x64',
    release: '6.1.0',
    memory: 8 * gigabyte,
    glibc: '2.36',
  };

  it.each<[string, Partial<MachineFacts>, RegExp]>([
    ['Windows', { platform: 'win32' }, /WSL2/],
    ['WSL1', { release: '4.4.0-19041-Microsoft' }, /--set-version/],
    ['a system without builds', { platform: 'freebsd' }, /Linux or macOS/],
    ['a processor without builds', { arch: 'riscv64' }, /riscv64: x64 or arm64/],
    ['another C library', { glibc: undefined }, /glibc 2\.28 or newer.*musl/],
    ['an old C library', { glibc: '2.17' }, /this is 2\.17/],
    ['too little memory', { memory: gigabyte }, /2\.0 GB of memory are needed, here are 1\.0 GB/],
  ])('is told so in one line: %s', (_what, facts, said) => {
    const faults = machineFaults({ ...good, ...facts });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(said);
    expect(faults[0]).not.toContain('\n');
  });

  it('is not one with WSL2, nor a Mac', () => {
    expect(machineFaults({ ...good, release: '5.15.90.1-microsoft-standard-WSL2' })).toEqual([]);
    expect(machineFaults({ ...good, platform: 'darwin', arch: 'arm64', glibc: undefined })).toEqual([]);
  });

  it('is told how much disk is wanted and where', () => {
    expect(spaceFault(os.tmpdir(), 0)).toBeUndefined();
    expect(spaceFault(os.tmpdir(), 1e6 * gigabyte)).toContain(`free disk are needed in ${os.tmpdir()}`);
  });
});

describe('the Node that it runs on', () => {
  it('is the one that is there if it is supported', () => {
    for (const version of ['24.11.0', '24.22.3', '26.0.0', '28.1.0']) {
      expect(buildNeeded({ version, wanted: undefined })).toBeUndefined();
    }
  });

  it('is brought where the one that is there is too old, of no long-term line, or not the wanted one', () => {
    for (const version of ['18.20.8', '20.20.2', '22.22.0', '24.0.0', '25.9.0']) {
      expect(buildNeeded({ version, wanted: undefined })).toBeDefined();
    }
    expect(buildNeeded({ version: '24.22.3', wanted: '26' })?.version).toMatch(/^26\./);
    expect(() => buildNeeded({ version: '24.22.3', wanted: '23' })).toThrow('24 or 26');
  });

  it('is itself a supported one, whichever is brought, and what package.json asks for', () => {
    const brought = Object.values(builds).flatMap((platforms) => Object.values(platforms));
    for (const { version } of brought) expect(isSupported(version)).toBe(true);
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(engines.node).toBe('^24.11.0 || >=26.0.0');
  });

  it('is not taken out of a package with another hash than the known one', () => {
    const work = temporaryDataDir();
    const file = path.join(work, 'node.tgz');
    writeFileSync(file, 'not what npm is known to hold');
    const build = builds['24']?.['linux-x64'];
    if (build === undefined) throw new Error('no build of 24');
    expect(() => unpack(file, build, work)).toThrow(/not the known one .*: not used/);
  });
});

it('every script of package.json goes the one way in', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const expected = Object.keys(commands).map((name) => [name, `node scripts/run.mjs ${name}`]);
  expect(scripts).toEqual(Object.fromEntries(expected));
});

describe('what is fetched for a user', () => {
  it('lies in the home folder, and where that can’t be written in a folder of the user’s own', () => {
    const home = temporaryDataDir();
    expect(cacheFolder({ HOME: home })).toBe(path.join(home, '.cache', 'thi-dua-khen-thuong'));
    const elsewhere = cacheFolder({ HOME: '/dev/null/no-home' });
    expect(elsewhere).toMatch(/^\/var\/tmp\/thi-dua-khen-thuong-\d+$/);
    expect(statSync(elsewhere).mode & 0o077).toBe(0);
  });

  it('by npm lies where npm keeps it, and in that folder of the user’s own where npm can’t write', () => {
    const home = temporaryDataDir();
    expect(npmEnvironment({ HOME: home })).toEqual({});
    // As `npm run` names it for a user without a home.
    const nowhere = { HOME: '/dev/null/no-home', npm_config_cache: '/dev/null/no-home/.npm' };
    expect(npmEnvironment(nowhere)).toEqual({ npm_config_cache: path.join(cacheFolder(nowhere), 'npm') });
  });

  it('is not put where others may write, since programs are run from there', () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'home-'));
    const folder = path.join(home, '.cache', 'thi-dua-khen-thuong');
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(cacheFolder({ HOME: home })).not.toBe(folder);
  });
});
