import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { launch, logTail } from './embedded/child-process.ts';
import type { RunningProcess } from './embedded/child-process.ts';

const projectDir = path.resolve(import.meta.dirname, '..');
/** Not import.meta.resolve, which isn't there in the set-up of the tests. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** A part that dies more often than this within a minute is not started again. */
const restartsAMinute = 5;
const readyLimitMs = 60_000;
/** Longer than a process takes by itself (scripts/child.ts). */
const graceMs = 20_000;

export interface SupervisedOptions {
  readonly name: string;
  /** TypeScript file that calls runAsChild, by its path in the project. */
  readonly script: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Called once, when it isn't started again any more. */
  readonly onGivenUp: (error: Error) => void;
}

export interface Supervised {
  readonly stop: () => Promise<void>;
}

/**
 * Starts one of our own processes, resolves when it is ready, and starts it again whenever it dies.
 * @throws Error with the end of its log when it isn't ready at its first start
 */
export async function startSupervised(options: SupervisedOptions): Promise<Supervised> {
  const { name, say, onGivenUp } = options;
  const start = () =>
    launch({
      name,
      command: process.execPath,
      args: ['--import', tsx, path.resolve(projectDir, options.script)],
      dataDir: options.dataDir,
      env: options.env,
      ipc: true,
      graceMs,
    });

  let asked = false;
  const stopping = () => asked;
  let current = await start();
  await firstReady(name, current);

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
      say(`${name} ended unexpectedly (${how}), starting it again (see ${current.logFile})`);
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

async function firstReady(name: string, child: RunningProcess): Promise<void> {
  const late = new AbortController();
  const outcome = await Promise.race([
    child.ready.then(() => undefined),
    child.exited.then((how) => `ended at its start (${how})`),
    pause(readyLimitMs, `was not ready within ${readyLimitMs / 1000} s`, { signal: late.signal }),
  ]);
  late.abort();
  if (outcome === undefined) return;
  await child.stop();
  throw new Error(`${name} ${outcome}:\n${logTail(child.logFile)}`);
}
