import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { Answer, ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { paper, refused, refusedAct, roundFrom, todayOf } from '../support/steps.ts';

/**
 * Plan 003's enterprises: selected by the Hiệp hội Doanh nghiệp, then by the Sở that leads; appraised and submitted by
 * Sở Nội vụ; decided by UBND tỉnh. First every body but UBND acts itself; then Hiệp hội and Sở Nội vụ have lost their
 * accounts, and the lead's office records their papers.
 */
const LEAD = 'so-khcn-hung-yen';
const ASSOCIATION = 'hiep-hoi-dn-hung-yen';
const ENTERPRISE = 'cong-ty-co-khi-hung-yen';
let stack: Stack;
let office: ApiClient;
let leadSelector: ApiClient;
let selector: ApiClient;
let appraiser: ApiClient;
let officer: ApiClient;
let roundId: string;
let document: string;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  [office, leadSelector, selector, appraiser, officer] = await Promise.all([
    stack.as('office-reviewer', LEAD),
    stack.as('selector', LEAD),
    stack.as('selector', ASSOCIATION),
    stack.as('appraiser', story.APPRAISER),
    stack.as('unit-officer', ENTERPRISE),
  ]);
  const dates = roundFrom(await todayOf(stack));
  const round = { movement: 'chuyen-doi-so-thai-binh-2023', round: 'tong-ket-2025', dates };
  const reason = 'Tổng kết phong trào theo hướng dẫn của Sở Nội vụ';
  roundId = story.good(await office.post<{ id: string }>('/rounds', { ...round, reason })).id;
  document = await paper(office, 'cong-van');
});
afterAll(() => stack.stop());

/** What an enterprise has proposed: it waits for the Hiệp hội. */
async function proposed(name: string): Promise<string> {
  const { id } = story.good(
    await officer.post<story.NominationView>('/nominations', {
      roundId,
      award: 'bang-khen',
      subject: {
        kind: 'collective',
        category: 'doanh-nghiep',
        name,
        unit: ENTERPRISE,
        headcount: 80,
        femaleCount: 30,
      },
      achievement: {
        title: 'Chuyển đổi số',
        from: '2023-01-01',
        to: '2025-12-31',
        summary: 'Đi đầu trong ngành.',
      },
      proposingUnit: ENTERPRISE,
    }),
  );
  for (const kind of ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi']) {
    const file = { name: `${kind}.pdf`, bytes: story.pdf(kind) };
    story.good(await officer.upload(`/nominations/${id}/documents`, file, { kind }));
  }
  await story.act(officer, id, 'submit');
  return id;
}
/** Each criterion is entered as met by whoever speaks for the step's body. */
async function check(client: ApiClient, id: string): Promise<void> {
  const { checks, version } = await story.look(client, id);
  const met = { result: 'met', reason: 'Đã đối chiếu với minh chứng.' };
  for (const { criterion } of checks)
    story.good(await client.put(`/nominations/${id}/checks/${criterion}`, met, version));
}
const status = async (answer: Promise<Answer<unknown>>) => (await answer).status;
const sees = (client: ApiClient, id: string) => status(client.get(`/nominations/${id}`));
const sheet = async (number: string) => ({ documentNumber: number, date: await todayOf(stack), document });
const letter = async (id: string, more: object = {}) => ({
  ...{ roundId, award: 'bang-khen', fromBody: story.APPRAISER, toBody: story.PROVINCE, nominationIds: [id] },
  ...{ number: randomUUID(), signedBy: 'Giám đốc Sở Nội vụ', signedOn: await todayOf(stack) },
  ...more,
});
const reason = 'Chưa đủ tiêu chuẩn theo kế hoạch.';
const timelineOf = async (path: string) =>
  story.good(
    await office.get<{ items: { act: string; by: unknown; onBehalf: unknown }[] }>(`${path}/timeline`),
  ).items;
/** Its people leave, or come back. */
async function people(body: string, disabledAt: Date | null): Promise<void> {
  await stack.deps.db.person.updateMany({ where: { roles: { some: { unit: body } } }, data: { disabledAt } });
}

describe('an outside body with accounts', () => {
  let id: string;
  beforeAll(async () => {
    id = await proposed('Công ty A');
  });

  it('sees what has reached it, and nothing before', async () => {
    expect(await sees(selector, id)).toBe(200);
    for (const client of [office, leadSelector, appraiser]) expect(await sees(client, id)).toBe(404);
    const { items } = story.good(await appraiser.get<{ items: unknown[] }>('/nominations'));
    expect(items).toEqual([]);
  });

  it('acts itself, and marks nothing as done for another', async () => {
    await check(selector, id);
    const own = { onBehalf: await sheet('1/CV-HHDN') };
    expect(await refusedAct(selector, id, 'approve', own)).toMatchObject({
      status: 403,
      code: 'body-acts-itself',
    });
    expect(await story.act(selector, id, 'approve')).toMatchObject({ stage: 'selection', step: 2 });
    expect(await story.act(leadSelector, id, 'approve')).toMatchObject({ stage: 'appraisal', step: 3 });
    expect(await sees(appraiser, id)).toBe(200);
  });

  it('is not recorded for: not with its paper, not without', async () => {
    for (const act of ['approve', 'return', 'reject']) {
      const why = act === 'approve' ? {} : { reason };
      const onBehalf = await sheet('2/CV-SNV');
      expect(await refusedAct(office, id, act, { ...why, onBehalf })).toMatchObject({
        code: 'body-acts-itself',
      });
      expect(await refusedAct(office, id, act, why)).toMatchObject({ status: 403, code: 'forbidden' });
    }
    await story.act(appraiser, id, 'approve');
    const onBehalf = await sheet('3/CV-SNV');
    expect(await refused(office, '/submissions', await letter(id, { onBehalf }))).toMatchObject({
      status: 403,
      code: 'body-acts-itself',
    });
    expect(await refused(office, '/submissions', await letter(id))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect(await refused(appraiser, '/submissions', await letter(id, { onBehalf }))).toMatchObject({
      status: 403,
    });
  });

  it('submits further itself, and records the paper of the body without accounts that decides', async () => {
    const written = story.good(await appraiser.post<story.SubmissionView>('/submissions', await letter(id)));
    const at = `/submissions/${written.id}/actions`;
    expect(await refused(office, `${at}/dispatch`, { onBehalf: await sheet('4/CV-SNV') })).toMatchObject({
      status: 403,
    });
    story.good(await appraiser.post(`${at}/dispatch`));
    await story.arrive(appraiser, id, (n) => n.stage === 'decision');
    const decision = {
      number: '77/QĐ-UBND',
      decidedOn: await todayOf(stack),
      signedBy: 'Chủ tịch',
      awarded: [id],
    };
    expect(await refused(office, `${at}/record-decision`, decision)).toMatchObject({ status: 403 });
    const without = { status: 422, errors: [{ path: 'file' }] };
    expect(await refused(appraiser, `${at}/record-decision`, decision)).toMatchObject(without);
    const file = await story.signedPaper(appraiser, decision.number);
    story.good(await appraiser.post(`${at}/record-decision`, { ...decision, file }));
    expect(await story.arrive(appraiser, id, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'awarded',
    });
  });
});

describe('an outside body without accounts', () => {
  let approved: string;
  beforeAll(async () => {
    await people(ASSOCIATION, new Date());
    await people(story.APPRAISER, new Date());
    approved = await proposed('Công ty B');
  });
  afterAll(async () => {
    await people(ASSOCIATION, null);
    await people(story.APPRAISER, null);
  });

  it("is written to at its address, and what it has is a task of the lead's office", async () => {
    const mail = await stack.deps.db.notification.findMany({
      where: { pathId: approved, event: 'stage-entered' },
    });
    expect(mail.map(({ address }) => address)).toEqual(['vanphong@hiephoidn.hungyen.example']);
    const view = await story.look(office, approved);
    expect(view.waiting?.for).toMatchObject({ body: ASSOCIATION, role: 'selector' });
    expect(view.allowedActions).toEqual(expect.arrayContaining(['approve', 'return', 'reject']));
    const { items } = story.good(await office.get<{ items: { resource: string }[] }>('/tasks'));
    expect(items.map(({ resource }) => resource)).toContain(`/nominations/${approved}`);
  });

  it("is answered for by the lead's office alone, and from a paper alone", async () => {
    const missing = await refusedAct(office, approved, 'reject', { reason });
    expect(missing).toMatchObject({ status: 422, errors: [{ path: 'onBehalf' }] });
    const nowhere = { ...(await sheet('5/CV-HHDN')), document: randomUUID() };
    const unknown = await refusedAct(office, approved, 'reject', { reason, onBehalf: nowhere });
    expect(unknown).toMatchObject({ status: 422, errors: [{ path: 'onBehalf.document' }] });
    const onBehalf = await sheet('5/CV-HHDN');
    for (const client of [leadSelector, officer])
      expect(await refusedAct(client, approved, 'approve', { onBehalf })).toMatchObject({ status: 403 });
    // The criteria are the body's to judge as well: without its word the approval is blocked.
    expect(await refusedAct(office, approved, 'approve', { onBehalf })).toMatchObject({
      code: 'checks-block',
    });
    await check(office, approved);
    expect(await story.act(office, approved, 'approve', { onBehalf })).toMatchObject({
      stage: 'selection',
      step: 2,
    });
    // The next step is the lead's own: there nobody is stood in for.
    expect(await refusedAct(office, approved, 'approve', { onBehalf })).toMatchObject({
      code: 'body-acts-itself',
    });
  });

  it('that was answered for is marked so in the record and in the timeline', async () => {
    const acts = await timelineOf(`/nominations/${approved}`);
    const { by, onBehalf } = acts.find(({ act }) => act === 'approve')!;
    expect(onBehalf).toEqual(await sheet('5/CV-HHDN'));
    expect(by).toMatchObject({ role: 'office-reviewer', unit: LEAD });
    expect(acts.find(({ act }) => act === 'submit')).toMatchObject({ onBehalf: null });
  });

  it('returns and rejects on paper as well; what was amended goes back to it', async () => {
    const [back, out] = [await proposed('Công ty C'), await proposed('Công ty D')];
    const onBehalf = await sheet('6/CV-HHDN');
    const items = [{ document: 'bao-cao-thanh-tich', note: 'Cần bổ sung.' }];
    expect(await story.act(office, back, 'return', { reason, items, onBehalf })).toMatchObject({ step: 0 });
    expect(await story.act(officer, back, 'submit')).toMatchObject({ stage: 'selection', step: 1 });
    expect(await story.act(office, out, 'reject', { reason, onBehalf })).toMatchObject({
      outcome: 'rejected',
    });
    for (const [id, act] of [
      [back, 'return'],
      [out, 'reject'],
    ] as const)
      expect((await timelineOf(`/nominations/${id}`)).find((t) => t.act === act)).toMatchObject({ onBehalf });
  });

  it('appraises, submits further and is decided on by papers, to the decision of UBND', async () => {
    await story.act(leadSelector, approved, 'approve');
    expect(await refusedAct(office, approved, 'approve')).toMatchObject({ status: 422 });
    const onBehalf = await sheet('9/CV-SNV');
    expect(await story.act(office, approved, 'approve', { onBehalf })).toMatchObject({ stage: 'submission' });

    const missing = await refused(office, '/submissions', await letter(approved));
    expect(missing).toMatchObject({ status: 422, errors: [{ path: 'onBehalf' }] });
    const forAnother = await letter(approved, { onBehalf });
    expect(await refused(leadSelector, '/submissions', forAnother)).toMatchObject({ status: 403 });
    const written = story.good(await office.post<story.SubmissionView>('/submissions', forAnother));
    const at = `/submissions/${written.id}/actions`;
    expect(await refused(office, `${at}/dispatch`)).toMatchObject({
      status: 422,
      errors: [{ path: 'onBehalf' }],
    });
    story.good(await office.post(`${at}/dispatch`, { onBehalf }));
    await story.arrive(office, approved, (n) => n.stage === 'decision');
    const today = await todayOf(stack);
    const receipt = { number: '15', receivedOn: today, onBehalf };
    const toCome = { ...onBehalf, date: addDays(today, 1) };
    for (const [wrong, path] of [
      [{ receivedOn: addDays(today, 1) }, 'receivedOn'],
      [{ receivedOn: addDays(today, -1) }, 'receivedOn'],
      [{ onBehalf: toCome }, 'onBehalf.date'],
    ] as const)
      expect(await refused(office, `${at}/record-receipt`, { ...receipt, ...wrong })).toMatchObject({
        ...{ status: 422, errors: [{ path }] },
      });
    story.good(await office.post(`${at}/record-receipt`, receipt));
    const decision = {
      number: '78/QĐ-UBND',
      decidedOn: today,
      signedBy: 'Chủ tịch',
      awarded: [approved],
      onBehalf,
    };
    const signed = { ...decision, file: await story.signedPaper(office, decision.number) };
    // The tờ trình was signed, and went, today.
    for (const decidedOn of [addDays(today, 1), addDays(today, -1)])
      expect(await refused(office, `${at}/record-decision`, { ...signed, decidedOn })).toMatchObject({
        ...{ status: 422, errors: [{ path: 'decidedOn' }] },
      });
    story.good(await office.post(`${at}/record-decision`, signed));
    expect(await story.arrive(office, approved, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'awarded',
    });

    const marked = await stack.deps.db.transition.findMany({
      where: { pathId: written.id },
      orderBy: { version: 'asc' },
    });
    expect(marked.map((t) => [t.act, t.onBehalf])).toEqual(
      ['draft', 'dispatch', 'record-receipt', 'record-decision'].map((act) => [act, onBehalf]),
    );
  });
});
