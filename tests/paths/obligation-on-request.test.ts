import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfDay, instantAt } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { act, ask, handOver, look, refusedStep, taskOf } from '../support/owed.ts';
import type { ObligationView } from '../support/owed.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  calendarOf,
  eachDeliveredOnce,
  emailOf,
  paper,
  refused,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

const OFFICE_ELSEWHERE = 'van-phong-so-khcn-ha-tinh';
const PLAN_003 = 'chuyen-doi-so-thai-binh-2023';

let stack: Stack;
let days: Awaited<ReturnType<typeof calendarOf>>;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  days = await calendarOf(stack);
  await stack.until(instantAt(days.after(await todayOf(stack), 1), 9));
});
afterAll(() => stack.stop());

const minutesAfter = (instant: Date): Date => new Date(instant.getTime() + 120_000);

describe('what is asked for on its own', () => {
  let office: ApiClient;
  let officer: ApiClient;
  let asked: { movement: string; obligation: string; debtor: string; request: string; dueOn: DateText };
  let due: DateText;
  let id: string;
  beforeAll(async () => {
    office = await stack.as('office-reviewer', story.LEAD);
    officer = await stack.as('unit-officer', story.UNIT);
    due = days.after(await todayOf(stack), 7);
    asked = {
      ...{ movement: story.MOVEMENT, obligation: 'bao-cao-dot-xuat', debtor: story.UNIT },
      ...{ request: 'Số liệu quý III', dueOn: due },
    };
  });

  it('by the lead office alone, once for a key, of a debtor that there is', async () => {
    for (const other of [await stack.as('office-reviewer', OFFICE_ELSEWHERE), officer])
      expect(await refused(other, '/obligations', asked)).toMatchObject({ status: 403 });
    for (const [wrong, path] of [
      [{ obligation: 'khac' }, 'obligation'],
      [{ debtor: 'khac' }, 'debtor'],
      [{ debtor: story.LEAD }, 'debtor'],
      [{ dueOn: addDays(await todayOf(stack), -1) }, 'dueOn'],
    ] as const)
      expect(await refused(office, '/obligations', { ...asked, ...wrong })).toMatchObject({
        status: 422,
        errors: [{ path }],
      });
    const key = randomUUID();
    const first = await office.post<ObligationView>('/obligations', asked, key);
    expect(first).toMatchObject({ status: 201, body: { state: 'owed', dueAt: due, roundId: null } });
    id = first.body.id;
    expect((await office.post<ObligationView>('/obligations', asked, key)).body.id).toBe(id);
    expect(await stack.deps.db.obligation.count({ where: { code: 'bao-cao-dot-xuat' } })).toBe(1);
    expect(await writtenTo(stack, id, 'obligation-asked')).toContain(
      emailOf(stack, 'unit-head', story.UNIT)[0],
    );
    expect(await taskOf(officer, id)).toMatchObject({ kind: 'obligation-owed', dueAt: due, overdue: false });
  });

  it('reminds before its day, is overdue when that has ended, and is accepted by nobody’s silence', async () => {
    await stack.until(minutesAfter(instantAt(days.before(due, 5), 8)));
    const debtor = await writtenTo(stack, id, 'obligation-reminder');
    expect(debtor).toContain(emailOf(stack, 'unit-head', story.UNIT)[0]);
    await stack.until(minutesAfter(instantAt(days.before(due, 1), 8)));
    expect(await writtenTo(stack, id, 'obligation-reminder')).toEqual([...debtor, ...debtor].sort());
    await stack.until(new Date(endOfDay(due).getTime() - 60_000));
    expect(await look(officer, id)).toMatchObject({ overdue: false });
    await stack.until(minutesAfter(endOfDay(due)));
    expect(await look(officer, id)).toMatchObject({ state: 'owed', overdue: true });
    expect(await taskOf(officer, id)).toMatchObject({ overdue: true });
    expect(await writtenTo(stack, id, 'obligation-overdue')).toEqual(
      [...debtor, ...emailOf(stack, 'office-reviewer', story.LEAD)].sort(),
    );
    await handOver(officer, id, 'bao-cao');
    await act(officer, id, 'submit');
    const week = days.after(await todayOf(stack), 6);
    await stack.until(instantAt(week, 9));
    expect(await look(office, id)).toMatchObject({ state: 'submitted', overdue: false });
    expect(await writtenTo(stack, id, 'obligation-reminder')).toHaveLength(2 * debtor.length);
    const returned = await act(office, id, 'return', { reason: 'Thiếu phụ lục.' });
    expect(returned).toMatchObject({ dueAt: days.after(week, 5), overdue: false });
  });

  it('is waived by the head of the lead office, with a reason', async () => {
    expect(await refusedStep(office, id, 'waive', { reason: 'Không cần nữa.' })).toMatchObject({
      status: 403,
    });
    const head = await stack.as('office-head', story.LEAD);
    const waived = await act(head, id, 'waive', { reason: 'Không cần nữa.' });
    expect(waived).toMatchObject({ state: 'waived', reason: 'Không cần nữa.', allowedActions: [] });
    expect(await writtenTo(stack, id, 'obligation-waived')).toContain(
      emailOf(stack, 'unit-head', story.UNIT)[0],
    );
  });

  it('the answer of a body without accounts is recorded by the lead, from its paper', async () => {
    const lead = await stack.as('office-reviewer', story.DEPARTMENT);
    const tdkt = await stack.as('appraiser', story.APPRAISER);
    const { id: report, debtor } = await ask(lead, { movement: PLAN_003, obligation: 'bao-cao-so-ket-tinh' });
    expect(debtor).toBe(story.APPRAISER);
    await handOver(tdkt, report, 'so-ket');
    await act(tdkt, report, 'submit');
    const document = await paper(lead, 'cong-van-ubnd');
    const onBehalf = { documentNumber: '12/UBND-NC', date: await todayOf(stack), document };
    expect(await refusedStep(lead, report, 'accept')).toMatchObject({
      status: 422,
      errors: [{ path: 'onBehalf' }],
    });
    expect(
      await refusedStep(lead, report, 'accept', { onBehalf: { ...onBehalf, document: report } }),
    ).toMatchObject({ status: 422 });
    const accepted = await act(lead, report, 'accept', { onBehalf });
    expect(accepted.state).toBe('accepted');
    expect(accepted.timeline.at(-1)).toMatchObject({ act: 'accept', onBehalf });
    const own = await ask(office, { ...asked, dueOn: undefined });
    await handOver(officer, own.id, 'bao-cao-2');
    await act(officer, own.id, 'submit');
    expect(await refusedStep(office, own.id, 'accept', { onBehalf })).toMatchObject({
      code: 'body-acts-itself',
    });
  });

  it('is reminded of a working day earlier once that day is declared off; its date stands', async () => {
    const dueOn = days.after(await todayOf(stack), 4);
    const dated = await ask(office, { ...asked, dueOn });
    const eve = days.before(dueOn, 1);
    const admin = await stack.as('administrator', story.DEPARTMENT);
    const off = { kind: 'off', status: 'confirmed', source: 'Thông báo nghỉ làm việc (ví dụ)' };
    story.good(await admin.send('PUT', `/calendar/${eve}`, off, { 'If-None-Match': '*' }));
    await stack.until(minutesAfter(instantAt(days.before(dueOn, 2), 8)));
    expect(await writtenTo(stack, dated.id, 'obligation-reminder')).toContain(
      emailOf(stack, 'unit-head', story.UNIT)[0],
    );
    expect(await look(officer, dated.id)).toMatchObject({ state: 'owed', dueAt: dueOn });
  });

  it('every mail of it lies in its mailbox, once', () => eachDeliveredOnce(stack));
});
