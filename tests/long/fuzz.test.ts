import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

/** What `hooks.py` spoils, and by what name it is to be found. */
const planted = [
  ['GET /units', 'Server error'],
  ['GET /rounds', 'Undocumented status code'],
  ['GET /movements', 'Response violates schema'],
  ['GET /tasks', 'Undocumented Content-Type'],
  ['POST /enquiries', 'Schema-violating request accepted'],
  ['TRACE /awards', 'Unsupported method'],
] as const;

it('a fault of each kind that is put into an answer is found, and nothing else', () => {
  const script = path.resolve('scripts/fuzz.ts');
  const args = ['--import', 'tsx', script, '--seed', '1', '--cases', '2', '--plant'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(1);
  const [, failures = ''] = stdout.split('= FAILURES =');
  // Each operation's name stands in a line of its own, before what was found there.
  const [, ...parts] = failures.split(/^_+ (.+) _+$/m);
  const found = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) found.set(parts[i] ?? '', parts[i + 1] ?? '');
  expect([...found.keys()].sort()).toEqual(planted.map(([operation]) => operation).sort());
  for (const [operation, title] of planted) expect(found.get(operation)).toContain(title);
});
