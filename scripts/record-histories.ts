import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { play } from './demo/play.ts';
import { Stage } from './demo/stage.ts';
import { temporalCli } from './embedded/temporal.ts';

/**
 * `npm run histories`: plays the demo's season and keeps the history of every path in it under
 * `tests/histories/<release>/`, to be replayed against the code of later releases. Histories of earlier releases
 * stay: what is open in production began under them.
 */
const projectDir = path.resolve(import.meta.dirname, '..');
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')));
const folder = path.join(projectDir, 'tests', 'histories', version);

const run = promisify(execFile);
const stage = await Stage.open((line) => console.log(line));
try {
  await play(stage);
  if (stage.failures.length > 0) throw new Error(stage.failures.join('\n'));
  const { address, namespace } = stage.settings.temporal;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counts = new Map<string, number>();
  for await (const { workflowId, type } of client.workflow.list()) {
    const n = (counts.get(type) ?? 0) + 1;
    counts.set(type, n);
    const kept = { workflowId, history: await historyOf(workflowId) };
    writeFileSync(path.join(folder, `${type}-${n}.json`), `${JSON.stringify(kept)}\n`);
  }
  await connection.close();
  console.log(`written to ${folder}: ${[...counts].map(([type, n]) => `${n} ${type}`).join(', ')}`);
} finally {
  await stage.close();
}
process.exit(0);

/** As the CLI writes it, which is what the Temporal UI downloads and `runReplayHistory` reads. */
async function historyOf(workflowId: string): Promise<unknown> {
  const { address, namespace } = stage.settings.temporal;
  const where = ['--address', address, '--namespace', namespace];
  const args = ['workflow', 'show', '--workflow-id', workflowId, '--output', 'json', ...where];
  const { stdout } = await run(temporalCli(), args, { maxBuffer: 100 * 1024 * 1024 });
  return JSON.parse(stdout) as unknown;
}
