import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A data folder that is gone with the system's temporary files. */
export function temporaryDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'scripts-test-'));
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o755);
  return folder;
}

/** A process that does nothing until it is ended. */
export async function idleProcess(
  script = 'setInterval(() => {}, 1000)',
): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore' });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('no process id');
  return Object.assign(child, { pid });
}

/** Resolves with how a process ended. */
export function ended(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
}

/** Runs a TypeScript module in a process of its own, behind another program if told; resolves with its output and exit code. */
export async function runModule(
  source: string,
  env: NodeJS.ProcessEnv = {},
  before: readonly string[] = [],
): Promise<{ output: string; code: unknown }> {
  const [command, ...args] = [...before, process.execPath];
  const child = spawn(command, [...args, '--import', 'tsx', '--input-type=module', '-e', source], {
    cwd: path.resolve(import.meta.dirname, '..', '..', '..'),
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { output, code };
}
