// Sets the project up as far as a command needs it: packages, Prisma client, pages, Temporal CLI. Plain Node without
// a dependency, since it runs where node_modules does not exist yet. Says a line for each thing it does, and none
// where all is there. Two at once wait for each other.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { install, installed, missingBytes } from './packages.mjs';
import { at, hashOf, isCurrent, stamp } from './project.mjs';
import { earlyGroundFault } from './ground.mjs';
import { readLock, removeLock, takeLock } from './lock.mjs';
import { runQuietly } from './programs.mjs';
import { SetupError, say } from './say.mjs';
import { machineFacts, machineFaults, spaceFault } from './machine.mjs';
import { fetchTemporalCli, findTemporalCli } from './temporal-cli.mjs';

const schema = path.join('prisma', 'schema.prisma');
/** What the pages are built from. */
const pageSources = ['web', 'domain', 'package-lock.json'];

/** What is made from the sources or fetched beside the packages; `byItself` without these. */
const products = {
  client: {
    present: () =>
      fs.existsSync(at('prisma', 'generated', 'client.ts')) && isCurrent('prisma-schema', hashOf(schema)),
    async make() {
      say('generating the Prisma client …');
      const sha256 = hashOf(schema);
      // Names any executable: `generate` doesn't run it, and without it the CLI would try to download an engine.
      await runQuietly(
        'prisma generate',
        process.execPath,
        [at('node_modules/prisma/build/index.js'), 'generate'],
        {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      );
      stamp('prisma-schema', sha256);
    },
  },
  pages: {
    present: () =>
      fs.existsSync(at('web', 'dist', 'index.html')) && isCurrent('pages', hashOf(...pageSources)),
    async make() {
      say('building the pages …');
      const sha256 = hashOf(...pageSources);
      const vite = at('node_modules/vite/bin/vite.js');
      await runQuietly('vite build', process.execPath, [
        vite,
        'build',
        at('web'),
        '--configLoader',
        'runner',
      ]);
      stamp('pages', sha256);
    },
  },
  temporal: {
    byItself: true,
    present: () => (process.env.TEMPORAL_ADDRESS ?? '') !== '' || findTemporalCli() !== undefined,
    make: () => fetchTemporalCli(say),
  },
};

/** Node, the Temporal CLI and what npm keeps of the packages. */
const cacheBytes = (set) => (installed(set) && products.temporal.present() ? 0 : 0.6 * 2 ** 30);

/** @typedef {{set: 'none' | 'production' | 'start' | 'all', products: string[], serves?: true}} Needs */

/**
 * @param {Needs} needs
 * @throws SetupError
 */
export async function setUp(needs) {
  const startedAt = Date.now();
  if (isSetUp(needs)) return;
  await checkSetUp(needs);
  const set = setToInstall(needs);
  await withLock(async () => {
    // What may not be to be had comes before the packages, which take longer.
    for (const name of missingProducts(needs)) if (products[name].byItself) await products[name].make();
    if (!installed(set)) await install(set);
    for (const name of missingProducts(needs)) await products[name].make();
  });
  say(`done (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
}

const missingProducts = (needs) => needs.products.filter((name) => !products[name].present());
const isSetUp = (needs) => installed(needs.set) && missingProducts(needs).length === 0;
/** Client and pages are built by packages that production does without. */
const setToInstall = ({ set }) => (set === 'production' ? 'start' : set);

/**
 * Before anything is downloaded.
 * @param {Needs} needs
 * @throws SetupError of one line where setting up would fail, or what is set up could not run
 */
export async function checkSetUp(needs) {
  if (isSetUp(needs)) return;
  if (!writable()) {
    throw new SetupError(
      `${at()} is not set up and can't be written: run \`npm run setup\` there as its owner, or work in a copy`,
    );
  }
  const faults = [
    needs.serves === true ? await earlyGroundFault() : undefined,
    ...spaceFaults(setToInstall(needs)),
  ];
  const fault = faults.find((found) => found !== undefined);
  if (fault !== undefined) throw new SetupError(fault);
}

/** Of one disk, what goes to each of its folders together. */
function spaceFaults(set) {
  const [here, cache] = [at(), cacheFolder()];
  const [forPackages, forCache] = [missingBytes(set), cacheBytes(set)];
  return fs.statSync(here).dev === fs.statSync(cache).dev
    ? [spaceFault(here, forPackages + forCache)]
    : [spaceFault(here, forPackages), spaceFault(cache, forCache)];
}

function writable() {
  try {
    for (const folder of [at(), at('prisma'), at('web')]) fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws SetupError naming what this machine lacks */
export function checkMachine() {
  const faults = machineFaults(machineFacts());
  if (faults.length > 0) throw new SetupError(faults.join('; '));
}

/** No set-up takes longer; a lock older than this was left by a process whose id may be in use again. */
const longestSetupMs = 15 * 60_000;

/** Runs the work while holding a lock with this process's id; a lock whose holder is gone is taken over. */
async function withLock(work) {
  const lock = at('.cache', 'setup.lock');
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (let attempt = 1; !takeLock(lock, String(process.pid)); attempt += 1) {
    clearStale(lock);
    // The first attempt may have cleared a stale lock.
    if (attempt === 2) say('another set-up is running, waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    await work();
  } finally {
    removeLock(lock);
  }
}

function clearStale(lock) {
  const found = readLock(lock);
  // A file is a lock of an earlier release.
  if (found === undefined ? !isFile(lock) : !gone(found)) return;
  // Moved aside and looked at again: another taker may have put its own lock there meanwhile.
  const aside = `${lock}-stale-${process.pid}`;
  fs.renameSync(lock, aside);
  if (readLock(aside)?.holder === found?.holder) removeLock(aside);
  else fs.renameSync(aside, lock);
}

const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;

function gone({ holder, since }) {
  if (Date.now() - since > longestSetupMs) return true;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
