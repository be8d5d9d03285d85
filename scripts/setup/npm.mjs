import path from 'node:path';

/** npm as it was called, run by the Node that runs now; by its name where another called. */
export function npmCommand(args) {
  const called = process.env.npm_execpath;
  return called !== undefined && path.basename(called) === 'npm-cli.js'
    ? { command: process.execPath, args: [called, ...args] }
    : { command: 'npm', args };
}
