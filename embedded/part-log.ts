import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import type { RunningProcess } from './child-process.ts';

type Logged = Pick<RunningProcess, 'logFile' | 'logStart'>;

/** As much of a log's end as is looked at, in bytes. */
const END = 16 * 1024;
const jsonLine = z.object({ msg: z.string() });

/** The last lines that a process has written, for the message when it failed; empty when it wrote nothing. */
export const logTail = (logged: Logged, lines = 15): string =>
  endOf(logged).trimEnd().split('\n').slice(-lines).join('\n');

/** What a process has written last, in one line that a terminal can show. */
export function lastLine(logged: Logged): string {
  const line = logTail(logged, 1);
  return (messageIn(line) ?? line).replace(/\p{Cc}+/gu, ' ').trim();
}

/** Bytes that a process has written so far. */
export function logSize({ logFile, logStart }: Logged): number {
  return read(logFile, (file) => fstatSync(file).size - logStart) ?? 0;
}

function endOf({ logFile, logStart }: Logged): string {
  const end = read(logFile, (file) => {
    const { size } = fstatSync(file);
    const from = Math.max(logStart, size - END);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from)).toString('utf8');
  });
  return end ?? '';
}

/** @returns undefined where there is no log */
function read<T>(logFile: string, look: (file: number) => T): T | undefined {
  let file: number;
  try {
    file = openSync(logFile, 'r');
  } catch {
    return undefined;
  }
  try {
    return look(file);
  } finally {
    closeSync(file);
  }
}

/** The words of a line that our own processes log as JSON. */
function messageIn(line: string): string | undefined {
  try {
    return jsonLine.parse(JSON.parse(line)).msg;
  } catch {
    return undefined;
  }
}
