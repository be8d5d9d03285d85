import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const cache = path.resolve(import.meta.dirname, '../../.cache');

/**
 * The command of the Schemathesis that requirements.txt names, in a Python environment of its own under `.cache`;
 * made there the first time, and anew when the file changes.
 * @returns its path @throws an Error for people where Python 3 with venv and pip is not to be had
 */
export function schemathesis(): string {
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const environment = path.join(cache, `schemathesis-${name}`);
  const command = path.join(environment, 'bin', 'st');
  const whole = path.join(environment, 'whole');
  if (existsSync(whole)) return command;
  console.log('fuzz: setting up Schemathesis …');
  mkdirSync(cache, { recursive: true });
  rmSync(environment, { recursive: true, force: true });
  run('python3', ['-m', 'venv', environment]);
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--no-deps'];
  run(path.join(environment, 'bin', 'python'), [...pip, '--only-binary=:all:', '-r', requirements]);
  mkdirSync(whole);
  return command;
}

function run(command: string, args: string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw new Error(`Schemathesis needs Python 3 with venv and pip: ${command}: ${error.message}`);
  if (status !== 0) throw new Error(`Schemathesis cannot be set up: ${stderr.trim().slice(-500)}`);
}
