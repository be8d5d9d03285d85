import { existsSync, readFileSync, statSync } from 'node:fs';

/** A system user; PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'];

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

/**
 * The command as that user. Through setpriv where it is there, which keeps the right to pass folders that only
 * root may enter: a clone under /root works as well.
 */
export function asUser(
  account: Account | undefined,
  command: string,
  args: readonly string[],
): { command: string; args: readonly string[]; uid?: number; gid?: number } {
  if (account === undefined) return { command, args };
  const tool = setpriv.find((file) => existsSync(file));
  if (tool === undefined) return { command, args, ...account };
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return {
    command: tool,
    args: [...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', command, ...args],
  };
}
