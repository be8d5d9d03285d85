// `npm run matrix`: fresh clones of what is committed, in each place and under each account that the two commands must
// work in; starts the service there until it is ready and once more, runs the demo and a quick part of the tests; prints
// result and seconds. As root on Linux, since it changes accounts. Plain Node without a dependency.
//
//   --place TEXT     only places whose name has it; may be given more than once
//   --do LIST        of start, again, demo, test (these unless told), season; setup
//   --node 24        a Node that is brought from npm in front of PATH; the machine's own unless told
//   --load 20        with so many busy processes beside all but set-up; each command then has longer
//   --commit HASH    another commit than the one that is checked out
//   --sizes          what the place takes on the disk after its first start, and the most memory that a command took
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { keepBusy } from './matrix/busy.mjs';
import { archives, inMegabytes, memoryBytes, sizeOf } from './matrix/measure.mjs';
import { places } from './matrix/places.mjs';
import { bringNode, buildNeeded } from './setup/node-runtime.mjs';
import { at } from './setup/project.mjs';

const { values } = parseArgs({
  options: {
    place: { type: 'string', multiple: true, default: [''] },
    do: { type: 'string', default: 'start,again,demo,test' },
    node: { type: 'string' },
    load: { type: 'string', default: '0' },
    commit: { type: 'string', default: 'HEAD' },
    sizes: { type: 'boolean', default: false },
  },
});
const load = Number(values.load);
/** In a clone, HEAD is another's. */
const commit = execFileSync('git', ['rev-parse', `${values.commit}^{commit}`], {
  cwd: at(),
  encoding: 'utf8',
}).trim();
/** No command of these takes longer on two processors, unless it hangs. */
const limitMs = (load > 0 ? 25 : 15) * 60_000;
const quickTests = [
  'tests/scripts/anywhere.test.ts',
  'tests/scripts/set-up.test.ts',
  'tests/api/frame.test.ts',
  'tests/domain',
];
const ground = fs.mkdtempSync(path.join(os.tmpdir(), 'thi-dua-matrix-'));
fs.chmodSync(ground, 0o755);
/** Not a port that a service may have. */
let port = 4700 + (process.pid % 200);

const actions = {
  setup: (place) => run(place, ['run', 'setup']),
  start: (place) => run(place, ['start'], { until: /^Ready: /m }),
  again: (place) => run(place, ['start'], { until: /^Ready: /m }),
  demo: (place) => run(place, ['run', 'demo']),
  season: (place) => run(place, ['run', 'demo:season']),
  test: (place) => run(place, ['test', '--', ...quickTests]),
};

function environment(place, extra) {
  // Nothing of this very run: npm's own variables would lead the next npm back here.
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_WANTED$|NODE_OPTIONS$|INIT_CWD$|VITEST)/i.test(name),
  );
  const node = values.node === undefined ? [] : [folderOfWantedNode()];
  const folders =
    place.onlyPath === undefined || extra === place.beforeEnv
      ? [originalPath()]
      : [place.onlyPath, nodeFolder(place)];
  return {
    ...Object.fromEntries(kept),
    PATH: [...node, ...folders].join(path.delimiter),
    PORT: String(port),
    ...extra,
  };
}

/** Without the folders that npm and the launcher put before it for this run. */
function originalPath() {
  const cache = path.join('thi-dua-khen-thuong', 'node-');
  const added = (folder) => folder.includes('node_modules') || folder.includes(cache);
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !added(folder))
    .join(path.delimiter);
}

/** A folder with nothing but the machine's node and npm. */
function nodeFolder() {
  const folder = path.join(ground, 'node-and-npm');
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(folder);
  for (const name of ['node', 'npm']) {
    const found = originalPath()
      .split(path.delimiter)
      .map((at) => path.join(at, name))
      .find((file) => fs.existsSync(file));
    if (found !== undefined) fs.symlinkSync(fs.realpathSync(found), path.join(folder, name));
  }
  return folder;
}

/** The folder of the Node that was asked for: a copy, since the cache of whoever runs this is closed to other accounts. */
function folderOfWantedNode() {
  const folder = path.join(ground, 'wanted-node');
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(folder);
  const brought = bringNode(buildNeeded({ version: '0.0.0', wanted: values.node }));
  fs.copyFileSync(brought, path.join(folder, 'node'));
  return folder;
}

/** @returns {Promise<{result: string, seconds: number, memory: number}>} `memory` in bytes, 0 where it isn't asked for */
async function run(place, args, { until, env = place.env } = {}) {
  port += 1;
  const log = path.join(ground, `${port}.log`);
  const startedAt = Date.now();
  const child = launch(place, args, env, log);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGTERM'), limitMs);
  const seconds = () => (Date.now() - startedAt) / 1000;
  let [ready, memory] = [undefined, 0];
  const watch = setInterval(() => {
    if (ready !== undefined) return;
    const text = fs.readFileSync(log, 'utf8');
    // Of the parts, not of what installs them.
    if (values.sizes && /^starting …$/m.test(text)) memory = Math.max(memory, memoryBytes(child.pid));
    if (until?.test(text) !== true) return;
    ready = seconds();
    process.kill(-child.pid, 'SIGTERM');
  }, 250);
  const end = await ended;
  const took = ready ?? seconds();
  // npm ends at once with a signal, the service when its parts have stopped.
  const latest = Date.now() + limitMs;
  while (alive(child.pid) && Date.now() < latest) await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(watch);
  clearTimeout(timer);
  const text = fs.readFileSync(log, 'utf8');
  const good = until === undefined ? end === 0 : until.test(text) && /^stopped$/m.test(text);
  if (!good) process.stderr.write(`${text.trimEnd().split('\n').slice(-25).join('\n')}\n(whole: ${log})\n`);
  return { result: good ? 'ok' : `failed (${end})`, seconds: took, memory };
}

function launch(place, args, env, log) {
  const out = fs.openSync(log, 'w');
  const child = spawn('/bin/sh', ['-c', `umask ${place.umask ?? '022'}; exec npm "$@"`, 'sh', ...args], {
    cwd: place.cwd,
    env: environment(place, env),
    stdio: ['ignore', out, out],
    detached: true,
    ...(env === place.beforeEnv && place.beforeEnv !== undefined ? {} : place.account),
  });
  fs.closeSync(out);
  return child;
}

/** Whether any process of the group is left. */
function alive(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

let failures = 0;
function row(...cells) {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** What a first start has brought, beside what is in the repository. */
function saySizes(place, memory) {
  const home = place.env.HOME;
  const shares = {
    node_modules: path.join(place.cwd, 'node_modules'),
    'Node and the Temporal CLI': path.join(home, '.cache', 'thi-dua-khen-thuong'),
    'the data folder': place.env.DATA_DIR ?? path.join(place.cwd, '.data'),
  };
  const sent = archives(path.join(home, '.npm', '_cacache', 'content-v2'));
  const lines = [
    `${sent.count} packages, ${inMegabytes(sent.bytes)} as npm sent them`,
    ...Object.entries(shares).map(([what, at]) => {
      const { bytes, disk } = sizeOf(at);
      return `${what}: ${inMegabytes(bytes)}, ${inMegabytes(disk)} on the disk`;
    }),
    `memory: up to ${inMegabytes(memory)}`,
  ];
  process.stdout.write(`\n${lines.map((line) => `    ${line}\n`).join('')}\n`);
}

process.stdout.write(
  `Node ${values.node ?? 'as installed'}, ${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}${load > 0 ? ` and ${load} busy processes` : ''}\n\n`,
);
row('place', 'command', 'result', 'seconds');
row('---', '---', '---', '---:');
for (const [name, make] of Object.entries(places)) {
  if (!values.place.some((part) => name.includes(part))) continue;
  const place = make(ground, { project: at(), commit });
  const steps = values.do.split(',').map((step) => [step, () => actions[step](place)]);
  if (place.before !== undefined)
    steps.unshift(['setup', () => run(place, place.before, { env: place.beforeEnv })]);
  for (const [step, act] of steps) {
    const relieve = keepBusy(step === 'setup' ? 0 : load, limitMs);
    const { result, seconds, memory } = await act().finally(relieve);
    if (result !== 'ok') failures += 1;
    row(name, step, result, seconds.toFixed(0));
    if (values.sizes && ['start', 'again'].includes(step)) saySizes(place, memory);
  }
  place.tidy?.(place.cwd);
}
if (failures === 0) fs.rmSync(ground, { recursive: true, force: true });
process.exitCode = failures === 0 ? 0 : 1;
