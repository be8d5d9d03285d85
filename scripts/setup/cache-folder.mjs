// Where things are kept that were fetched for this user, over checkouts: Node, the Temporal CLI.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from './say.mjs';

const name = 'thi-dua-khen-thuong';

/** `/var/tmp` and not `/tmp`, which many systems empty at each start. */
function candidates(env) {
  const uid = process.getuid?.() ?? 'user';
  return [
    ...(env.XDG_CACHE_HOME ? [path.join(env.XDG_CACHE_HOME, name)] : []),
    ...(homeOf(env) === undefined ? [] : [path.join(homeOf(env), '.cache', name)]),
    path.join('/var/tmp', `${name}-${uid}`),
    path.join(os.tmpdir(), `${name}-${uid}`),
  ];
}

function homeOf(env) {
  if (env.HOME) return env.HOME;
  try {
    return os.userInfo().homedir;
  } catch {
    // A user id that no account has, as containers use them.
    return undefined;
  }
}

/**
 * The first folder that is ours and can be written. Programs are run from it, so one that another user made, or may
 * write to, is passed over.
 */
export function cacheFolder(env = process.env) {
  const found = candidates(env).find(usable);
  if (found === undefined) {
    throw new SetupError(
      `none of ${candidates(env).join(', ')} can be written: name a folder with XDG_CACHE_HOME`,
    );
  }
  return found;
}

function usable(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    const { mode, uid } = fs.lstatSync(folder);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

/**
 * npm keeps its cache and logs in the home folder unless told, and gives up where it can't. It tells what it runs which
 * folder that is, whether anybody chose it or not.
 */
export function npmEnvironment(env = process.env) {
  const home = homeOf(env);
  const cache = env.npm_config_cache || (home === undefined ? undefined : path.join(home, '.npm'));
  if (cache !== undefined && writable(cache)) return {};
  return { npm_config_cache: path.join(cacheFolder(env), 'npm') };
}

function writable(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
