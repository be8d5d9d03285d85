import { spawn } from 'node:child_process';
import { at } from './project.mjs';
import { SetupError, say } from './say.mjs';

const silenceMs = 15_000;

/**
 * Runs a program of the set-up quietly: a line every 15 s says that it is at work, and the end of its output is
 * shown only when it fails.
 * @throws SetupError
 */
export async function runQuietly(what, command, args, env = {}, cwd = at()) {
  const startedAt = Date.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const progress = setInterval(
    () => say(`${what}: still at it, ${Math.round((Date.now() - startedAt) / 1000)} s …`),
    silenceMs,
  );
  const failure = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `${signal ?? `exit code ${code}`}`),
    );
  });
  clearInterval(progress);
  if (failure === undefined) return;
  const lines = Buffer.concat(output).toString('utf8').trim().split('\n');
  process.stderr.write(`${lines.slice(-20).join('\n')}\n`);
  throw new SetupError(`${what} failed (${failure})`);
}
