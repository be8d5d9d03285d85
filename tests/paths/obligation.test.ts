import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../activities/caretaker.ts';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { act, handOver, look, owedIn, refusedStep, taskOf, waitingIn } from '../support/owed.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { eachDeliveredOnce, emailOf, refused, roundFrom, todayOf, writtenTo } from '../support/steps.ts';

const PLAN_004 = 'chao-mung-190-nam-ha-tinh-2021';
const OFFICE = 'van-phong-so-khcn-ha-tinh';
const DIVISION = 'phong-qlkh-so-khcn-ha-tinh';
const BAN = 'ban-tdkt-tinh-ha-tinh';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
});
afterAll(() => stack.stop());

describe('plan 004, which has a registration and no award', () => {
  let office: ApiClient;
  let ban: ApiClient;
  let roundId: string;
  let id: string;
  beforeAll(async () => {
    office = await stack.as('office-reviewer', OFFICE);
    ban = await stack.as('appraiser', BAN);
  });

  it('opens its round with a reason; a dry run says what will be owed', async () => {
    const today = await todayOf(stack);
    const body = {
      movement: PLAN_004,
      round: 'dot-thi-dua-2021',
      dates: { opens: today, intakeCloses: addDays(today, 30) },
    };
    expect(await refused(office, '/rounds', body)).toMatchObject({ status: 422, code: 'outside-period' });
    const reason = 'Diễn tập.';
    const dry = await office.post('/rounds', { ...body, reason, dryRun: true });
    expect(dry.body).toMatchObject({
      obligations: [{ obligation: 'dang-ky-thi-dua', debtor: OFFICE, toBody: BAN, dueOn: null }],
    });
    expect(await stack.deps.db.obligation.count()).toBe(0);
    const opened = await office.post<story.RoundView>('/rounds', { ...body, reason });
    expect(opened).toMatchObject({ status: 201, body: { state: 'open' } });
    roundId = opened.body.id;
    const [owed, ...others] = await owedIn(office, roundId);
    expect(others).toEqual([]);
    expect(owed).toMatchObject({ obligation: 'dang-ky-thi-dua', state: 'owed', debtor: OFFICE, toBody: BAN });
    id = owed?.id ?? '';
  });

  it('its mail says that nothing is to be proposed, and what is to be handed in', async () => {
    const mails = await stack.deps.db.notification.findMany({ where: { pathId: roundId } });
    expect(new Set(mails.map(({ event }) => event))).toEqual(new Set(['campaign-opened']));
    const toLead = mails.filter(({ recipient }) => recipient === 'lead-office');
    expect(toLead.length).toBeGreaterThan(0);
    for (const { text } of mails) {
      expect(text).toContain('không quy định hình thức khen thưởng');
      expect(text).not.toContain('gửi hồ sơ trước khi');
    }
    for (const { text } of toLead)
      expect(text).toContain('Văn bản phải gửi: Đăng ký thi đua phần việc của Sở');
    expect(await stack.deps.db.notification.count({ where: { pathId: id } })).toBe(0);
  });

  it('refuses a nomination, since the plan provides no award', async () => {
    const officer = await stack.as('unit-officer', DIVISION);
    const body = story.draftOf(roundId, { kind: 'collective', award: 'giay-khen', unit: DIVISION });
    const { status, body: problem } = await officer.post<{ code: string; detail: string; title: string }>(
      '/nominations',
      body,
    );
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'no-awards' });
    expect(JSON.stringify(problem).toLowerCase()).toContain('kế hoạch không quy định hình thức khen thưởng');
  });

  it('waits for the office that owes it: its task, and nobody sees it whom it does not concern', async () => {
    expect(await taskOf(office, id)).toMatchObject({
      kind: 'obligation-owed',
      dueAt: null,
      actions: ['submit'],
    });
    expect(await taskOf(ban, id)).toBeUndefined();
    expect(await look(ban, id)).toMatchObject({ allowedActions: [], waiting: { for: { body: OFFICE } } });
    expect(await waitingIn(stack, id)).toMatchObject({ stage: 'owed', waiting: { why: 'obligation-owed' } });
    const others = [
      await stack.as('unit-officer', DIVISION),
      await stack.as('office-reviewer', story.LEAD),
      await stack.as('appraiser', story.APPRAISER),
    ];
    for (const other of others) {
      expect((await other.get(`/obligations/${id}`)).status).toBe(404);
      expect(await refusedStep(other, id, 'submit')).toMatchObject({ status: 404 });
      expect(await owedIn(other, roundId)).toEqual([]);
    }
  });

  it('is handed in with at least one document, which the receiver does not see before', async () => {
    expect(await refusedStep(office, id, 'submit')).toMatchObject({
      status: 422,
      errors: [{ path: 'documents' }],
    });
    expect(await refusedStep(ban, id, 'submit')).toMatchObject({ status: 403, code: 'forbidden' });
    const document = await handOver(office, id, 'dang-ky');
    const path = `/obligations/${id}/documents/${document.id}`;
    expect((await look(ban, id)).documents).toEqual([]);
    expect((await ban.download(path)).status).toBe(404);
    expect(await refused(ban, `/obligations/${id}/documents`)).toMatchObject({ status: 403 });
    expect(await act(office, id, 'submit')).toMatchObject({ state: 'submitted', allowedActions: [] });
    expect((await look(ban, id)).documents).toMatchObject([{ id: document.id, name: 'dang-ky.pdf' }]);
    const { bytes } = await ban.download(path);
    expect(bytes).toEqual(story.pdf('dang-ky'));
    expect(await writtenTo(stack, id, 'obligation-submitted')).toEqual(
      [...emailOf(stack, 'appraiser', BAN), ...emailOf(stack, 'office-reviewer', OFFICE)].sort(),
    );
  });

  it('is returned with a reason, handed in again and accepted; each counts once', async () => {
    expect(await taskOf(ban, id)).toMatchObject({
      kind: 'obligation-submitted',
      actions: ['accept', 'return'],
    });
    expect(await refusedStep(office, id, 'accept')).toMatchObject({ status: 403 });
    expect(await refusedStep(office, id, 'submit')).toMatchObject({ status: 409, allowedActions: [] });
    expect(await refusedStep(ban, id, 'return')).toMatchObject({ status: 422 });
    const reason = 'Chưa có chỉ tiêu cụ thể.';
    const returned = await act(ban, id, 'return', { reason });
    expect(returned).toMatchObject({ state: 'owed', reason, waiting: { code: 'obligation-returned' } });
    const mails = await stack.deps.db.notification.findMany({
      where: { pathId: id, event: 'obligation-returned' },
    });
    expect(mails.map(({ text }) => text.includes(reason))).toContain(true);
    await handOver(office, id, 'dang-ky');
    expect((await look(ban, id)).documents).toEqual([]);
    await act(office, id, 'submit', { note: 'Đã bổ sung.' });
    const key = randomUUID();
    const path = `/obligations/${id}/actions/accept`;
    const answers = [await ban.post(path, {}, key), await ban.post(path, {}, key)];
    expect(answers[1]).toMatchObject({ status: 200, body: answers[0]?.body });
    expect(answers[0]?.body).toMatchObject({ state: 'accepted', allowedActions: [] });
    const { timeline } = await look(office, id);
    expect(timeline.map((line) => `${line.act} ${line.to}`)).toEqual([
      'begin owed',
      'submit submitted',
      'return owed',
      'submit submitted',
      'accept accepted',
    ]);
    const handle = stack.deps.starting.client.workflow.getHandle(`obligation:${id}`);
    await expect
      .poll(async () => (await handle.describe()).status.name, { timeout: 10_000 })
      .toBe('COMPLETED');
    expect(await refusedStep(ban, id, 'return', { reason })).toMatchObject({
      status: 409,
      allowedActions: [],
    });
    expect(await taskOf(ban, id)).toBeUndefined();
  });
});

describe('what the rounds of a plan begin', () => {
  let office: ApiClient;
  const ofRound = async (roundId: string) =>
    (await owedIn(office, roundId)).map(({ obligation, debtor }) => `${obligation} ${debtor}`).sort();
  beforeAll(async () => {
    office = await stack.as('office-reviewer', story.LEAD);
  });

  it('each unit owes its own, the lead its own; called off, nothing is owed; later rounds ask for nothing twice', async () => {
    const dates = roundFrom(await todayOf(stack));
    const first = (await story.openRound(stack.as, dates)).id;
    const owed = await ofRound(first);
    expect(owed).toContain(`ke-hoach-cua-don-vi ${story.UNIT}`);
    expect(owed).toContain(`bao-cao-tong-ket ${story.LEAD}`);
    expect(owed.filter((line) => /dot-xuat|tong-hop|so-ket/.test(line))).toEqual([]);
    // The office owes itself nothing.
    expect(owed).not.toContain(`ke-hoach-cua-don-vi ${story.LEAD}`);
    story.good(await office.post(`/rounds/${first}/actions/cancel`, { reason: 'Mở nhầm.' }));
    const states = async () => [...new Set((await owedIn(office, first)).map(({ state }) => state))];
    await expect.poll(states, { timeout: 15_000 }).toEqual(['waived']);

    const again = (await story.openRound(stack.as, dates)).id;
    expect(await ofRound(again)).toEqual(owed);
    const other = (await story.openRound(stack.as, dates, 'so-ket-2023')).id;
    expect(await ofRound(other)).toEqual([`bao-cao-so-ket ${story.LEAD}`]);
    const unit = await stack.as('unit-head', story.UNIT);
    expect(new Set((await owedIn(unit, again)).map(({ debtor }) => debtor))).toEqual(new Set([story.UNIT]));
  });

  it('a path that a crash left unstarted is started by the sweep', async () => {
    const [row] = await stack.deps.db.obligation.findMany({ where: { state: 'owed', debtor: story.UNIT } });
    const handle = stack.deps.starting.client.workflow.getHandle(`obligation:${row!.id}`);
    await handle.terminate('as if it had never been');
    await stack.deps.db.obligation.update({ where: { id: row!.id }, data: { started: false } });
    const isRunning = async () => {
      await sweep(stack.deps.db, stack.deps.starting);
      return (await handle.describe()).status.name;
    };
    await expect.poll(isRunning, { timeout: 15_000 }).toBe('RUNNING');
    expect(await waitingIn(stack, row!.id)).toMatchObject({ stage: 'owed' });
  });
});

it('every mail lies in its mailbox, once', () => eachDeliveredOnce(stack));
