import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEPARTMENT, LEAD, good } from '../../acceptance/demo/basics.ts';
import { untold } from '../../embedded/progress.ts';
import { addDemo } from '../../scripts/with-demo.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

let stack: Stack;
const fill = () => {
  const { settings } = stack.deps;
  const urls = { api: stack.baseUrl, temporalUi: undefined, mailbox: undefined };
  return addDemo({ urls, settings }, untold);
};
const note = () => path.join(stack.deps.settings.dataDir, 'with-demo.json');
const made = async () => ({
  rounds: await stack.deps.db.round.count(),
  nominations: await stack.deps.db.nomination.count(),
});

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

it('a folder without demonstration accounts is left alone', async () => {
  await expect(fill()).rejects.toThrow(/there are no demonstration accounts/);
  expect(await made()).toEqual({ rounds: 0, nominations: 0 });
});

it('a fresh instance is filled with a season under way, once', async () => {
  const file = path.join(stack.deps.settings.dataDir, 'demo-accounts.json');
  writeFileSync(file, JSON.stringify(stack.accounts));
  await fill();
  const office = await stack.as('office-reviewer', LEAD);
  for (const list of [
    '/tasks',
    '/nominations',
    '/rounds',
    '/council-sessions',
    '/submissions',
    '/awards',
    '/obligations',
  ])
    expect([list, good(await office.get<{ items: unknown[] }>(list)).items]).not.toEqual([list, []]);
  const head = await stack.as('head', DEPARTMENT);
  expect(good(await head.get<{ items: unknown[] }>('/tasks')).items).not.toEqual([]);
  const after = await made();
  await fill();
  expect(await made()).toEqual(after);
});

it('one that was broken off says what to do, and one in which somebody works is left alone', async () => {
  const before = await made();
  writeFileSync(note(), JSON.stringify({ state: 'begun' }));
  await expect(fill()).rejects.toThrow(/broken off.*remove .* or name a new folder with DATA_DIR/);
  rmSync(note());
  await expect(fill()).rejects.toThrow(/somebody works in .* already/);
  expect(await made()).toEqual(before);
});
