import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { busyWeek } from '../acceptance/demo/busy-week.ts';
import { Stage } from '../acceptance/demo/stage.ts';
import * as story from '../acceptance/demo/story.ts';
import { schemathesisPackages } from '../acceptance/fuzz/schemathesis.ts';
import { worldOf } from '../acceptance/fuzz/world.ts';

/**
 * `npm run fuzz [-- --seed N] [--cases N | --minutes M]`: sends what Schemathesis draws from the OpenAPI document to an
 * instance of its own with a busy week in it, as people of every role. `--cases` is for each endpoint, 100 unless told.
 * Exits with 1 on a 5xx, on an answer that the document does not have, on nonsense that was taken, or where the record
 * does not hold together afterwards. `--plant` asks only what `hooks.py` spoils the answers of, and has to find it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    cases: { type: 'string' },
    minutes: { type: 'string' },
    plant: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));

/** What is not asked: a stream without end, and the clock, which would send every deadline past. */
const left = ['/events', '/rehearsal/clock'];
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
];

const own = path.resolve(import.meta.dirname, '..', 'acceptance', 'fuzz');
const packages = schemathesisPackages();
const folder = mkdtempSync(path.join(os.tmpdir(), 'thi-dua-fuzz-'));
const stage = await Stage.open((line) => console.log(line));
let exitCode = 1;
try {
  await busyWeek(stage);
  const unit = await stage.as('unit-officer', story.UNIT);
  story.good(await unit.post('/enquiries', { movement: story.MOVEMENT, subject: 'Hỏi', text: 'Nộp ở đâu?' }));
  const world = path.join(folder, 'world.json');
  writeFileSync(world, JSON.stringify({ seed, ...(await worldOf(stage)) }), { mode: 0o600 });
  const bounds = values.minutes
    ? ['--max-time', String(Math.round(Number(values.minutes) * 60))]
    : ['--max-examples', values.cases ?? '100'];
  console.log(`fuzz: seed ${seed}`);
  exitCode = await run(
    'python3',
    [
      ...['-m', 'schemathesis.cli'],
      ...[
        '--config-file',
        path.join(own, 'schemathesis.toml'),
        'run',
        `${stage.urls.api}/api/v1/openapi.json`,
        '--seed',
        String(seed),
        ...bounds,
      ],
      ...['--phases', 'coverage,fuzzing', '--checks', checks.join(','), '--continue-on-failure'],
      ...['--no-shrink', '--generation-database', 'none', '--suppress-health-check', 'all'],
      ...['--generation-with-security-parameters', 'false', '--request-timeout', '30'],
      ...['--warnings', 'off', '--no-color'],
      ...(values.plant
        ? ['/units', '/rounds', '/movements', '/tasks', '/enquiries', '/awards'].flatMap((address) => [
            '--include-path',
            address,
          ])
        : left.flatMap((address) => ['--exclude-path', address])),
    ],
    { FUZZ_WORLD: world, ...(values.plant ? { FUZZ_PLANT: 'all' } : {}) },
  );
  await stage.recordHolds();
  if (stage.failures.length > 0) exitCode = 1;
} finally {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(exitCode === 0 ? 'fuzz: nothing found' : `fuzz: see above; again with --seed ${seed}`);
process.exit(exitCode);

/** Runs Schemathesis with its hooks and settings, where it may leave what it likes. @returns its exit code */
function run(file: string, args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(file, args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...env,
      PYTHONPATH: [own, packages].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      SCHEMATHESIS_HOOKS: 'hooks',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
