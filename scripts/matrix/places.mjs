// The places and accounts that the two commands must work in. Each makes what it needs under `ground`, a folder that
// every user may enter, and tells how commands are run there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const nobody = { uid: 65534, gid: 65534 };

function must(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args[0]}: ${done.error?.message ?? done.stderr}`);
}

const modes = { closed: 0o700, open: 0o755 };

function folder(name, mode, owner) {
  fs.mkdirSync(name, { recursive: true });
  fs.chmodSync(name, mode);
  if (owner !== undefined) fs.chownSync(name, owner.uid, owner.gid);
  return name;
}

/** A fresh clone of what is committed, as that account would make it. */
function clone({ project, commit }, into, owner, umask = '022') {
  const git = (...args) =>
    must('sh', ['-c', `umask ${umask}; exec git -c 'safe.directory=*' "$@"`, 'sh', ...args]);
  git('clone', '--quiet', '--no-checkout', '--no-hardlinks', project, into);
  git('-C', into, 'checkout', '--quiet', '--detach', commit);
  if (owner !== undefined) must('chown', ['-R', `${owner.uid}:${owner.gid}`, into]);
  return into;
}

/** One home for an account, so that what was fetched once is there at the next place. */
const homeOf = (ground, owner) =>
  folder(path.join(ground, owner === undefined ? 'home' : 'home-nobody'), modes.closed, owner);

/** Few programs: none of python3, pip, uv, postgres and temporal. */
function barePath(ground) {
  const bin = folder(path.join(ground, 'bin'), modes.open);
  for (const name of ['sh', 'env', 'tar', 'ls', 'ps', 'setpriv']) {
    const found = ['/usr/bin', '/bin'].map((at) => path.join(at, name)).find((file) => fs.existsSync(file));
    if (found !== undefined) fs.symlinkSync(found, path.join(bin, name));
  }
  return bin;
}

/** Hard links fail as on a file system without them; for Node alone, which is what makes links here. */
function withoutLinks(ground) {
  const file = path.join(ground, 'no-links.mjs');
  fs.writeFileSync(
    file,
    `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const refuse = () => Object.assign(new Error('EPERM: no hard links here'), { code: 'EPERM' });
fs.linkSync = () => { throw refuse(); };
fs.link = (from, to, done) => done(refuse());
fs.promises.link = () => Promise.reject(refuse());
syncBuiltinESMExports();
`,
  );
  return file;
}

/** @type {Record<string, (ground: string, source: {project: string, commit: string}) => object>} */
export const places = {
  'root, folder of mode 0700': (ground, source) => ({
    cwd: clone(source, path.join(folder(path.join(ground, 'closed'), modes.closed), 'project')),
    env: { HOME: homeOf(ground) },
  }),
  'root, in /root': (ground, source) => ({
    cwd: clone(source, path.join(fs.mkdtempSync('/root/thi-dua-matrix-'), 'project')),
    env: { HOME: homeOf(ground) },
    tidy: (cwd) => fs.rmSync(path.dirname(cwd), { recursive: true, force: true }),
  }),
  'root, umask 077': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'umask'), undefined, '077'),
    env: { HOME: homeOf(ground) },
    umask: '077',
  }),
  'an ordinary user': (ground, source) => ({
    cwd: clone(source, path.join(folder(path.join(ground, 'user'), modes.closed, nobody), 'project'), nobody),
    env: { HOME: homeOf(ground, nobody) },
    account: nobody,
  }),
  'spaces and Vietnamese letters': (ground, source) => ({
    cwd: clone(
      source,
      path.join(folder(path.join(ground, 'Thi đua – Khen thưởng'), modes.closed), 'bản sao của tôi'),
    ),
    env: { HOME: homeOf(ground) },
  }),
  'a long path': (ground, source) => ({
    cwd: clone(
      source,
      path.join(folder(path.join(ground, ...Array(6).fill('a'.repeat(40))), modes.open), 'project'),
    ),
    env: { HOME: homeOf(ground) },
  }),
  'a user whose home can’t be written': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'homeless'), nobody),
    env: { HOME: '/nonexistent', XDG_CACHE_HOME: '' },
    account: nobody,
  }),
  'a read-only checkout, set up before': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'read-only')),
    before: ['run', 'setup'],
    beforeEnv: { HOME: homeOf(ground) },
    env: {
      HOME: homeOf(ground, nobody),
      DATA_DIR: folder(path.join(ground, 'data-elsewhere'), modes.closed, nobody),
    },
    account: nobody,
  }),
  'no hard links': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'no-links')),
    env: { HOME: homeOf(ground), NODE_OPTIONS: `--import=file://${withoutLinks(ground)}` },
  }),
  'no python3, postgres or temporal on PATH, fetched before': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'bare')),
    before: ['run', 'setup'],
    beforeEnv: { HOME: homeOf(ground) },
    env: { HOME: homeOf(ground) },
    onlyPath: barePath(ground),
  }),
  'offline after the first time': (ground, source) => ({
    cwd: clone(source, path.join(ground, 'offline')),
    before: ['run', 'setup'],
    beforeEnv: { HOME: homeOf(ground) },
    env: {
      HOME: homeOf(ground),
      npm_config_offline: 'true',
      http_proxy: 'http://127.0.0.1:9',
      https_proxy: 'http://127.0.0.1:9',
      no_proxy: '127.0.0.1,localhost',
    },
  }),
};
