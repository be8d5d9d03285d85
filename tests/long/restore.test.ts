import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateOf } from '../../domain/dates.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { createDb } from '../../prisma/db.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { rememberedPort } from '../../embedded/ports.ts';
import { startInstance } from '../../scripts/instance.ts';
import type { Instance } from '../../scripts/instance.ts';
import { readSettings } from '../../settings.ts';
import { openPaths } from '../../cases/case-rows.ts';
import { resumePaths } from '../../cases/resume.ts';
import type { Resumed } from '../../cases/resume.ts';
import { waitingQuery } from '../../workflows/messages.ts';
import { roundFrom } from '../support/steps.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'restore-'));
const temporalDir = path.join(dataDir, 'temporal');
const backup = path.join(dataDir, 'temporal-backup');
let instance: Instance;

async function start(): Promise<void> {
  const PORT = String(await rememberedPort(dataDir, 'api'));
  const own = { PATH: process.env.PATH, NODE_ENV: 'development', DATA_DIR: dataDir, PORT, LOG_LEVEL: 'warn' };
  instance = await startInstance(readSettings(own));
}
beforeAll(start);
afterAll(async () => {
  await instance.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const as: story.As = async (role, unit, nth = 0) => {
  const file = path.join(dataDir, 'demo-accounts.json');
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  const fits = accounts.filter(({ roles }) =>
    roles.some((held) => held.role === role && (unit === undefined || held.unit === unit)),
  )[nth];
  if (!fits) throw new Error(`no ${role} at ${unit ?? 'any unit'}`);
  return new ApiClient(instance.urls.api, fits).login();
};

async function withTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const { address, namespace } = instance.settings.temporal;
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}
async function resume(): Promise<Resumed> {
  const { databaseUrl, temporal } = instance.settings;
  const db = createDb(databaseUrl);
  try {
    return await withTemporal((client) =>
      resumePaths({ db, client, taskQueue: temporal.taskQueue, rehearsal: false }),
    );
  } finally {
    await db.$disconnect();
  }
}

/** What each open path waits for, and when its next timer will fire, to the minute. */
async function whatIsAwaited(): Promise<Record<string, unknown>> {
  const db = createDb(instance.settings.databaseUrl);
  const paths = (await openPaths(db, { started: true })).map(workflowIdOf).sort();
  await db.$disconnect();
  return withTemporal(async (client) => {
    const awaited = [];
    for (const workflowId of paths) {
      const handle = client.workflow.getHandle(workflowId);
      const { events } = await handle.fetchHistory();
      const timer = (events ?? []).flatMap((event) => {
        const { startToFireTimeout } = event.timerStartedEventAttributes ?? {};
        if (!startToFireTimeout) return [];
        const seconds = Number(event.eventTime?.seconds ?? 0) + Number(startToFireTimeout.seconds ?? 0);
        return [Math.round(seconds / 60)];
      });
      awaited.push([workflowId, { ...(await handle.query(waitingQuery)), timer: timer.at(-1) ?? null }]);
    }
    return Object.fromEntries(awaited) as Record<string, unknown>;
  });
}

it('goes on from the record with a Temporal that was lost, and with one older than the record', async () => {
  const today = dateOf(new Date());
  const round = await story.openRound(as, roundFrom(today));
  const subject = { kind: 'collective', award: 'giay-khen' } as const;
  const draft = async (name: string) => (await story.draft(as, round.id, { ...subject, name })).id;
  const [first, second] = [await draft('Phòng Quản lý khoa học'), await draft('Phòng Quản lý công nghệ')];
  await story.submit(as, first);
  await instance.stop();
  cpSync(temporalDir, backup, { recursive: true });

  // What the older Temporal will not know: an approval, a closed case, a new one.
  await start();
  await story.review(as, first);
  await story.act(await as('unit-head', story.UNIT), second, 'withdraw', { reason: 'Đơn vị xin rút.' });
  const third = await draft('Phòng Quản lý chuyên ngành');
  const awaited = await whatIsAwaited();
  const open = Object.keys(awaited);
  expect(open).toContain(`nomination:${third}`);
  await instance.stop();

  rmSync(temporalDir, { recursive: true });
  await start();
  const fromNothing = await resume();
  expect([...fromNothing.started].sort()).toEqual(open);
  expect(fromNothing).toMatchObject({ reread: [], ended: [], failed: [] });
  await expect.poll(whatIsAwaited, { timeout: 30_000 }).toEqual(awaited);
  expect(await resume()).toMatchObject({ started: [], ended: [], failed: [] });
  await instance.stop();

  rmSync(temporalDir, { recursive: true });
  cpSync(backup, temporalDir, { recursive: true });
  await start();
  const fromOlder = await resume();
  expect(fromOlder).toMatchObject({
    started: [`nomination:${third}`],
    ended: [`nomination:${second}`],
    failed: [],
  });
  await expect.poll(whatIsAwaited, { timeout: 30_000 }).toEqual(awaited);

  const reviewer = await as('office-reviewer', story.LEAD);
  expect((await story.look(reviewer, first)).stage).toBe('council-vote');
  const session = await story.meet(as, [first], new Date().toISOString(), 6);
  await story.conclude(as, session.id, [first]);
  await story.arrive(reviewer, first, (n) => n.stage === 'decision');
  await story.submit(as, third);
  await story.arrive(reviewer, third, (n) => n.stage === 'office-review');
});
