import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const cache = path.resolve(import.meta.dirname, '../../.cache');

/**
 * The folder of the Schemathesis that requirements.txt names, for PYTHONPATH, under `.cache`; filled the first time, and
 * anew when the file changes. By pip alone, which the set-up of the Temporal CLI needs as well: Debian packs venv apart.
 * @throws an Error for people where Python 3 with pip is not to be had
 */
export function schemathesisPackages(): string {
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const packages = path.join(cache, `schemathesis-${name}`);
  const whole = path.join(packages, 'whole');
  if (existsSync(whole)) return packages;
  console.log('fuzz: setting up Schemathesis …');
  mkdirSync(cache, { recursive: true });
  rmSync(packages, { recursive: true, force: true });
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--no-deps'];
  run('python3', [...pip, '--only-binary=:all:', '--target', packages, '-r', requirements]);
  mkdirSync(whole);
  return packages;
}

function run(command: string, args: string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw new Error(`Schemathesis needs Python 3 with pip: ${command}: ${error.message}`);
  if (status !== 0) throw new Error(`Schemathesis cannot be set up: ${stderr.trim().slice(-500)}`);
}
