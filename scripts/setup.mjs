// Sets the project up, before `npm start` and `npm test`: dependencies, Prisma client, pages, Temporal CLI.
// Plain Node without a dependency, since it runs where node_modules does not exist yet. Says one line for each
// thing it does, and nothing but "ready" where all is there already. Two at once wait for each other.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, fetchTemporalCli, findTemporalCli } from './temporal-cli.mjs';

const root = path.resolve(import.meta.dirname ?? '.', '..');
const at = (...parts) => path.join(root, ...parts);
// Inside node_modules, so that a fresh install forgets it.
const stateDir = at('node_modules', '.cache', 'thi-dua-khen-thuong');
const startedAt = Date.now();

function say(line) {
  process.stdout.write(`setup: ${line}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeJson(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(value, null, 2)}\n`);
  fs.renameSync(`${file}.${process.pid}`, file);
}

function checkNode() {
  const wanted = readJson(at('package.json')).engines.node.match(/\d+/g).map(Number);
  const present = process.versions.node.split('.').map(Number);
  if (present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < wanted[1])) {
    throw new SetupError(`Node.js ${wanted.join('.')} or newer is needed, this is ${process.versions.node}`);
  }
}

/** npm writes node_modules/.package-lock.json last, so that it tells a whole install from one cut short. */
function dependenciesPresent() {
  const wanted = readJson(at('package-lock.json')).packages;
  const installed = readJson(at('node_modules', '.package-lock.json'))?.packages;
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const present = installed[name];
    return present === undefined ? entry.optional === true : present.version === entry.version;
  });
}

/** Runs a command quietly; the beginning of its output is shown only when it fails. */
function run(what, command, args, env = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    const output = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n');
    process.stderr.write(`${output.slice(0, 20).join('\n')}\n`);
    throw new SetupError(
      `${what} failed (${done.error?.message ?? `exit code ${done.status ?? done.signal}`})`,
    );
  }
}

function installDependencies() {
  say('installing dependencies from package-lock.json (a minute or so) …');
  run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const schemaFile = at('prisma', 'schema.prisma');
const schemaStamp = path.join(stateDir, 'prisma-schema.json');
const schemaHash = () => createHash('sha256').update(fs.readFileSync(schemaFile)).digest('hex');

function clientPresent() {
  if (!fs.existsSync(schemaFile)) return true;
  return (
    fs.existsSync(at('prisma', 'generated', 'client.ts')) && readJson(schemaStamp)?.sha256 === schemaHash()
  );
}

function generateClient() {
  say('generating the Prisma client …');
  const sha256 = schemaHash();
  // Names any executable: `generate` doesn't run it, and without it the CLI would try to download an engine.
  run('prisma generate', process.execPath, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
  writeJson(schemaStamp, { sha256 });
}

const pagesStamp = path.join(stateDir, 'pages.json');
/** What the pages are built from. */
const pageSources = ['web', 'domain', 'package-lock.json'];
const notSources = new Set(['dist', 'generated', 'node_modules']);

function filesUnder(name) {
  if (fs.statSync(at(name)).isFile()) return [name];
  const entries = fs.readdirSync(at(name)).filter((entry) => !notSources.has(entry));
  return entries.sort().flatMap((entry) => filesUnder(path.join(name, entry)));
}

function pagesHash() {
  const hash = createHash('sha256');
  for (const file of pageSources.flatMap(filesUnder)) hash.update(file).update(fs.readFileSync(at(file)));
  return hash.digest('hex');
}

const pagesPresent = () =>
  fs.existsSync(at('web', 'dist', 'index.html')) && readJson(pagesStamp)?.sha256 === pagesHash();

function buildPages() {
  say('building the pages …');
  const sha256 = pagesHash();
  run('vite build', process.execPath, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', at('web')]);
  writeJson(pagesStamp, { sha256 });
}

const cliNote = path.join(stateDir, 'temporal-cli.json');

/** Notes where the Temporal CLI is, for scripts/embedded/temporal.ts. True when one was found. */
function noteTemporalCli() {
  const cli = findTemporalCli();
  if (cli === undefined) return false;
  const noted = readJson(cliNote);
  if (noted?.path !== cli.path || noted.version !== cli.version) writeJson(cliNote, cli);
  return true;
}

/** No set-up takes longer; a lock older than this was left by a process whose id may be in use again. */
const longestSetupMs = 15 * 60_000;

/** Runs the work while holding a lock file with this process's id; a lock whose holder is gone is taken over. */
async function withLock(work) {
  const lock = at('.cache', 'setup.lock');
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (let attempt = 1; !acquire(lock); attempt += 1) {
    // The first attempt may have cleared a stale lock.
    if (attempt === 2) say('another set-up is running, waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function acquire(lock) {
  const mine = `${lock}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const stale = read(lock);
    if (stale === undefined || !gone(stale)) return false;
    // Moved aside and looked at again: another taker may have put its own lock there meanwhile.
    fs.renameSync(lock, mine);
    if (read(mine)?.pid !== stale.pid) fs.linkSync(mine, lock);
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function read(lock) {
  try {
    return { pid: Number(fs.readFileSync(lock, 'utf8')), since: fs.statSync(lock).mtimeMs };
  } catch {
    return undefined;
  }
}

function gone({ pid, since }) {
  if (Date.now() - since > longestSetupMs) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function main() {
  checkNode();
  const cliWanted = (process.env.TEMPORAL_ADDRESS ?? '') === '';
  const complete = () =>
    dependenciesPresent() && clientPresent() && pagesPresent() && (!cliWanted || noteTemporalCli());
  if (!complete()) {
    await withLock(async () => {
      if (!dependenciesPresent()) installDependencies();
      if (!clientPresent()) generateClient();
      if (!pagesPresent()) buildPages();
      if (cliWanted && !noteTemporalCli()) {
        await fetchTemporalCli(say);
        noteTemporalCli();
      }
    });
  }
  say(`ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

main().catch((error) => {
  process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
