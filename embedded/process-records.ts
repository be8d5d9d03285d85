import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { processIdentity } from './process-identity.ts';

/** What is kept of each running part under `<dataDir>/run`, for the start after a `kill -9` of the parent. */
const recordSchema = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  identity: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  /** Ends it at once; PostgreSQL is never sent SIGKILL, after which its own children would be left. */
  killSignal: z.enum(['SIGKILL', 'SIGQUIT']),
});

export type ProcessRecord = z.infer<typeof recordSchema>;
export type StopSignal = ProcessRecord['stopSignal'];
export type KillSignal = ProcessRecord['killSignal'];

const runDir = (dataDir: string) => path.join(dataDir, 'run');
const recordFile = (dataDir: string, name: string) => path.join(runDir(dataDir), `${name}.json`);

/** Records a process that was just started. */
export function recordProcess(dataDir: string, started: Omit<ProcessRecord, 'identity'>): void {
  const identity = processIdentity(started.pid);
  if (identity === undefined) return;
  mkdirSync(runDir(dataDir), { recursive: true, mode: 0o700 });
  writeFileSync(recordFile(dataDir, started.name), JSON.stringify({ ...started, identity }), { mode: 0o600 });
}

/** Forgets a process that has ended, unless another has been recorded under its name since. */
export function forgetProcess(dataDir: string, name: string, pid: number): void {
  if (readRecord(recordFile(dataDir, name))?.pid === pid) rmSync(recordFile(dataDir, name), { force: true });
}

/** The recorded processes that still run. One whose id now belongs to another process isn't among them. */
export function recordedProcesses(dataDir: string): ProcessRecord[] {
  let names: string[];
  try {
    names = readdirSync(runDir(dataDir)).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const record = readRecord(path.join(runDir(dataDir), name));
    return record !== undefined && processIdentity(record.pid) === record.identity ? [record] : [];
  });
}

function readRecord(file: string): ProcessRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
