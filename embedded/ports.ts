import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { portFault } from '../scripts/setup/ground.mjs';

const portsSchema = z.record(z.string(), z.number().int());

/**
 * Below the range from which systems take ports for outgoing connections (32768 up on Linux), so that a
 * remembered port is still free at the next start.
 */
const lowest = 20_000;
const count = 10_000;

/** True when nothing listens there and it can be listened on. */
export const isPortFree = async (port: number, host?: string): Promise<boolean> =>
  (await portFault(port, host)) === undefined;

/**
 * The port that this part had at its last start, so that links stay valid, or a free one, which is remembered
 * in `<dataDir>/ports.json`.
 */
export async function rememberedPort(dataDir: string, part: string): Promise<number> {
  const file = portsFile(dataDir);
  const last = lastPort(dataDir, part);
  if (last !== undefined && (await isPortFree(last))) return last;
  for (;;) {
    const port = lowest + Math.floor(Math.random() * count);
    const taken = Object.values(readPorts(file)).includes(port);
    if (taken || !(await isPortFree(port))) continue;
    // Read again and written without a pause between: parts start side by side and share the file.
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...readPorts(file), [part]: port }, null, 2)}\n`);
    return port;
  }
}

/** The port that this part had at its last start, undefined if it had none. */
export const lastPort = (dataDir: string, part: string): number | undefined =>
  readPorts(portsFile(dataDir))[part];

const portsFile = (dataDir: string): string => path.join(dataDir, 'ports.json');

function readPorts(file: string): Record<string, number> {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
