import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path in the project. */
export const at = (...parts) => path.join(root, ...parts);

/** Inside node_modules, so that a fresh install forgets it. */
const stampFile = (name) => at('node_modules', '.cache', 'thi-dua-khen-thuong', `${name}.json`);

export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether that was made from what its sources are now. */
export const isCurrent = (name, sha256) => readJson(stampFile(name))?.sha256 === sha256;

/** Notes from what it was made. By rename: a copy of node_modules may share its files with others by hard links. */
export function stamp(name, sha256) {
  const file = stampFile(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.${process.pid}`, `${JSON.stringify({ sha256 })}\n`);
  fs.renameSync(`${file}.${process.pid}`, file);
}

const notSources = new Set(['dist', 'generated', 'node_modules']);

function filesUnder(name) {
  if (fs.statSync(at(name)).isFile()) return [name];
  const entries = fs.readdirSync(at(name)).filter((entry) => !notSources.has(entry));
  return entries.sort().flatMap((entry) => filesUnder(path.join(name, entry)));
}

/** One hash over files and folders of the project. */
export function hashOf(...names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesUnder)) hash.update(file).update(fs.readFileSync(at(file)));
  return hash.digest('hex');
}
