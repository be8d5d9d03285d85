import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handOver } from '../../activities/caretaker.ts';
import { addDays, instantAt } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import * as owed from '../support/owed.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused, refusedAct, roundFrom, todayOf } from '../support/steps.ts';
import type { Division } from '../support/units-that-end.ts';
import { divisionOf, draftBy, succeed, tasksOf } from '../support/units-that-end.ts';

let stack: Stack;
let roundId: string;
let office: ApiClient;
let officeHead: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  officeHead = await stack.as('office-head', story.LEAD);
});
afterAll(() => stack.stop());

const returnIt = (id: string) =>
  story.act(office, id, 'return', {
    reason: 'Bổ sung.',
    items: [{ document: 'bao-cao-thanh-tich', note: 'Thiếu.' }],
  });

describe('a unit that is merged into another, while its cases lie everywhere', () => {
  let before: Division;
  let after: Division;
  let draft: string;
  let returned: string;
  let collective: string;
  let inReview: string;
  let report: string;
  let question: string;
  let listed: { cases: { code: string }[]; people: { role: string }[] };
  beforeAll(async () => {
    before = await divisionOf(stack, 'phong-a');
    after = await divisionOf(stack, 'phong-b');
    draft = await draftBy(before, roundId);
    collective = await draftBy(before, roundId, 'collective');
    returned = await draftBy(before, roundId);
    inReview = await draftBy(before, roundId);
    for (const id of [returned, inReview]) await story.act(before.officer, id, 'submit');
    await returnIt(returned);
    const asked = { movement: story.MOVEMENT, obligation: 'bao-cao-dot-xuat', debtor: before.code };
    report = (await owed.ask(office, { ...asked, request: 'Số liệu quý III' })).id;
    const raised = { movement: story.MOVEMENT, subject: 'Số liệu', text: 'Lấy của năm nào?' };
    question = story.good(await before.officer.post<{ id: string }>('/enquiries', raised)).id;
    const admin = await stack.as('administrator', story.DEPARTMENT);
    listed = story.good(await admin.get(`/units/${before.code}/open-cases`));
    await succeed(stack, before.code, { to: after.code, on: await todayOf(stack), kind: 'merge' });
  });

  it('is shown beforehand with all that it holds, and who holds a role there', async () => {
    const { db } = stack.deps;
    const ids = [draft, returned, inReview, collective];
    const codes = (await db.nomination.findMany({ where: { id: { in: ids } } })).map(({ code }) => code);
    const asked = await db.enquiry.findUniqueOrThrow({ where: { id: question } });
    expect(listed.cases.map(({ code }) => code).sort()).toEqual(
      [...codes, 'bao-cao-dot-xuat', asked.code].sort(),
    );
    expect(listed.people.map(({ role }) => role).sort()).toEqual(['unit-head', 'unit-officer']);
    expect((await office.get(`/units/${before.code}/open-cases`)).status).toBe(403);
  });

  it('each story has one line with the paper; both sides are written to, once with all codes', async () => {
    const { items } = story.good(
      await after.officer.get<{ items: { act: string; reason: string; detail: unknown }[] }>(
        `/nominations/${draft}/timeline`,
      ),
    );
    const lines = items.filter(({ act }) => act === 'unit-succeeded');
    expect(lines).toMatchObject([
      { reason: 'QĐ 12/QĐ-SKHCN về phong-a', detail: { from: before.code, to: after.code, kind: 'merge' } },
    ]);
    for (const id of [report, question])
      expect(await stack.deps.db.transition.count({ where: { pathId: id, act: 'unit-succeeded' } })).toBe(1);
    const mails = await stack.deps.db.notification.findMany({ where: { event: 'unit-succeeded' } });
    const sides = ['phong-a.officer', 'phong-a.head', 'phong-b.officer', 'phong-b.head'];
    const toUs = mails.filter(({ text }) => text.includes('Phòng phong-a'));
    expect(toUs.map(({ address }) => address).sort()).toEqual(
      sides.map((name) => `${name}@demo.example`).sort(),
    );
    for (const { code } of listed.cases)
      for (const { text } of toUs) expect(text.split(code).length - 1).toBe(1);
    // Nobody has it told again, and the paths go on from there.
    await handOver(stack.deps.db, stack.deps.starting, stack.deps.env);
    expect(await stack.deps.db.transition.count({ where: { pathId: draft, act: 'unit-succeeded' } })).toBe(1);
  });

  it('the successor has its drafts, what was returned and what is owed among its tasks', async () => {
    const tasks = await tasksOf(after.officer);
    expect(tasks.get(`/nominations/${draft}`)).toMatchObject({ kind: 'unit-proposal' });
    expect(tasks.get(`/nominations/${returned}`)).toMatchObject({ kind: 'returned' });
    expect(tasks.get(`/obligations/${report}`)).toMatchObject({ actions: ['submit'] });
    expect([...(await tasksOf(before.officer)).keys()]).toEqual([]);
  });

  it('each says that it waits for the successor, and that the former unit proposed it', async () => {
    for (const id of [draft, returned])
      expect(await story.look(after.officer, id)).toMatchObject({
        proposingUnit: before.code,
        heldBy: after.code,
        waiting: { for: { body: after.code, role: 'unit-officer' } },
      });
    const { items } = story.good(
      await after.officer.get<{ items: { id: string }[] }>(`/nominations?unit=${after.code}`),
    );
    expect(items.map(({ id }) => id).sort()).toEqual([draft, returned, inReview, collective].sort());
  });

  it('whoever holds a role in the former unit reads it, and acts no more', async () => {
    expect(await story.look(before.officer, draft)).toMatchObject({ allowedActions: [] });
    expect(await refusedAct(before.officer, draft, 'submit')).toMatchObject({ status: 403 });
    expect(await refusedAct(before.officer, returned, 'submit')).toMatchObject({ status: 403 });
    expect(await owed.refusedStep(before.officer, report, 'submit')).toMatchObject({ status: 403 });
    const body = story.draftOf(roundId, { kind: 'collective', award: 'giay-khen', unit: before.code });
    expect(await refused(before.officer, '/nominations', body)).toMatchObject({ status: 422 });
  });

  it('the successor amends and sends what was returned, and hands in what is owed', async () => {
    const { version } = await story.look(after.officer, returned);
    const change = { achievement: { title: 'Cải cách hành chính sau sáp nhập' } };
    story.good(await after.officer.patch(`/nominations/${returned}`, change, version));
    expect(await story.act(after.officer, returned, 'submit')).toMatchObject({ stage: 'office-review' });
    expect(await story.act(after.officer, draft, 'submit')).toMatchObject({ stage: 'office-review' });
    await owed.handOver(after.officer, report, 'bao-cao');
    expect(await owed.act(after.officer, report, 'submit')).toMatchObject({ state: 'submitted' });
    expect(
      await story.good(await after.officer.post(`/enquiries/${question}/actions/close`, {})),
    ).toMatchObject({
      state: 'closed',
    });
  });

  it('a collective that is no more is honoured in the successor’s name alone, which amends it', async () => {
    expect(await refusedAct(after.officer, collective, 'submit')).toMatchObject({ code: 'not-admissible' });
    const { version } = await story.look(after.officer, collective);
    const change = { subject: { name: 'Tập thể phong-b', unit: after.code } };
    story.good(await after.officer.patch(`/nominations/${collective}`, change, version));
    expect(await story.act(after.officer, collective, 'submit')).toMatchObject({ stage: 'office-review' });
  });

  it('what comes back from the review comes to the successor, who is written to', async () => {
    expect(await returnIt(inReview)).toMatchObject({ waiting: { for: { body: after.code } } });
    const written = await stack.deps.db.notification.findMany({
      where: { pathId: inReview, event: 'returned' },
    });
    expect(written.map(({ address }) => address)).toEqual(
      expect.arrayContaining(['phong-b.officer@demo.example', 'phong-b.head@demo.example']),
    );
    expect(await story.act(after.officer, inReview, 'submit')).toMatchObject({ stage: 'office-review' });
  });
});

describe('what a unit became', () => {
  it('twice in a row leads to the last; a renamed collective is honoured under what it is called now', async () => {
    const first = await divisionOf(stack, 'phong-c');
    const second = await divisionOf(stack, 'phong-d');
    const third = await divisionOf(stack, 'phong-e');
    const id = await draftBy(first, roundId, 'collective');
    const on = await todayOf(stack);
    await succeed(stack, first.code, { to: second.code, on, kind: 'rename' });
    expect((await tasksOf(second.officer)).has(`/nominations/${id}`)).toBe(true);
    const next = addDays(on, 1);
    await succeed(stack, second.code, { to: third.code, on: next, kind: 'rename' });
    await stack.until(instantAt(next, 9));
    expect((await tasksOf(second.officer)).has(`/nominations/${id}`)).toBe(false);
    expect(await story.look(third.officer, id)).toMatchObject({ heldBy: third.code });
    expect(await story.act(third.officer, id, 'submit')).toMatchObject({ stage: 'office-review' });
  });

  it('on a later day holds from that day on, and not before', async () => {
    const before = await divisionOf(stack, 'phong-f');
    const after = await divisionOf(stack, 'phong-g');
    const id = await draftBy(before, roundId);
    const on = addDays(await todayOf(stack), 2);
    await succeed(stack, before.code, { to: after.code, on, kind: 'merge' });
    expect((await after.officer.get(`/nominations/${id}`)).status).toBe(404);
    expect(await story.look(before.officer, id)).toMatchObject({ heldBy: before.code });
    const told = () => stack.deps.db.transition.count({ where: { pathId: id, act: 'unit-succeeded' } });
    await handOver(stack.deps.db, stack.deps.starting, stack.deps.env);
    expect(await told()).toBe(0);
    await stack.until(instantAt(on, 9));
    await handOver(stack.deps.db, stack.deps.starting, stack.deps.env);
    expect(await told()).toBe(1);
    expect(await refusedAct(before.officer, id, 'submit')).toMatchObject({ status: 403 });
    expect(await story.act(after.officer, id, 'submit')).toMatchObject({ stage: 'office-review' });
  });

  it.each(['split', 'abolish'] as const)(
    'as a whole is nobody (%s): the head of the office hands each case to a unit, which goes on with it',
    async (kind) => {
      const before = await divisionOf(stack, `phong-${kind}`);
      const part = await divisionOf(stack, `phong-${kind}-mot`);
      const other = await divisionOf(stack, `phong-${kind}-hai`);
      const id = await draftBy(before, roundId);
      const on = await todayOf(stack);
      if (kind === 'abolish') await succeed(stack, before.code, { to: null, on, kind });
      else
        for (const { code } of [part, other])
          await succeed(stack, before.code, { to: code, on, kind, scope: `Phần của ${code}` });

      for (const { officer } of [part, other])
        expect((await officer.get(`/nominations/${id}`)).status).toBe(404);
      const tasks = await tasksOf(officeHead);
      expect(tasks.get(`/nominations/${id}`)).toMatchObject({
        kind: 'unit-missing',
        actions: expect.arrayContaining(['reroute']),
      });
      expect(await story.look(officeHead, id)).toMatchObject({
        heldBy: null,
        waiting: { code: 'unit-missing', for: { body: story.LEAD, role: 'office-head' } },
      });
      const reason = 'Người được đề nghị nay công tác tại đơn vị này.';
      const ended = await refusedAct(officeHead, id, 'reroute', { step: 0, body: before.code, reason });
      expect(ended).toMatchObject({ status: 422, errors: [{ path: 'body' }] });
      await story.act(officeHead, id, 'reroute', { step: 0, body: part.code, reason });
      expect((await tasksOf(officeHead)).has(`/nominations/${id}`)).toBe(false);
      expect((await tasksOf(part.officer)).get(`/nominations/${id}`)).toMatchObject({
        kind: 'unit-proposal',
      });
      expect((await other.officer.get(`/nominations/${id}`)).status).toBe(404);
      // Its nominee is in the unit that it was handed to.
      const { version, proposingUnit } = await lookAt(part.officer, id);
      expect(proposingUnit).toBe(before.code);
      story.good(await part.officer.patch(`/nominations/${id}`, { subject: { unit: part.code } }, version));
      expect(await story.act(part.officer, id, 'submit')).toMatchObject({ stage: 'office-review' });
    },
  );

  it('is nobody’s to name while the unit is there', async () => {
    const there = await divisionOf(stack, 'phong-h');
    const id = await draftBy(there, roundId);
    await story.act(there.officer, id, 'submit');
    await returnIt(id);
    const reason = 'Giao đơn vị khác.';
    const named = await refusedAct(officeHead, id, 'reroute', { step: 0, body: story.UNIT, reason });
    expect(named).toMatchObject({ status: 422, errors: [{ path: 'step' }] });
  });
});

const lookAt = async (client: ApiClient, id: string) =>
  story.good(await client.get<{ version: number; proposingUnit: string }>(`/nominations/${id}`));
