import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { launch } from '../embedded/child-process.ts';
import type { Progress } from '../embedded/progress.ts';
import { waitUntil } from '../embedded/wait-until.ts';
import type { Waiting } from '../embedded/wait-until.ts';

const projectDir = path.resolve(import.meta.dirname, '..');
/** Not import.meta.resolve, which isn't there in the set-up of the tests. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** A part that dies more often than this within a minute is not started again. */
const restartsAMinute = 5;
/** Longer than a process takes by itself (run-as-child.ts). */
const graceMs = 20_000;

export interface SupervisedOptions {
  readonly name: string;
  /** TypeScript file that calls runAsChild, by its path in the project. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly patience?: Waiting['patience'];
  /** Called once, when it isn't started again any more. */
  readonly onGivenUp: (error: Error) => void;
}

export interface Supervised {
  readonly stop: () => Promise<void>;
}

/**
 * Starts one of our own processes, resolves when it is ready, and starts it again whenever it dies.
 * @throws Error with the end of its log when it ends or falls silent at its first start
 */
export async function startSupervised(options: SupervisedOptions): Promise<Supervised> {
  const { name, progress, onGivenUp } = options;
  const start = () =>
    launch({
      name,
      command: process.execPath,
      args: ['--import', tsx, path.resolve(projectDir, options.script), ...(options.args ?? [])],
      dataDir: options.dataDir,
      env: options.env,
      ipc: true,
      graceMs,
    });

  let asked = false;
  const stopping = () => asked;
  let current = await start();
  await waitUntil(name, current, () => current.ready, options);

  const watch = async () => {
    const deaths: number[] = [];
    for (;;) {
      const how = await current.exited;
      if (stopping()) return;
      const now = Date.now();
      deaths.push(now);
      const recent = deaths.filter((at) => at > now - 60_000).length;
      if (recent > restartsAMinute) {
        onGivenUp(new Error(`${name} died ${recent} times within a minute (see ${current.logFile})`));
        return;
      }
      progress.say(`${name} ended unexpectedly (${how}), starting it again (see ${current.logFile})`);
      await pause(200 * (recent - 1));
      // Stopped while it paused.
      if (stopping()) return;
      current = await start();
    }
  };
  const watching = watch().catch((error: unknown) =>
    onGivenUp(error instanceof Error ? error : new Error(String(error))),
  );

  return {
    async stop() {
      asked = true;
      await current.stop();
      await watching;
      // One that was being started while this was called.
      await current.stop();
    },
  };
}
