// What a place takes: bytes on disk, and memory while it runs. Linux alone, as the matrix.
import fs from 'node:fs';
import path from 'node:path';

const megabyte = 1e6;

/**
 * Bytes in the files of a folder, and on the disk, which gives them whole blocks; what is linked twice counts once.
 * @returns {{bytes: number, disk: number}}
 */
export function sizeOf(folder, counted = new Set()) {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || counted.has(found.ino)) return { bytes: 0, disk: 0 };
  counted.add(found.ino);
  const below = found.isDirectory() ? fs.readdirSync(folder) : [];
  return below
    .map((name) => sizeOf(path.join(folder, name), counted))
    .reduce((sum, { bytes, disk }) => ({ bytes: sum.bytes + bytes, disk: sum.disk + disk }), {
      bytes: found.size,
      disk: found.blocks * 512,
    });
}

/** The archives in npm's cache, as they were sent; not what npm reads of each package beside it. */
export function archives(folder) {
  if (!fs.existsSync(folder)) return { count: 0, bytes: 0 };
  const files = fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile() && isGzip(file));
  return { count: files.length, bytes: files.reduce((sum, file) => sum + fs.statSync(file).size, 0) };
}

function isGzip(file) {
  const bytes = Buffer.alloc(2);
  const opened = fs.openSync(file, 'r');
  fs.readSync(opened, bytes);
  fs.closeSync(opened);
  return bytes.equals(Buffer.of(0x1f, 0x8b));
}

export const inMegabytes = (bytes) => `${Math.round(bytes / megabyte)} MB`;

/** Bytes of memory that a process and all below it take, what they share counted once among them. */
export function memoryBytes(pid) {
  const parents = new Map(
    fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const isBelow = (one) => one === pid || (parents.has(one) && one > 1 && isBelow(parents.get(one)));
  return [...parents.keys()].filter(isBelow).reduce((sum, one) => sum + ownBytes(one), 0);
}

/** 0 where it has ended meanwhile. */
function parentOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function ownBytes(pid) {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
