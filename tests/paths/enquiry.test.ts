import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { calendarOf, eachDeliveredOnce, emailOf, refused, todayOf, writtenTo } from '../support/steps.ts';

interface EnquiryView {
  id: string;
  code: string;
  state: string;
  toBody: string;
  dueAt: string | null;
  overdue: boolean;
  answer: string | null;
  answerWithin: { workingDays: number; source: string };
  timeline: {
    act: string;
    by: { name: string; unit: string } | null;
    reason: string | null;
    detail: unknown;
  }[];
  allowedActions: string[];
}

let stack: Stack;
let unit: ApiClient;
let office: ApiClient;
let appraiser: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  unit = await stack.as('unit-officer', story.UNIT);
  office = await stack.as('office-reviewer', story.LEAD);
  appraiser = await stack.as('appraiser', story.APPRAISER);
});
afterAll(() => stack.stop());

const question = { movement: story.MOVEMENT, subject: 'Số liệu PAR INDEX', text: 'Lấy số liệu của năm nào?' };
const ask = async (client: ApiClient, body: object = question) =>
  story.good(await client.post<EnquiryView>('/enquiries', body));
const look = async (client: ApiClient, id: string) =>
  story.good(await client.get<EnquiryView>(`/enquiries/${id}`));
const act = async (client: ApiClient, id: string, kind: string, body: object = {}) =>
  story.good(await client.post<EnquiryView>(`/enquiries/${id}/actions/${kind}`, body));
const tasksOf = async (client: ApiClient) => {
  const { items } = story.good(await client.get<{ items: { resource: string }[] }>('/tasks'));
  return items.map(({ resource }) => resource);
};
const statusOf = async (id: string) =>
  (await stack.deps.starting.client.workflow.getHandle(`enquiry:${id}`).describe()).status.name;

it('goes to the contact that each plan names, and to the office that leads where it names none', async () => {
  const cases = [
    [
      'chuyen-doi-so-hung-yen-2022',
      'unit-head',
      'chi-cuc-tdc-so-khcn-hung-yen',
      'phong-qlcn-so-khcn-hung-yen',
    ],
    ['sang-kien-hung-yen-2024', 'unit-officer', story.UNIT, story.LEAD],
    [
      'chao-mung-190-nam-ha-tinh-2021',
      'unit-officer',
      'phong-qlkh-so-khcn-ha-tinh',
      'van-phong-so-khcn-ha-tinh',
    ],
  ] as const;
  for (const [movement, role, from, toBody] of cases)
    expect(await ask(await stack.as(role, from), { ...question, movement })).toMatchObject({ toBody });
  const firm = await stack.as('unit-officer', 'cong-ty-det-may-thai-binh');
  const asked = await ask(firm, { ...question, movement: 'chuyen-doi-so-thai-binh-2023' });
  expect(asked.toBody).toMatch(/tdkt|noi-vu/);
});

it('is asked by those who take part, about what they may see', async () => {
  expect(await refused(office, '/enquiries', question)).toMatchObject({ status: 403 });
  const elsewhere = { ...question, movement: 'chao-mung-190-nam-ha-tinh-2021' };
  expect(await refused(unit, '/enquiries', elsewhere)).toMatchObject({ status: 403 });
  for (const path of ['round', 'nomination'] as const)
    expect(await refused(unit, '/enquiries', { ...question, [path]: randomUUID() })).toMatchObject({
      ...{ status: 422, errors: [{ path }] },
    });
  const key = randomUUID();
  const [first, again] = [
    await unit.post<EnquiryView>('/enquiries', question, key),
    await unit.post<EnquiryView>('/enquiries', question, key),
  ];
  expect(again.body).toEqual(first.body);
  expect(await act(unit, first.body.id, 'close')).toMatchObject({ state: 'closed', answer: null });
});

describe('a question that Văn phòng passes on to Sở Nội vụ', () => {
  let id: string;
  it('waits at Văn phòng, and nobody sees it whom it does not concern', async () => {
    ({ id } = await ask(unit));
    expect(await look(office, id)).toMatchObject({
      allowedActions: ['answer', 'forward'],
      toBody: story.LEAD,
    });
    expect(await tasksOf(office)).toContain(`/enquiries/${id}`);
    expect(await writtenTo(stack, id, 'enquiry-asked')).toEqual(
      emailOf(stack, 'office-reviewer', story.LEAD),
    );
    expect(await refused(office, `/enquiries/${id}/actions/close`)).toMatchObject({ status: 403 });
    for (const other of [appraiser, await stack.as('unit-officer', 'chi-cuc-tdc-so-khcn-hung-yen')])
      expect((await other.get(`/enquiries/${id}`)).status).toBe(404);
  });

  it('is forwarded with a reason; the day that the unit was promised stands', async () => {
    const { dueAt } = await look(unit, id);
    const forward = `/enquiries/${id}/actions/forward`;
    expect(await refused(office, forward, { to: story.LEAD, reason: 'x' })).toMatchObject({ status: 422 });
    await act(office, id, 'forward', { to: story.APPRAISER, reason: 'Thuộc thẩm quyền của Sở Nội vụ' });
    expect(await look(appraiser, id)).toMatchObject({ dueAt, allowedActions: ['answer', 'forward'] });
    expect(await tasksOf(office)).not.toContain(`/enquiries/${id}`);
    expect((await look(office, id)).timeline.at(-1)).toMatchObject({
      ...{ act: 'forward', by: { unit: story.LEAD }, reason: 'Thuộc thẩm quyền của Sở Nội vụ' },
      detail: { from: story.LEAD, to: story.APPRAISER },
    });
  });

  it('is reminded of, overdue before its body and the head of it, and shows that its answer came late', async () => {
    const { after } = await calendarOf(stack);
    const due = after(await todayOf(stack), 5);
    expect(await look(unit, id)).toMatchObject({ dueAt: due, answerWithin: { workingDays: 5 } });
    await stack.until(instantAt(after(due, 1), 9));
    expect(await look(unit, id)).toMatchObject({ state: 'asked', overdue: true });
    expect((await writtenTo(stack, id, 'enquiry-reminder')).length).toBeGreaterThan(0);
    expect(await writtenTo(stack, id, 'enquiry-overdue')).toEqual(
      expect.arrayContaining([
        ...emailOf(stack, 'appraiser', story.APPRAISER),
        ...emailOf(stack, 'unit-officer', story.UNIT),
      ]),
    );
    const text = 'Lấy số liệu năm 2025.';
    const answered = await act(appraiser, id, 'answer', { text });
    expect(answered).toMatchObject({ state: 'answered', overdue: true, answer: text, dueAt: null });
    expect((await look(unit, id)).timeline.at(-1)).toMatchObject({ act: 'answer', detail: { late: true } });
    const mails = await stack.deps.db.notification.findMany({ where: { pathId: id } });
    for (const mail of mails)
      for (const words of [question.subject, question.text, text]) expect(mail.text).not.toContain(words);
    expect(await refused(appraiser, `/enquiries/${id}/actions/answer`, { text })).toMatchObject({
      status: 409,
    });
  });

  it('closes by itself when nobody asks on', async () => {
    expect(await statusOf(id)).toBe('RUNNING');
    const { after } = await calendarOf(stack);
    await stack.until(instantAt(after(await todayOf(stack), 11), 9));
    expect(await look(unit, id)).toMatchObject({ state: 'closed', overdue: true, allowedActions: [] });
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('COMPLETED');
  });
});

it('every mail lies in its mailbox, once', () => eachDeliveredOnce(stack));
