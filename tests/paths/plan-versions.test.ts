import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Plan } from '../../domain/plan-schema.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import { planOf } from '../../acceptance/demo/evidence.ts';
import type { Candidate } from '../../acceptance/demo/season.ts';
import { Season, wayOf } from '../../acceptance/demo/season.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { RowLock } from '../support/row-lock.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { calendarOf, refusedAct, roundFrom, sceneOf, todayOf } from '../support/steps.ts';

/** A plan is filed again while nominations run under its version before: what began under the old ends under it. */
const path = `/movements/${story.MOVEMENT}`;
const candidate: Candidate = {
  award: 'giay-khen',
  category: 'ca-nhan-thuoc-so',
  name: 'Vũ Thị Mai',
  unit: story.UNIT,
};

let stack: Stack;
let administrator: ApiClient;
let office: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  administrator = await stack.as('administrator', story.DEPARTMENT);
  office = await stack.as('office-reviewer', story.LEAD);
});
afterAll(() => stack.stop());

const source = (): Plan => parse(readFileSync(`movements/${story.MOVEMENT}.yaml`, 'utf8')) as Plan;

/**
 * The plan as it might be changed in mid-season: Văn phòng has two days instead of ten, individuals need something
 * more, a council no longer votes on Giấy khen, and a returned case may be amended in one day.
 */
function changed(): Plan {
  const plan = source();
  const route = plan.routes.find(({ award }) => award === 'giay-khen');
  const tree = plan.criteria['ca-nhan-thuoc-so'];
  if (!route || !tree || !('all' in tree)) throw new Error('another plan than this test was written for');
  const text = 'Học tập ngoại ngữ';
  tree.all.push({ criterion: { code: 'ngoai-ngu', type: 'attested', text } });
  route.steps = route.steps.filter(({ stage }) => stage !== 'council-vote');
  for (const step of route.steps) if (step.stage === 'office-review') step.deadline.workingDays = 2;
  plan.proposal.amend.workingDays = 1;
  plan.quotas = plan.quotas.map((quota) => ({ ...quota, max: 7 }));
  return plan;
}

describe('a new version of a plan', () => {
  it('leaves what runs under the old one as it began, and holds for the next round', async () => {
    const today = await todayOf(stack);
    const { after } = await calendarOf(stack);
    const old = await Season.open(sceneOf(stack), story.MOVEMENT, 'tong-ket-2025', story.LEAD);
    const draft = await old.draft(candidate);
    await old.handIn(draft.id, candidate);
    const other = await old.propose({ ...candidate, name: 'Phan Văn Tú' });
    const before = await story.look(office, other.id);

    const stale = await administrator.file<{ code: string }>(path, stringify(changed()), 7);
    expect(stale).toMatchObject({ status: 412 });
    const filed = await administrator.file(path, stringify(changed()), 1);
    expect(filed).toMatchObject({ status: 200, body: { version: 2, unchanged: false } });
    expect(await planOf(office, story.MOVEMENT)).toMatchObject({ version: 2 });

    // What was submitted before, and what was only a draft: both go by the old.
    expect(await story.look(office, other.id)).toEqual(before);
    const submitted = await story.act(await stack.as('unit-officer', story.UNIT), draft.id, 'submit');
    expect(submitted.dueAt).toBe(after(today, 10));
    expect(submitted.checks.map(({ criterion }) => criterion)).not.toContain('ngoai-ngu');
    expect(submitted.quota?.max).toBe(5);
    const back = { reason: 'Thiếu xác nhận.', items: [] };
    expect(await story.act(office, draft.id, 'return', back)).toMatchObject({ dueAt: after(today, 5) });
    await story.act(await stack.as('unit-officer', story.UNIT), draft.id, 'submit');
    await old.approve([draft.id], ['office-reviewer', story.LEAD]);
    await old.voted({ [draft.id]: 7 }, story.COUNCIL, story.DEPARTMENT);
    await old.decide([draft.id], story.DEPARTMENT, '90/QĐ-SKHCN');
    const decided = await old.look(draft.id);
    expect(decided.outcome).toBe('awarded');
    expect(wayOf(decided)).toContain(`council-vote ${story.COUNCIL}`);
    // A draft of its own in the old round, begun only now, is the old round's too.
    const late = await old.draft({ ...candidate, name: 'Cao Văn Hòa' });
    expect(late.checks.map(({ criterion }) => criterion)).not.toContain('ngoai-ngu');
    expect((await old.roundNow()).planVersion).toBe(1);

    const next = await Season.open(sceneOf(stack), story.MOVEMENT, 'tong-ket-2025', story.LEAD);
    expect(next.round.planVersion).toBe(2);
    const fresh = await next.propose({ ...candidate, name: 'Lý Thị Thoa' });
    expect(fresh).toMatchObject({ dueAt: after(today, 2), quota: { max: 7 } });
    expect(fresh.checks.map(({ criterion }) => criterion)).toContain('ngoai-ngu');
    expect(await refusedAct(office, fresh.id, 'approve')).toMatchObject({ status: 409 });
    await next.approve([fresh.id], ['office-reviewer', story.LEAD]);
    expect(wayOf(await next.look(fresh.id)).slice(1)).toEqual([
      `office-review ${story.LEAD}`,
      `decision ${story.DEPARTMENT}`,
    ]);
  });

  it('is what a round takes that is opened with it, and is not made by filing the same again', async () => {
    const again = await administrator.file(path, stringify(changed()), 2);
    expect(again).toMatchObject({ status: 200, body: { version: 2, unchanged: true } });
    const dates = roundFrom(await todayOf(stack));
    expect(await story.openRound(stack.as, dates)).toMatchObject({ planVersion: 2 });
  });
});

describe('a plan with faults', () => {
  it('is answered each of a hundred of them, with its path, and changes nothing', async () => {
    const list = (n: number, of: (i: number) => object) => Array.from({ length: n }, (_, i) => of(i));
    const faulty = {
      ...source(),
      notes: [
        ...list(30, (i) => ({ section: 'I', quote: 'x', meaning: 'y', [`la-${i}`]: 1 })),
        ...list(20, () => ({ section: 'I', quote: 'x' })),
      ],
      quotas: list(25, (i) => ({ award: `khong-co-${i}`, kinds: ['collective'], max: 1, per: 'round' })),
      documents: list(25, (i) => ({
        code: `d-${i}`,
        name: 'T',
        required: true,
        categories: [`khong-co-${i}`],
      })),
    };
    const before = await planOf(office, story.MOVEMENT);
    const answer = await administrator.file<{ code: string; errors: { path: string; message: string }[] }>(
      '/movements',
      stringify(faulty),
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    const { errors } = answer.body;
    expect(errors).toHaveLength(100);
    expect(new Set(errors.map((fault) => fault.path)).size).toBe(100);
    expect(errors.every(({ message }) => message.length > 10)).toBe(true);
    expect(errors.map((fault) => fault.path)).toEqual(
      expect.arrayContaining([
        'notes[0].la-0',
        'notes[49].meaning',
        'quotas[24].award',
        'documents[24].categories[0]',
      ]),
    );
    expect(await planOf(office, story.MOVEMENT)).toEqual(before);
  });

  it('is filed once by two who have read the same version, and by nobody whose role ended while they waited', async () => {
    const leaver = await addPerson(stack, 'leaver', { role: 'administrator', unit: story.DEPARTMENT });
    const version = async () =>
      (await stack.deps.db.movement.findUniqueOrThrow({ where: { code: story.MOVEMENT } })).current;
    const before = await version();
    const file = (client: ApiClient, title: string) =>
      client.put<{ code?: string }>(`/movements/${story.MOVEMENT}`, { ...source(), title }, before);

    const lock = await RowLock.on(stack, story.MOVEMENT, 'Movement', 'code');
    const late = file(leaver, 'Tên muộn');
    await lock.awaited();
    await stack.deps.db.person.update({
      where: { username: leaver.who.username },
      data: { roles: { updateMany: { where: {}, data: { validTo: new Date('2021-12-31') } } } },
    });
    await lock.release();
    expect(await late).toMatchObject({ status: 403, body: { code: 'right-ended' } });
    expect(await version()).toBe(before);

    const held = await RowLock.on(stack, story.MOVEMENT, 'Movement', 'code');
    const both = Promise.all([file(administrator, 'Tên một'), file(administrator, 'Tên hai')]);
    await held.awaited();
    await held.release();
    expect((await both).map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await version()).toBe(before + 1);
  });

  it('is filed by an administrator only', async () => {
    expect(await office.file('/movements', stringify(source()))).toMatchObject({ status: 403 });
  });
});
