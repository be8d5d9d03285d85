import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import * as yauzl from 'yauzl';
import { Refusal } from '../domain/problems.ts';
import { kindOfSheetFile } from './kinds.ts';
import type { ReadAnswer, ReadRequest, Sheet } from './types.ts';

/** What a list may unpack to: a hundred times what 5,000 rows with a page of text each come to is none. */
const BYTES_AT_MOST = 100 * 1024 * 1024;
const PARTS_AT_MOST = 1_000;
/** A list of 5,000 rows takes a few seconds; what takes longer is none, or the machine is overloaded. */
const READ_WITHIN_MS = 60_000;
const MEGABYTES_AT_MOST = 768;
/** Threads at a time: the others wait, so that lists don't take the machine from those who work on cases. */
const AT_ONCE = 2;

/**
 * Reads the sheets of a file of a spreadsheet program, in a thread of its own: what it unpacks to is counted first, and a
 * thread that takes too long or too much memory is ended.
 *
 * @throws Refusal `empty-file`, `encrypted-file`, `damaged-file`, `unpacks-too-large`, `reading-too-long`, or
 * `not-a-spreadsheet` for what no such program wrote
 */
export async function readSheets(file: string, { withinMs = READ_WITHIN_MS } = {}): Promise<Sheet[]> {
  const bytes = await readFile(file);
  const kind = kindOfSheetFile(bytes);
  if (kind === 'empty') throw new Refusal('empty-file');
  if (kind === 'other') throw new Refusal('not-a-spreadsheet');
  if (kind === 'archive') await refuseBomb(file);
  const answer = await inTurn(() =>
    inThread({ kind: kind === 'text' ? 'text' : 'workbook', bytes }, withinMs),
  );
  if ('unreadable' in answer) throw new Refusal(answer.unreadable);
  return answer.sheets;
}

/** Unpacks it to nowhere: what is larger than it declares, and what is broken, is found by the reader. */
async function refuseBomb(file: string): Promise<void> {
  const archive = await yauzl.openPromise(file, { autoClose: false }).catch(() => {
    throw new Refusal('damaged-file');
  });
  try {
    if (archive.entryCount > PARTS_AT_MOST) throw new Refusal('unpacks-too-large');
    let unpacked = 0;
    for await (const part of archive.eachEntry()) {
      if (part.isEncrypted()) throw new Refusal('encrypted-file');
      unpacked += part.uncompressedSize;
      if (unpacked > BYTES_AT_MOST) throw new Refusal('unpacks-too-large');
      await finished((await archive.openReadStreamPromise(part)).resume());
    }
  } catch (failure) {
    throw failure instanceof Refusal ? failure : new Refusal('damaged-file');
  } finally {
    archive.close();
  }
}

let running = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function inThread(request: ReadRequest, withinMs: number): Promise<ReadAnswer> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: request,
    // What the library says to a console is not for the log.
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES_AT_MOST },
  });
  return new Promise<ReadAnswer>((resolve, reject) => {
    const over = setTimeout(() => reject(new Refusal('reading-too-long')), withinMs);
    thread.once('message', (answer: ReadAnswer) => {
      clearTimeout(over);
      resolve(answer);
    });
    thread.once('error', (failure: Error & { code?: string }) => {
      clearTimeout(over);
      const isLarge = failure.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isLarge ? new Refusal('unpacks-too-large') : failure);
    });
  }).finally(() => void thread.terminate());
}
