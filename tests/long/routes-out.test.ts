import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  emailOf,
  pastCouncil,
  refusedAct,
  roundFrom,
  toAppraiser,
  toCouncil,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

let stack: Stack;
let office: ApiClient;
let officer: ApiClient;
let unitHead: ApiClient;
let appraiser: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  office = await stack.as('office-reviewer', story.LEAD);
  officer = await stack.as('unit-officer', story.UNIT);
  unitHead = await stack.as('unit-head', story.UNIT);
  appraiser = await stack.as('appraiser', story.APPRAISER);
});
afterAll(() => stack.stop());

const newRound = async (): Promise<string> =>
  (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
const REASON = 'Cá nhân đã chuyển công tác.';
const withdraw = (id: string) => story.act(unitHead, id, 'withdraw', { reason: REASON });
const withdrawn = { outcome: 'withdrawn', stage: 'closed', waiting: null, dueAt: null, allowedActions: [] };
const itemOf = async (submission: string, id: string): Promise<string | undefined> =>
  story
    .good(await office.get<story.SubmissionView>(`/submissions/${submission}`))
    .items.find((item) => item.id === id)?.state;
const both = (n: number): story.Subject[] => [
  { kind: 'collective', award: 'bang-khen', name: `Tập thể ${n}` },
  { kind: 'individual', award: 'bang-khen', name: `Nguyễn Văn ${n}` },
];

describe('rejected', () => {
  it('by Văn phòng: it is closed, the unit hears why, and nothing more can be done to it', async () => {
    const { id } = await story.draft(stack.as, await newRound(), { kind: 'collective', award: 'giay-khen' });
    await story.submit(stack.as, id);
    const reason = 'Thành tích không thuộc công tác cải cách hành chính.';
    expect(await story.act(office, id, 'reject', { reason })).toMatchObject({
      outcome: 'rejected',
      stage: 'closed',
      outcomeReason: reason,
      allowedActions: [],
    });
    const mail = await stack.deps.db.notification.findMany({ where: { pathId: id, event: 'rejected' } });
    expect(mail.map(({ recipient }) => recipient).sort()).toEqual([
      'proposer',
      'proposing-unit',
      'proposing-unit-head',
    ]);
    for (const { text } of mail) expect(text).toContain(reason);
    for (const [client, act, body] of [
      [office, 'approve', {}],
      [unitHead, 'withdraw', { reason: REASON }],
      [officer, 'submit', {}],
    ] as const)
      expect(await refusedAct(client, id, act, body)).toMatchObject({
        status: 409,
        code: 'not-in-this-state',
        allowedActions: [],
      });
  });

  it('by Sở Nội vụ: the tờ trình it lay in is finished with it', async () => {
    const roundId = await newRound();
    const id = await toCouncil(stack, roundId, {
      kind: 'individual',
      award: 'bang-khen',
      name: 'Bùi Thu Oanh',
    });
    await pastCouncil(stack, [id]);
    const submission = await toAppraiser(stack, roundId, [id]);
    const reason = 'Chưa đủ thời gian công tác.';
    expect(await story.act(appraiser, id, 'reject', { reason })).toMatchObject({ outcome: 'rejected' });
    await expect.poll(() => itemOf(submission, id), { timeout: 10_000 }).toBe('rejected');
    expect(await writtenTo(stack, submission, 'correction')).toEqual([]);
  });
});

describe('withdrawn by the head of the unit', () => {
  it('as a draft, in review and before the council, and by nobody else', async () => {
    const roundId = await newRound();
    const { id: draft } = await story.draft(stack.as, roundId, {
      kind: 'collective',
      award: 'giay-khen',
      name: 'A',
    });
    const { id: inReview } = await story.draft(stack.as, roundId, {
      kind: 'collective',
      award: 'giay-khen',
      name: 'B',
    });
    await story.submit(stack.as, inReview);
    const atCouncil = await toCouncil(stack, roundId, { kind: 'collective', award: 'giay-khen', name: 'C' });
    for (const client of [officer, office])
      expect(await refusedAct(client, inReview, 'withdraw', { reason: REASON })).toMatchObject({
        status: 403,
      });
    expect(await withdraw(draft)).toMatchObject(withdrawn);
    expect(await withdraw(inReview)).toMatchObject(withdrawn);
    expect(await writtenTo(stack, inReview, 'withdrawn')).toEqual(
      [
        ...emailOf(stack, 'office-reviewer', story.LEAD),
        ...emailOf(stack, 'unit-officer', story.UNIT),
        ...emailOf(stack, 'unit-head', story.UNIT),
      ].sort(),
    );
    expect(await withdraw(atCouncil)).toMatchObject(withdrawn);
    expect(await writtenTo(stack, atCouncil, 'withdrawn')).toEqual(
      expect.arrayContaining(emailOf(stack, 'council-secretary', story.COUNCIL)),
    );
  });

  it('while its tờ trình is written: it is left out, and the receiver never hears of it', async () => {
    const roundId = await newRound();
    const ids = await Promise.all(both(1).map((subject) => toCouncil(stack, roundId, subject)));
    const [leaves, goes] = ids as [string, string];
    await pastCouncil(stack, ids);
    const written = story.good(
      await office.post<story.SubmissionView>('/submissions', {
        roundId,
        award: 'bang-khen',
        fromBody: story.LEAD,
        toBody: story.APPRAISER,
        nominationIds: ids,
        number: '21/TTr-SKHCN',
        signedBy: 'Trần Tùng Chuẩn',
        signedOn: await todayOf(stack),
      }),
    );
    await story.arrive(office, leaves, (n) => n.submissionId === written.id);
    expect(await withdraw(leaves)).toMatchObject(withdrawn);
    await expect.poll(() => itemOf(written.id, leaves), { timeout: 10_000 }).toBe('withdrawn');
    story.good(await office.post(`/submissions/${written.id}/actions/dispatch`, {}));
    await story.arrive(office, goes, (n) => n.stage === 'appraisal');

    // After dispatch the body that holds the tờ trình gets a correction, by code.
    const { code } = await story.look(office, goes);
    expect(await withdraw(goes)).toMatchObject(withdrawn);
    await expect.poll(() => itemOf(written.id, goes), { timeout: 10_000 }).toBe('withdrawn');
    const corrections = await stack.deps.db.notification.findMany({
      where: { pathId: written.id, event: 'correction' },
    });
    expect(corrections.map(({ address }) => address)).toEqual(['tdkt@sonoivu.hungyen.example']);
    expect(corrections[0]?.text).toContain(code);
    expect(corrections[0]?.text).not.toContain('Nguyễn Văn 1');
  });

  it('between Sở Nội vụ and UBND, and while UBND decides: each body that holds it hears of it', async () => {
    const roundId = await newRound();
    const ids = await Promise.all(both(2).map((subject) => toCouncil(stack, roundId, subject)));
    const [between, deciding] = ids as [string, string];
    await pastCouncil(stack, ids);
    await toAppraiser(stack, roundId, ids);
    for (const id of ids) await story.act(appraiser, id, 'approve');
    expect(await withdraw(between)).toMatchObject(withdrawn);
    expect(await writtenTo(stack, between, 'withdrawn')).toEqual(
      expect.arrayContaining(emailOf(stack, 'appraiser', story.APPRAISER)),
    );
    const bodies: [string, string] = [story.APPRAISER, story.PROVINCE];
    const onward = await story.sendOn(appraiser, roundId, [deciding], bodies, await todayOf(stack));
    await story.arrive(appraiser, deciding, (n) => n.stage === 'decision');
    expect(await withdraw(deciding)).toMatchObject(withdrawn);
    await expect
      .poll(() => writtenTo(stack, onward.id, 'correction'), { timeout: 10_000 })
      .toEqual(['vanthu@ubnd.hungyen.example']);
    const decision = await appraiser.post<{ code: string }>(
      `/submissions/${onward.id}/actions/record-decision`,
      {
        number: '99/QĐ-UBND',
        decidedOn: await todayOf(stack),
        signedBy: 'Chủ tịch UBND tỉnh',
        awarded: [deciding],
        refused: [],
        file: await story.signedPaper(appraiser, '99/QĐ-UBND'),
      },
    );
    expect(decision.status).toBeGreaterThanOrEqual(400);
    expect(await story.look(office, deciding)).toMatchObject({ outcome: 'withdrawn', decision: null });
  });
});
