// What a service needs of the machine beside its packages: looked at before these are installed, and again before anything
// is started. Plain Node without a dependency.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isGivenBack } from './lock.mjs';

/** Where a service is, unless it is told. */
export const unlessTold = { host: '127.0.0.1', port: 3000, dataDir: '.data' };

/** What a fresh data folder takes with room to work (its database and its log alone are over 100 MB), in megabytes. */
const leastFreeMb = 300;
const megabyte = 2 ** 20;

const portFaults = {
  EADDRINUSE: (port) => `port ${port} is in use; name another with PORT`,
  EACCES: (port) => `port ${port} may not be used by this account; name one above 1023 with PORT`,
  EADDRNOTAVAIL: (_port, host) => `${host} is no address of this machine; name another with HOST`,
};

/**
 * Why a port can't be listened on, as the system says it (`EADDRINUSE`).
 * @returns {Promise<string | undefined>} undefined when it can
 */
export function portFault(port, host = unlessTold.host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/**
 * What stands against serving there, in one line for people: the port can't be had, or there is no room for the data.
 * @returns {Promise<string | undefined>}
 */
export async function groundFault({ host, port, dataDir }, leastMb = leastFreeMb) {
  const fault = await portFault(port, host);
  if (fault !== undefined) return portFaults[fault]?.(port, host) ?? `port ${port}: ${fault}`;
  const { bavail, bsize } = fs.statfsSync(nearestFolder(dataDir));
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  return freeMb >= leastMb
    ? undefined
    : `only ${freeMb} MB are free at ${dataDir}, ${leastMb} MB are needed; name another folder with DATA_DIR`;
}

function nearestFolder(folder) {
  return fs.existsSync(folder) ? folder : nearestFolder(path.dirname(folder));
}

/**
 * The same for a start that has its packages still to install. Settings that are not right are left to the start, which
 * names them all; so is a data folder that is not given back, since what holds the port may be an earlier start's own.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
export async function earlyGroundFault(env = process.env) {
  const port = Number(env.PORT || unlessTold.port);
  const dataDir = path.resolve(env.DATA_DIR || unlessTold.dataDir);
  if (!Number.isInteger(port) || port < 1 || port > 65_535 || isHeld(dataDir)) return undefined;
  return groundFault({ host: env.HOST || unlessTold.host, port, dataDir });
}

function isHeld(dataDir) {
  if (!fs.existsSync(dataDir)) return false;
  const locks = fs.readdirSync(dataDir).filter((name) => /^instance\.lock\.\d+$/.test(name));
  return locks.some((name) => !isGivenBack(path.join(dataDir, name)));
}
