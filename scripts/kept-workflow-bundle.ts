import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../embedded/child-process.ts';
import { logTail } from '../embedded/part-log.ts';
import { untold } from '../embedded/progress.ts';
import type { Progress } from '../embedded/progress.ts';
import { whileAlive } from '../embedded/wait-until.ts';

const projectDir = path.resolve(import.meta.dirname, '..');
/** Not import.meta.resolve, which isn't there in the set-up of the tests. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** What a bundle is made from: our own files, and by the lock file the SDK and the bundler. */
export const bundleSources = [
  'workflows',
  'domain',
  'scripts/workflow-bundle.ts',
  'package-lock.json',
] as const;
/** Bundles of other sources are removed after so many days; a worker that still runs may read its own again. */
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

export interface BundleOptions {
  readonly dataDir: string;
  readonly progress?: Progress;
}

/**
 * The file of the workflows' bundle, made where their sources have changed since the last: that takes seconds, and
 * each worker would do it at each of its starts.
 * @throws Error with the end of the log where it can't be made
 */
export async function keptWorkflowBundle({ dataDir, progress = untold }: BundleOptions): Promise<string> {
  const name = `workflow-bundle-${sourcesHash()}.js`;
  const shared = path.join(projectDir, 'node_modules', '.cache', 'thi-dua-khen-thuong');
  // Where the project can't be written to, it is kept with the data.
  const folder = canWrite(shared) ? shared : path.join(dataDir, 'cache');
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const child = await launch({
    name: 'workflow-bundle',
    command: process.execPath,
    args: ['--import', tsx, path.join(projectDir, 'scripts', 'build-workflow-bundle.ts'), file],
    dataDir,
    env: process.env,
  });
  const made = child.exited.then((how) => {
    if (how !== 'code 0') throw new Error(`the workflows could not be bundled (${how}):\n${logTail(child)}`);
  });
  await whileAlive('the bundle of the workflows', child, made, { progress });
  removeOld(folder, name);
  return file;
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of bundleSources.flatMap((name) => filesUnder(name)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(projectDir, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 32);
}

function filesUnder(name: string): string[] {
  const at = path.join(projectDir, name);
  if (statSync(at).isFile()) return [name];
  return readdirSync(at)
    .sort()
    .flatMap((entry) => filesUnder(path.join(name, entry)));
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function removeOld(folder: string, present: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('workflow-bundle-') || name === present) continue;
    const file = path.join(folder, name);
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed < Date.now() - KEPT_DAYS * DAY_MS) rmSync(file, { force: true });
  }
}
