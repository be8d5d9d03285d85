// A machine with more to do than it has processors, for a bounded time.
import { spawn } from 'node:child_process';

/** Ends by itself when its time is over or whoever started it is gone. */
const spin = `
const [until, parent] = [Date.now() + Number(process.argv[1]), process.ppid];
const round = () => {
  for (const end = Date.now() + 200; Date.now() < end; );
  if (Date.now() > until || process.ppid !== parent) process.exit();
  setImmediate(round);
};
round();`;

/**
 * Keeps that many processes busy. Each in a session of its own: Linux shares its processors out among sessions, so that all
 * of one would count as one.
 * @param {number} count
 * @param {number} limitMs
 * @returns {() => void} ends them
 */
export function keepBusy(count, limitMs) {
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', spin, String(limitMs)], { stdio: 'ignore', detached: true }),
  );
  return () => {
    for (const child of children) child.kill('SIGKILL');
  };
}
