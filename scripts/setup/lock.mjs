// A lock between processes that needs no hard links, which not every file system has.
import fs from 'node:fs';
import path from 'node:path';

const holderFile = 'holder';
const nobody = 'given back';

/**
 * Takes the lock if nobody has it. It is a folder, made beside and moved into place: it shows up at once with who
 * holds it, and the move fails where a folder that is not empty is there already.
 * @param {string} lock its path
 * @param {string} holder what others read in it
 * @returns {boolean} whether it is ours now
 */
export function takeLock(lock, holder) {
  const draft = `${lock}-of-${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft);
  fs.writeFileSync(path.join(draft, holderFile), holder);
  try {
    fs.renameSync(draft, lock);
    return true;
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    // Of a folder or, from an earlier release, of a file that is there.
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(error.code) && fs.existsSync(lock)) return false;
    throw error;
  }
}

/** @returns {{holder: string, since: number} | undefined} undefined where there is no lock, or one being taken away */
export function readLock(lock) {
  try {
    const file = path.join(lock, holderFile);
    return { holder: fs.readFileSync(file, 'utf8'), since: fs.statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** Says in the lock that nobody holds it, and leaves it: its place in a row of locks stays taken. */
export function giveBack(lock) {
  const draft = path.join(lock, `draft-${process.pid}`);
  fs.writeFileSync(draft, nobody);
  fs.renameSync(draft, path.join(lock, holderFile));
}

/** Whether it says that nobody holds it. */
export const isGivenBack = (lock) => readLock(lock)?.holder === nobody;

export function removeLock(lock) {
  fs.rmSync(lock, { recursive: true, force: true });
}
