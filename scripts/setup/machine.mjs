// What can't work is said in one line before anything is downloaded.
import fs from 'node:fs';
import os from 'node:os';

const gigabyte = 2 ** 30;
/** All parts together took up to 1.2 GB at a first start (`npm run matrix -- --sizes`); the rest is the system's. */
const leastMemory = 1.7 * gigabyte;
/** Node, the Temporal server and PostgreSQL are built against it (Debian 10, Ubuntu 18.10, RHEL 8). */
const leastGlibc = '2.28';
const processors = ['x64', 'arm64'];

/** What is known of the machine without installing anything. */
export function machineFacts() {
  return {
    platform: process.platform,
    arch: process.arch,
    release: os.release(),
    memory: Math.min(os.totalmem(), constrainedMemory()),
    glibc: process.platform === 'linux' ? glibcVersion() : undefined,
  };
}

/** Of the container, where there is one. */
function constrainedMemory() {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? limit : Infinity;
}

function glibcVersion() {
  // Without it, Node may look up the name of every peer.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime;
}

/**
 * What stands against running here, for people; empty where nothing does.
 * @param {ReturnType<typeof machineFacts>} facts
 * @returns {string[]}
 */
export function machineFaults({ platform, arch, release, memory, glibc }) {
  if (platform === 'win32') {
    return ['Windows by itself is not supported: install WSL2 (`wsl --install`) and run this inside it'];
  }
  if (platform !== 'linux' && platform !== 'darwin')
    return [`${platform} is not supported: Linux or macOS is needed`];
  const faults = [];
  if (/-Microsoft$/.test(release)) faults.push('this is WSL1: convert it with `wsl --set-version <name> 2`');
  if (!processors.includes(arch)) {
    faults.push(`there are no builds of the database and of Temporal for ${arch}: x64 or arm64 is needed`);
  }
  if (platform === 'linux' && !atLeast(glibc, leastGlibc)) {
    const found = glibc === undefined ? 'this system has another C library (musl?)' : `this is ${glibc}`;
    faults.push(`glibc ${leastGlibc} or newer is needed, ${found}: use e.g. Debian, Ubuntu, Fedora`);
  }
  if (memory < leastMemory) {
    faults.push(`about ${toGigabytes(2 * gigabyte)} of memory are needed, here are ${toGigabytes(memory)}`);
  }
  return faults;
}

function atLeast(version, least) {
  if (version === undefined) return false;
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * What stands against putting that much into a folder; undefined where nothing does.
 * @param {string} folder
 * @param {number} bytes
 * @returns {string | undefined}
 */
export function spaceFault(folder, bytes) {
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = bavail * bsize;
  return free >= bytes
    ? undefined
    : `${toGigabytes(bytes)} of free disk are needed in ${folder}, there are ${toGigabytes(free)}`;
}

const toGigabytes = (bytes) => `${(bytes / gigabyte).toFixed(1)} GB`;
