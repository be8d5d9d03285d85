import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** A system user; PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Who a program runs as, and with what. */
export interface RunAs {
  readonly account: Account;
  /** Path of setpriv, where folders must be passed that only root may enter. */
  readonly setpriv: string | undefined;
}

/**
 * Who PostgreSQL runs as when this process is root: the owner of its data, or else the system's user `postgres`
 * or `nobody` (no user is created). Undefined when this process isn't root.
 */
export function databaseUser(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const entry = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${name}:`));
    const [, , uid, gid] = entry?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

/** Whether that user may run the program: the question that PostgreSQL asks of its own files by access(2). */
export function mayRun(account: Account, file: string): boolean {
  return asks(account, 'test -x "$1" && test -r "$1"', file);
}

/** Whether that user may enter the folder, through all that it lies in. */
export function mayEnter(account: Account, folder: string): boolean {
  return asks(account, 'test -x "$1"', folder);
}

function asks(account: Account, question: string, file: string): boolean {
  const args = ['-c', question, 'sh', file];
  return spawnSync('/bin/sh', args, { cwd: '/', ...account }).status === 0;
}

/**
 * How that user gets to a folder that only root may enter, without anything about the folder being changed: with the
 * right to pass and to read, and none to write, where setpriv can hand it on. access(2) asks without it, so that
 * programs still have to lie where the user may enter.
 * @returns undefined where the system can't
 */
export function passing(account: Account, folder: string): RunAs | undefined {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));
  const runAs = { account, setpriv };
  const { command, args } = asUser(runAs, '/bin/ls', ['-d', `${folder}/.`]);
  return setpriv !== undefined && spawnSync(command, args, { cwd: '/' }).status === 0 ? runAs : undefined;
}

/** The command as that user; unchanged where there is none to change to. */
export function asUser(
  runAs: RunAs | undefined,
  command: string,
  args: readonly string[],
): { command: string; args: readonly string[]; uid?: number; gid?: number } {
  if (runAs === undefined) return { command, args };
  const { account, setpriv } = runAs;
  if (setpriv === undefined) return { command, args, ...account };
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const right = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  return { command: setpriv, args: [...ids, ...right, command, ...args] };
}
