import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { forgetProcess, recordProcess } from './process-records.ts';
import type { KillSignal, StopSignal } from './process-records.ts';

/** What a part of an instance looks like to the one that started it. */
export interface RunningProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Length of the log in bytes before this process: what stands there is of earlier ones. */
  readonly logStart: number;
  /** Resolves once, when the process has ended, with how: `code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** The first message over the IPC channel; never resolves without one. */
  readonly ready: Promise<void>;
  /** Asks the process to end, and ends it when it hasn't after `graceMs`. Resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

export interface LaunchOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stopSignal?: StopSignal;
  readonly killSignal?: KillSignal;
  readonly graceMs?: number;
  readonly ipc?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

/** Longest time a part may take to end by itself, in milliseconds. */
const defaultGraceMs = 20_000;
const largestLog = 10 * 1024 * 1024;

/**
 * Starts a process in a group of its own, so that Ctrl-C in a terminal reaches only the parent, which stops the
 * parts in order. Output goes to `<dataDir>/logs/<name>.log`; the process is recorded for the next start.
 */
export async function launch(options: LaunchOptions): Promise<RunningProcess> {
  const { name, dataDir, stopSignal = 'SIGTERM', killSignal = 'SIGKILL', graceMs = defaultGraceMs } = options;
  const logFile = path.join(dataDir, 'logs', `${name}.log`);
  const log = openLog(logFile);
  const logStart = fstatSync(log).size;
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log, ...(options.ipc ? (['ipc'] as const) : [])],
    env: options.env,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  closeSync(log);
  const pid = await started(child, name);
  recordProcess(dataDir, { name, pid, stopSignal, killSignal });

  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      forgetProcess(dataDir, name, pid);
      resolve(signal === null ? `code ${code}` : `signal ${signal}`);
    });
  });
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  const stop = async () => {
    child.kill(stopSignal);
    const timer = setTimeout(() => signalGroup(pid, killSignal), graceMs);
    await exited;
    clearTimeout(timer);
  };
  return { pid, logFile, logStart, exited, ready, stop };
}

/** Resolves with the process id, or rejects when the command can't be run. */
function started(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${name} can't be run: ${error.message}`)));
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
  });
}

/** Signals a process and what it has started; one that has ended meanwhile is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Ended meanwhile.
  }
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    if (statSync(file).size > largestLog) {
      rmSync(`${file}.old`, { force: true });
      renameSync(file, `${file}.old`);
    }
  } catch {
    // The first start.
  }
  return openSync(file, 'a', 0o600);
}
