import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleSources, keptWorkflowBundle } from '../../scripts/kept-workflow-bundle.ts';
import { temporaryDataDir } from './support/processes.ts';

it('the workflows are bundled once for the same sources, and from no other of our files than are looked at', async () => {
  const file = await keptWorkflowBundle({ dataDir: temporaryDataDir() });
  const made = statSync(file).mtimeMs;
  expect(await keptWorkflowBundle({ dataDir: temporaryDataDir() })).toBe(file);
  expect(statSync(file).mtimeMs).toBe(made);

  const map =
    /sourceMappingURL=data:application\/json[^,]*;base64,(\S+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  const project = `${path.resolve(import.meta.dirname, '..', '..')}/`;
  const own = sources.flatMap((source) => source.split(project)[1] ?? []);
  const folders = own.filter((name) => !name.startsWith('node_modules/')).map((name) => name.split('/')[0]);
  expect(new Set(folders)).toEqual(new Set(['workflows', 'domain']));
  expect(bundleSources).toEqual(expect.arrayContaining(['workflows', 'domain', 'package-lock.json']));
});
