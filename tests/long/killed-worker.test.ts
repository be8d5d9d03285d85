import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { PathRef } from '../../domain/path.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import type { Answer } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { carryToBangKhen } from '../support/bang-khen.ts';
import { Line } from '../../acceptance/chaos/line.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { roundFrom, todayOf } from '../support/steps.ts';
import { WorkerProcess } from '../support/worker-process.ts';

let stack: Stack;
/** Between worker and Temporal. */
let line: Line;
let worker: WorkerProcess;
const startWorker = () => {
  const { settings } = stack.deps;
  const temporal = { ...settings.temporal, address: line.address };
  worker = new WorkerProcess({ ...settings, temporal }, inject('ground').bundlePath);
};
/** The next one starts at once, as a supervisor has it. */
const killWorker = async () => {
  await worker.kill();
  line.mend();
  startWorker();
};

let undisturbed: PathRef[];
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  line = await Line.to(stack.deps.settings.temporal.address);
  undisturbed = await carryToBangKhen(stack.as, await todayOf(stack), 'Phòng Quản lý khoa học');
  await stack.stopWorker();
  startWorker();
});
afterAll(async () => {
  await worker.kill();
  await line.close();
  await stack.stop();
});

/** Repeats under the same key what could not be confirmed in time. */
class Patient extends ApiClient {
  override async post<T>(path: string, body?: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    for (;;) {
      const answer = await super.post<T>(path, body, key);
      if (answer.status !== 503) return answer;
    }
  }
}
/** The worker dies after each thing that they do. */
class Unlucky extends Patient {
  override async post<T>(path: string, body?: unknown, key?: string): Promise<Answer<T>> {
    const answer = await super.post<T>(path, body, key);
    await killWorker();
    return answer;
  }
}
const everybody =
  (Kind: typeof Patient): story.As =>
  async (...who) =>
    new Kind(stack.baseUrl, (await stack.as(...who)).who).login();

/** What the record holds of paths, without what differs between two cases of the same kind. */
async function tracesOf(paths: PathRef[]) {
  const { db } = stack.deps;
  const traces = [];
  for (const { kind, id } of paths) {
    const where = { pathKind: kind, pathId: id };
    const transitions = await db.transition.findMany({ where, orderBy: { version: 'asc' } });
    const mails = await db.notification.findMany({ where });
    traces.push({
      kind,
      transitions: transitions.map((t) => `${t.version}. ${t.act}: ${t.fromStage} → ${t.toStage}`),
      mails: mails.map((m) => `${m.event} to ${m.recipient} ${m.address}`).sort(),
    });
  }
  return traces;
}

describe('a Bằng khen whose worker is killed between any two steps', () => {
  let disturbed: PathRef[];
  beforeAll(async () => {
    // The first kill: SMTP has mails of this round, and its yes is on its way.
    const sayYes = stack.mailbox.hold();
    const before = stack.mailbox.received.length;
    const today = await todayOf(stack);
    await story.openRound(everybody(Patient), roundFrom(today));
    await vi.waitUntil(() => stack.mailbox.received.length > before, { timeout: 30_000 });
    await killWorker();
    sayYes();
    disturbed = await carryToBangKhen(everybody(Unlucky), today, 'Phòng Kế hoạch – Tài chính');
    const { wake, notification } = stack.deps.db;
    const left = async () =>
      (await wake.count({ where: { doneAt: null } })) +
      (await notification.count({ where: { state: 'waiting' } }));
    await vi.waitUntil(async () => (await left()) === 0, { timeout: 90_000, interval: 200 });
  }, 300_000);

  it('comes to the same end by the same transitions, and writes the same mail to the same people', async () => {
    expect(await tracesOf(disturbed)).toEqual(await tracesOf(undisturbed));
  });

  it('repeats a mail only where a kill came between the yes of SMTP and the commit, and the row says so', async () => {
    const copies = new Map<string, number>();
    for (const id of stack.mailbox.messageIds()) copies.set(id, (copies.get(id) ?? 0) + 1);
    const rows = await stack.deps.db.notification.findMany();
    expect(rows.every((row) => row.state === 'sent')).toBe(true);
    expect([...copies.keys()].sort()).toEqual(rows.map((row) => row.messageId).sort());
    const repeated = rows.filter((row) => copies.get(row.messageId) !== 1);
    expect(repeated.length).toBeGreaterThan(0);
    for (const row of repeated) {
      expect(row.lastError).toBe('may-have-repeated');
      expect(copies.get(row.messageId)).toBeLessThanOrEqual(row.attempts);
    }
  });
});

describe('an act whose worker is killed', () => {
  let id: string;
  beforeAll(async () => {
    const as = everybody(Patient);
    const { id: roundId } = await story.openRound(as, roundFrom(await todayOf(stack)));
    ({ id } = await story.draft(as, roundId, { kind: 'individual', award: 'giay-khen' }));
  });
  const transitions = (act: string) =>
    stack.deps.db.transition.count({ where: { pathKind: 'nomination', pathId: id, act } });

  it('in the middle of its transaction is recorded by the next worker, once', async () => {
    const officer = await everybody(Patient)('unit-officer', story.UNIT);
    const lock = await RowLock.on(stack, id);
    const answer = story.act(officer, id, 'submit');
    await lock.awaited();
    await killWorker();
    await lock.release();
    expect(await answer).toMatchObject({ stage: 'office-review' });
    expect(await transitions('submit')).toBe(1);
  });

  it('after its commit, before Temporal has heard of it, is answered from the record and not done again', async () => {
    const reviewer = await everybody(Patient)('office-reviewer', story.LEAD);
    const lock = await RowLock.on(stack, id);
    const reason = 'Không đúng đối tượng của phong trào.';
    const answer = story.act(reviewer, id, 'reject', { reason });
    await lock.awaited();
    line.cut();
    await lock.release();
    await vi.waitUntil(async () => (await transitions('reject')) === 1, { timeout: 9_000 });
    await killWorker();
    expect(await answer).toMatchObject({ stage: 'closed', outcome: 'rejected' });
    expect(await transitions('reject')).toBe(1);
    const path = stack.deps.starting.client.workflow.getHandle(`nomination:${id}`);
    expect(await path.result()).toBe('rejected');
  });
});
