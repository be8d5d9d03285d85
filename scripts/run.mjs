// The one way in: `npm start`, `npm test` and all other scripts of package.json. Looks at the machine, sees to a
// supported Node, sets up what the command needs, and runs it. Plain Node without a dependency, and what Node 18 knows,
// since it is what an old Node starts.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from './setup/commands.mjs';
import { bringNode, buildNeeded, isBrought } from './setup/node-runtime.mjs';
import { at } from './setup/project.mjs';
import { SetupError } from './setup/say.mjs';
import { checkMachine, checkSetUp, setUp } from './setup/set-up.mjs';

const [name, ...rest] = process.argv.slice(2);

async function main() {
  const command = commands[name];
  if (command === undefined)
    throw new SetupError(`no command ${name}; there are ${Object.keys(commands).join(', ')}`);
  process.chdir(at());
  checkMachine();
  const build = buildNeeded({ version: process.versions.node, wanted: process.env.NODE_WANTED || undefined });
  if (build !== undefined) {
    if (!isBrought(build)) await checkSetUp(command);
    // With that Node, this file again: packages are then installed by it and for it.
    return become(bringNode(build), [fileURLToPath(import.meta.url), name, ...rest]);
  }
  ownNodeFirst();
  await setUp(command);
  for (const args of command.run.slice(0, -1)) {
    const { status, signal } = spawnSync(process.execPath, args, { cwd: at(), stdio: 'inherit' });
    if (status !== 0) return endAs(status, signal);
  }
  const last = command.run.at(-1);
  if (last !== undefined) become(process.execPath, [...last, ...rest]);
}

/** `node`, `npm` and `npx` of every child are of the Node that runs. */
function ownNodeFirst() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = folders.map((folder) => path.join(folder, 'node')).find((file) => fs.existsSync(file));
  if (found !== undefined && fs.realpathSync(found) === fs.realpathSync(process.execPath)) return;
  process.env.PATH = [path.dirname(process.execPath), ...folders].join(path.delimiter);
}

/**
 * Goes on as another program: in this process where Node can, otherwise in a child whose end is this one's.
 * @returns {void} the process ends with it
 */
function become(file, args) {
  if (process.execve !== undefined) {
    process.removeAllListeners('warning');
    process.execve(file, [file, ...args], process.env);
  }
  const child = spawn(file, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'])
    process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`${file}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('close', endAs);
}

/** As a shell would see it end. */
function endAs(status, signal) {
  if (signal === null) {
    process.exitCode = status;
    return;
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.removeAllListeners(name);
  process.kill(process.pid, signal);
}

main().catch((error) => {
  process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
