import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { portFault } from './embedded/ports.ts';
import type { Settings } from '../settings.ts';

/** What a fresh data folder takes with room to work (its database and its log alone are over 100 MB), in megabytes. */
const LEAST_FREE_MB = 300;
const MB = 1024 * 1024;

/**
 * What a start would otherwise find out only after minutes of work: whether the port can be had, and whether there is room.
 * For the holder of the data folder's lock, after what an earlier start had left running is gone.
 * @throws Error of one line for people
 */
export async function checkGround(
  { host, port, dataDir }: Pick<Settings, 'host' | 'port' | 'dataDir'>,
  leastFreeMb = LEAST_FREE_MB,
): Promise<void> {
  const fault = await portFault(port, host);
  if (fault !== undefined) throw new Error(portFaults[fault]?.(port, host) ?? `port ${port}: ${fault}`);
  mkdirSync(dataDir, { recursive: true });
  const { bavail, bsize } = await statfs(dataDir);
  const freeMb = Math.floor((bavail * bsize) / MB);
  if (freeMb < leastFreeMb)
    throw new Error(
      `only ${freeMb} MB are free at ${dataDir}, ${leastFreeMb} MB are needed; name another folder with DATA_DIR`,
    );
}

const portFaults: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) => `port ${port} is in use; name another with PORT`,
  EACCES: (port) => `port ${port} may not be used by this account; name one above 1023 with PORT`,
  EADDRNOTAVAIL: (_port, host) => `${host} is no address of this machine; name another with HOST`,
};
