import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PathRef } from '../../domain/path.ts';
import { ApiClient } from '../../scripts/demo/client.ts';
import type { Answer } from '../../scripts/demo/client.ts';
import * as story from '../../scripts/demo/story.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { Line } from '../support/line.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';
import { WorkerProcess } from '../support/worker-process.ts';

let stack: Stack;
let line: Line;
let worker: WorkerProcess;
const startWorker = async () => {
  const { settings } = stack.deps;
  const temporal = { ...settings.temporal, address: line.address };
  worker = await WorkerProcess.start({ ...settings, temporal }, inject('ground').bundlePath);
};
const killWorker = async () => {
  await worker.kill();
  line.mend();
};

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  line = await Line.to(stack.deps.settings.temporal.address);
});
afterEach(() => killWorker());
afterAll(async () => {
  await line.close();
  await stack.stop();
});

/** Somebody whose worker dies after each thing that he does, and who repeats what was not confirmed. */
class Unlucky extends ApiClient {
  override async post<T>(path: string, body: unknown, key?: string): Promise<Answer<T>> {
    const answer = await patiently(() => super.post<T>(path, body, key ?? crypto.randomUUID()));
    await killWorker();
    await startWorker();
    return answer;
  }
}

async function patiently<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer.status !== 503 || tries === 5) return answer;
  }
}

/** What the record and the outbox hold of paths, without what differs between two cases of the same kind. */
async function tracesOf(paths: PathRef[]) {
  const { db } = stack.deps;
  const traces = [];
  for (const { kind, id } of paths) {
    const where = { pathKind: kind, pathId: id };
    const transitions = await db.transition.findMany({ where, orderBy: { version: 'asc' } });
    const mails = await db.notification.findMany({ where });
    traces.push({
      kind,
      transitions: transitions.map((t) => `${t.version} ${t.act} ${t.fromStage} → ${t.toStage}`),
      mails: mails.map((m) => `${m.event} ${m.recipient} ${m.address}`).sort(),
    });
  }
  return traces;
}

describe('the worker killed', () => {
  it('between any two steps leads to the same end, by the same transitions, with the same mail', async () => {
    const today = await todayOf(stack);
    const undisturbed = await carryToBangKhen(stack.as, today, 'Phòng Quản lý khoa học');
    await stack.stopWorker();
    await startWorker();
    const as: story.As = async (role, unit, nth) => {
      const { who } = await stack.as(role, unit, nth);
      return new Unlucky(stack.baseUrl, who).login();
    };
    const disturbed = await carryToBangKhen(as, today, 'Phòng Kế hoạch');
    expect(await tracesOf(disturbed)).toEqual(await tracesOf(undisturbed));
  });
});
