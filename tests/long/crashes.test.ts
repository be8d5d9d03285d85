import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { sweep } from '../../activities/caretaker.ts';
import { createPathActivities } from '../../activities/index.ts';
import { tell } from '../../cases/record.ts';
import { tellOne } from '../../cases/tell.ts';
import { dateOf, endOfDay, instantAt } from '../../domain/dates.ts';
import { offPathActs } from '../../domain/off-path.ts';
import type { PathRef } from '../../domain/path.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import { Line } from '../../acceptance/chaos/line.ts';
import * as story from '../../acceptance/demo/story.ts';
import { mailDispatcherWorkflowId } from '../../workflows/mail-dispatcher-id.ts';
import { restartSignal, waitingQuery } from '../../workflows/messages.ts';
import { apiBeside, withoutTemporal } from '../support/api-beside.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { calendarOf, paper, pastCouncil, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

let stack: Stack;
let round: PathRef;
let office: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  const { id } = await story.openRound(stack.as, roundFrom(await todayOf(stack)));
  round = { kind: 'award-round', id };
  office = await stack.as('office-reviewer', story.LEAD);
});
afterAll(() => stack.stop());

const pathOf = (id: string): PathRef => ({ kind: 'nomination', id });
const workflowOf = (id: string) => stack.deps.starting.client.workflow.getHandle(workflowIdOf(pathOf(id)));
const rowOf = (id: string) => stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
const actsOf = async (id: string): Promise<string[]> => {
  const where = { pathKind: 'nomination', pathId: id };
  const transitions = await stack.deps.db.transition.findMany({ where, orderBy: { version: 'asc' } });
  return transitions.map(({ act }) => act);
};
const why = async (id: string) => (await workflowOf(id).query(waitingQuery)).waiting?.why;
const reason = 'Thành tích chưa đủ căn cứ.';

let people = 0;
const subject = (): story.Subject => {
  people += 1;
  return { kind: 'individual', award: 'giay-khen', name: `Nguyễn Văn ${people}` };
};
/** At Văn phòng, its checks made: it can be approved. */
async function weighed(): Promise<string> {
  const { id } = await story.draft(stack.as, round.id, subject());
  await story.submit(stack.as, id);
  const { checks, version } = await story.look(office, id);
  for (const { criterion } of checks) {
    const check = { result: 'met', reason: 'Đã đối chiếu với minh chứng.' };
    story.good(await office.put(`/nominations/${id}/checks/${criterion}`, check, version));
  }
  return id;
}

/**
 * A submission that is recorded while Temporal dies before its history has it: an update is not in the history until its
 * task is. What the worker does then, and what it leaves.
 */
async function forgotten(): Promise<string> {
  const { db, starting } = stack.deps;
  const { id } = await story.draft(stack.as, round.id, subject());
  const api = await apiBeside(stack, withoutTemporal);
  try {
    const { who } = await stack.as('unit-officer', story.UNIT);
    const officer = await new ApiClient(api.baseUrl, who).login();
    expect(await officer.post(`/nominations/${id}/actions/submit`, {})).toMatchObject({ status: 503 });
  } finally {
    await api.stop();
  }
  const act = await db.act.findFirstOrThrow({ where: { pathId: id, state: 'pending' } });
  const { version } = await rowOf(id);
  const record = createPathActivities(db, { baseUrl: stack.baseUrl, files: stack.deps.files }, starting);
  const at = new Date().toISOString();
  await record.recordAct({ path: pathOf(id), version, at, actId: act.id, kind: act.kind });
  expect(await rowOf(id)).toMatchObject({ stage: 'office-review' });
  expect(await why(id)).toBe('unit-drafts');
  return id;
}

describe('a path that has forgotten an act', () => {
  it('is reminded by the sweep, so that it waits for the right dates', async () => {
    const { db, starting } = stack.deps;
    const id = await forgotten();
    const ofIt = { where: { pathId: id, unheard: true } };
    expect(await db.act.count(ofIt)).toBe(1);
    await db.act.updateMany({ ...ofIt, data: { settledAt: new Date(Date.now() - 60_000) } });
    await sweep(db, starting);
    await vi.waitUntil(async () => (await why(id)) === 'office-review', { timeout: 20_000 });
    expect(await db.act.count(ofIt)).toBe(0);
  });

  it('is reminded by whoever acts on it next', async () => {
    const id = await forgotten();
    const sentBack = { reason, items: [{ document: 'bao-cao-thanh-tich', note: reason }] };
    await story.act(office, id, 'return', sentBack);
    expect(await actsOf(id)).toEqual(['draft', 'submit', 'return']);
    expect(await stack.deps.db.act.count({ where: { pathId: id, kind: 'return', unheard: true } })).toBe(0);
  });
});

describe('the sweep', () => {
  it('starts a nomination that was created while Temporal was away', async () => {
    const api = await apiBeside(stack, withoutTemporal);
    try {
      const { who } = await stack.as('unit-officer', story.UNIT);
      const officer = await new ApiClient(api.baseUrl, who).login();
      const body = story.draftOf(round.id, subject());
      const { id } = story.good(await officer.post<story.NominationView>('/nominations', body));
      await sweep(stack.deps.db, stack.deps.starting);
      await vi.waitUntil(async () => (await rowOf(id)).started);
      expect(await why(id)).toBe('unit-drafts');
    } finally {
      await api.stop();
    }
  });

  const leftPending = async (id: string, kind: string, body: object): Promise<string> => {
    const { personId } = await stack.deps.db.roleHolding.findFirstOrThrow({
      where: { role: 'office-reviewer', unit: story.LEAD },
    });
    const actId = randomUUID();
    await stack.deps.db.act.create({
      data: {
        ...{ id: actId, personId, kind, body, pathKind: 'nomination', pathId: id },
        ...{
          route: `POST ${id} ${kind}`,
          key: actId,
          bodyHash: '',
          role: 'office-reviewer',
          unit: story.LEAD,
        },
        ...{ state: 'pending', createdAt: new Date(Date.now() - 60_000) },
      },
    });
    return actId;
  };
  const acted = (id: string) => stack.deps.db.act.findUnique({ where: { id } });

  it('repeats an act that the API did not live to send, and takes back what is refused', async () => {
    const id = await weighed();
    const approve = await leftPending(id, 'approve', {});
    const decide = await leftPending(id, 'decide', {});
    await vi.waitFor(async () => {
      await sweep(stack.deps.db, stack.deps.starting);
      expect(await acted(approve)).toMatchObject({ state: 'done' });
      expect(await acted(decide)).toBeNull();
    });
    expect(await actsOf(id)).toEqual(['draft', 'submit', 'approve']);
    expect(await rowOf(id)).toMatchObject({ stage: 'council-vote' });
  });

  it('takes back what needs no path and was never recorded, and sends it to none', async () => {
    const id = await weighed();
    const before = await actsOf(id);
    const left = await Promise.all(offPathActs.map((kind) => leftPending(id, kind, {})));
    await sweep(stack.deps.db, stack.deps.starting);
    expect(await Promise.all(left.map(acted))).toEqual(left.map(() => null));
    expect(await actsOf(id)).toEqual(before);
  });
});

describe('an act', () => {
  it('whose answer was lost after the commit is answered from the record, and the path follows', async () => {
    const id = await weighed();
    const { version } = await rowOf(id);
    await stack.stopWorker();
    const key = randomUUID();
    const approve = () => office.post<story.NominationView>(`/nominations/${id}/actions/approve`, {}, key);
    const first = approve();
    const act = await vi.waitUntil(() => stack.deps.db.act.findFirst({ where: { key } }));
    const record = createPathActivities(stack.deps.db, stack.deps.env, stack.deps.starting);
    const at = new Date().toISOString();
    await record.recordAct({ path: pathOf(id), version, at, actId: act.id, kind: 'approve' });

    const again = await approve();
    expect(again).toMatchObject({ status: 200, body: { stage: 'council-vote' } });
    await stack.startWorker();
    expect((await first).body).toEqual(again.body);
    expect(await why(id)).toBe('council-to-convene');
    expect(await actsOf(id)).toEqual(['draft', 'submit', 'approve']);
  });

  it('that meets its opposite at the same moment: one is done, the other refused', async () => {
    const id = await weighed();
    const answers = await Promise.all([
      office.post<{ code?: string }>(`/nominations/${id}/actions/approve`, {}),
      office.post<{ code?: string }>(`/nominations/${id}/actions/reject`, { reason }),
    ]);
    const [done, refused] = answers.sort((a, b) => a.status - b.status);
    expect(done.status).toBe(200);
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-in-this-state' } });
    expect(await actsOf(id)).toHaveLength(3);
  });
});

it('what a person asks while the database breaks its connections can be asked again', async () => {
  const { id, version } = await story.draft(stack.as, round.id, subject());
  const database = new URL(stack.deps.settings.databaseUrl);
  const line = await Line.to(database.host);
  database.host = line.address;
  const api = await apiBeside(stack, (settings) => ({ ...settings, databaseUrl: database.href }));
  const { who } = await stack.as('unit-officer', story.UNIT);
  const officer = await new ApiClient(api.baseUrl, who).login();
  const lock = await RowLock.on(stack, id);
  const change = () =>
    officer.patch<{ code?: string }>(`/nominations/${id}`, { achievement: { title: 'Thành tích' } }, version);
  try {
    const answer = change();
    await lock.awaited();
    line.refuse();
    expect(await answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await change()).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    line.mend();
    await lock.release();
    expect(await change()).toMatchObject({ status: 200 });
  } finally {
    await api.stop();
    await line.close();
  }
});

it('acts that come to a path in one task are taken one after the other, as its history then says', async () => {
  const id = await weighed();
  await stack.stopWorker();
  const answers = ['approve', 'reject', 'approve'].map((kind) =>
    office.post<{ code?: string }>(`/nominations/${id}/actions/${kind}`, kind === 'reject' ? { reason } : {}),
  );
  await vi.waitUntil(
    async () =>
      (await stack.deps.db.act.count({ where: { pathId: id, state: 'pending' } })) === answers.length,
  );
  await stack.startWorker();
  expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await actsOf(id)).toHaveLength(3);
  const history = await workflowOf(id).fetchHistory();
  const workflowBundle = { codePath: inject('ground').bundlePath };
  await Worker.runReplayHistory({ workflowBundle }, history, `nomination:${id}`);
});

describe('a path whose workflow was terminated', () => {
  it('goes on from the record at the next act; no reminder comes twice, and none is left out', async () => {
    const id = await weighed();
    const { dueAt } = await story.look(office, id);
    const due = dueAt ?? '';
    const { before } = await calendarOf(stack);
    await stack.until(instantAt(before(due, 3), 9));
    expect(await actsOf(id)).toEqual(['draft', 'submit', 'remind']);
    await workflowOf(id).terminate();

    const document = await paper(office, 'don-phan-anh');
    const hold = { ground: 'complaint', document, reason };
    // It begins again, and does not join the moved clock: the act waits for its repeat.
    const { workflowService } = stack.deps.starting.client;
    const join = vi.spyOn(workflowService, 'updateWorkflowExecutionOptions');
    join.mockRejectedValueOnce(new Error('the clock stopped'));
    const key = randomUUID();
    const send = () => office.post(`/nominations/${id}/actions/hold`, hold, key);
    expect(await send()).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
    join.mockRestore();
    expect(await send()).toMatchObject({ status: 200 });
    expect(await story.act(office, id, 'release', { document, reason })).toMatchObject({ dueAt });
    await stack.until(new Date(endOfDay(due).getTime() + 60_000));
    const all = ['draft', 'submit', 'remind', 'hold', 'release', 'remind', 'overdue', 'escalate'];
    await vi.waitFor(async () => expect(await actsOf(id)).toEqual(all), { timeout: 10_000 });
  });

  it('is started again by news for it', async () => {
    // Of those that the quota still has room for: the others of this file wait at the council for good.
    const alone: story.Subject = { kind: 'collective', award: 'giay-khen', name: 'Tổ tin học' };
    const id = await toCouncil(stack, round.id, alone);
    await workflowOf(id).terminate();
    await pastCouncil(stack, [id]);
    expect(await why(id)).toBe('decision-of-head');
  });
});

it('a path that is told to restart goes on from the record as a new run, on the same clock', async () => {
  const id = await weighed();
  const { runId } = await workflowOf(id).describe();
  await workflowOf(id).signal(restartSignal);
  await vi.waitUntil(async () => (await workflowOf(id).describe()).runId !== runId);
  await vi.waitUntil(async () => (await why(id)) === 'office-review', { timeout: 20_000 });
  expect(await story.act(office, id, 'approve')).toMatchObject({ stage: 'council-vote' });
  const { enteredAt } = await rowOf(id);
  expect(dateOf(enteredAt)).toBe(await todayOf(stack));
});

it('news that comes after the case was closed is set aside', async () => {
  const id = await weighed();
  const { version } = await story.act(office, id, 'reject', { reason });
  await workflowOf(id).result();
  const { db, starting } = stack.deps;
  await db.$transaction((tx) => tell(tx, round, pathOf(id), 'too-late', 'dates-changed'));
  await tellOne(db, starting, pathOf(id));
  expect(await db.wake.count({ where: { pathId: id, doneAt: null } })).toBe(0);
  expect(await rowOf(id)).toMatchObject({ version, stage: 'closed' });
});

it('the mail dispatcher, terminated, is started by the next worker and sends what was left', async () => {
  const { client } = stack.deps.starting;
  await client.workflow.getHandle(mailDispatcherWorkflowId).terminate();
  const id = await weighed();
  const { notification } = stack.deps.db;
  expect(await notification.count({ where: { pathId: id, state: 'waiting' } })).toBeGreaterThan(0);
  await stack.stopWorker();
  await stack.startWorker();
  const waiting = () => notification.count({ where: { pathId: id, state: 'waiting' } });
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 30_000 });
});
