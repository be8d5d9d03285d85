import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { confirmed } from '../support/two-people.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import {
  eachDeliveredOnce,
  paper,
  refused,
  refusedAct,
  roundFrom,
  todayOf,
  writtenTo,
} from '../support/steps.ts';

const OTHER_UNIT = 'chi-cuc-tdc-so-khcn-hung-yen';

let stack: Stack;
let admin: ApiClient;
let roundId: string;
const idOf = async (username: string) =>
  (await stack.deps.db.person.findUniqueOrThrow({ where: { username } })).id;
const accountOf = (role: string, unit: string, nth = 0) =>
  stack.accounts.filter((a) => a.roles.some((r) => r.role === role && r.unit === unit))[nth]!;

/** Somebody stands in for another from today on. */
async function delegate(from: string, to: string, role: string, unit: string): Promise<string> {
  const delegate = await idOf(to);
  const asked = await admin.post<{ pending: { id: string }[] }>('/delegations', {
    ...{ delegator: await idOf(from), delegate, role, unit },
    ...{
      to: addDays(await todayOf(stack), 30),
      document: await paper(admin, 'uy-quyen'),
      reason: 'Nghỉ phép',
    },
  });
  await confirmed(await stack.as('head', story.DEPARTMENT), asked);
  const { items } = story.good(
    await admin.get<{ items: { id: string; role: string }[] }>(`/delegations?person=${delegate}`),
  );
  return items.find((delegation) => delegation.role === role)?.id ?? '';
}

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  admin = await stack.as('administrator', story.DEPARTMENT);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
});
afterAll(() => stack.stop());

describe('a colleague who stands in for Văn phòng’s reviewer on leave', () => {
  let minh: ApiClient;
  let delegation: string;
  let reviewer: string;
  beforeAll(async () => {
    minh = await addPerson(stack, 'minh', { role: 'unit-officer', unit: OTHER_UNIT });
    reviewer = accountOf('office-reviewer', story.LEAD).username;
  });

  it('sees nothing of the office before', async () => {
    const { id } = await story.draft(stack.as, roundId, {
      kind: 'individual',
      award: 'giay-khen',
      name: 'A',
    });
    await story.submit(stack.as, id);
    expect((await minh.get(`/nominations/${id}`)).status).toBe(404);
    delegation = await delegate(reviewer, 'minh', 'office-reviewer', story.LEAD);
    expect(await story.look(minh, id)).toMatchObject({ stage: 'office-review' });
  });

  it('has the other’s task and mail, and acts; the record says who and for whom', async () => {
    const { id } = await story.draft(stack.as, roundId, {
      kind: 'individual',
      award: 'giay-khen',
      name: 'B',
    });
    await story.submit(stack.as, id);
    const { items } = story.good(await minh.get<{ items: { resource: string }[] }>('/tasks'));
    expect(items.map(({ resource }) => resource)).toContain(`/nominations/${id}`);
    expect(await writtenTo(stack, id, 'stage-entered')).toContain('minh@demo.example');
    await story.act(minh, id, 'return', { reason: 'Chưa có xác nhận.' });
    const { items: timeline } = story.good(
      await minh.get<{ items: { act: string; by: object }[] }>(`/nominations/${id}/timeline`),
    );
    const { displayName } = accountOf('office-reviewer', story.LEAD);
    expect(timeline.find(({ act }) => act === 'return')?.by).toEqual({
      ...{ name: 'minh', role: 'office-reviewer', unit: story.LEAD, for: displayName },
    });
    const where = { pathId: id, action: 'return', personId: await idOf('minh'), forId: await idOf(reviewer) };
    expect(await stack.deps.db.auditEntry.count({ where })).toBe(1);
  });

  it('judges neither what he proposed himself, nor what the one he stands in for has', async () => {
    const body = story.draftOf(roundId, {
      kind: 'individual',
      award: 'giay-khen',
      unit: OTHER_UNIT,
      name: 'C',
    });
    const own = story.good(await minh.post<{ id: string }>('/nominations', body)).id;
    for (const kind of ['bao-cao-thanh-tich', 'bien-ban-hop-don-vi', 'quyet-dinh-cong-nhan-sang-kien'])
      story.good(
        await minh.upload(
          `/nominations/${own}/documents`,
          { name: 'a.pdf', bytes: story.pdf(kind) },
          { kind },
        ),
      );
    await story.act(minh, own, 'submit');
    expect(await refusedAct(minh, own, 'approve')).toMatchObject({ status: 403, code: 'own-proposal' });

    const { id: theirs } = await story.draft(stack.as, roundId, {
      kind: 'individual',
      award: 'giay-khen',
      name: 'D',
    });
    await story.submit(stack.as, theirs);
    const { nomination } = stack.deps.db;
    const createdById = await idOf(reviewer);
    await nomination.update({ where: { id: theirs }, data: { createdById } });
    expect(await refusedAct(minh, theirs, 'reject', { reason: 'x' })).toMatchObject({ code: 'own-proposal' });
    // And in whose place somebody proposed, he doesn't judge it either.
    await nomination.update({
      where: { id: theirs },
      data: { createdById: await idOf('minh'), proposedForIds: [createdById] },
    });
    const office = await stack.as('office-reviewer', story.LEAD);
    expect(await refusedAct(office, theirs, 'reject', { reason: 'x' })).toMatchObject({
      code: 'own-proposal',
    });
  });

  it('acts no longer once it is revoked', async () => {
    const { id } = await story.draft(stack.as, roundId, {
      kind: 'individual',
      award: 'giay-khen',
      name: 'E',
    });
    await story.submit(stack.as, id);
    expect((await minh.get(`/nominations/${id}`)).status).toBe(200);
    story.good(await admin.post(`/delegations/${delegation}/actions/revoke`, { reason: 'Đã đi làm lại' }));
    expect((await minh.get(`/nominations/${id}`)).status).toBe(404);
    expect((await refusedAct(minh, id, 'approve')).status).toBe(404);
  });
});

describe('the deputy who stands in for the Giám đốc', () => {
  it('decides in his place, but not what he was recused from; to stand in gives nobody a ballot', async () => {
    // A round of their own: no other is still to come for its places.
    const round = await story.openRound(stack.as, roundFrom(await todayOf(stack)), 'so-ket-2023');
    const propose = async (name: string) => {
      const { id } = await story.draft(stack.as, round.id, { kind: 'individual', award: 'giay-khen', name });
      await story.submit(stack.as, id);
      await story.review(stack.as, id);
      return id;
    };
    const [plain, recused] = [await propose('G'), await propose('H')];
    const account = accountOf('council-member', story.COUNCIL, 1);
    const deputy = await stack.as('council-member', story.COUNCIL, 1);
    await delegate(accountOf('head', story.DEPARTMENT).username, account.username, 'head', story.DEPARTMENT);
    // The secretary is away as well; who stands in for her runs the session, and has no seat in it.
    const secretary = await addPerson(stack, 'hoa', { role: 'unit-officer', unit: OTHER_UNIT });
    await delegate(
      accountOf('council-secretary', story.COUNCIL).username,
      'hoa',
      'council-secretary',
      story.COUNCIL,
    );
    const session = story.good(
      await secretary.post<story.SessionView>('/council-sessions', {
        ...{ body: story.COUNCIL, nominationIds: [plain, recused], mode: 'meeting', ballot: 'open' },
        ...{ scheduledAt: (await stack.deps.clock()).toISOString(), place: 'Phòng họp' },
      }),
    );
    const step = async (kind: string, body: unknown = {}) =>
      story.good(await secretary.post(`/council-sessions/${session.id}/actions/${kind}`, body));
    await step('convene');
    const personId = await idOf(account.username);
    const seats = await stack.deps.db.sessionMember.findMany({ where: { sessionId: session.id } });
    const seat = seats.find((s) => s.personId === personId)!;
    const present = seats.map(({ memberId }) => memberId);
    await step('open', { present });
    await step('recuse', { memberId: seat.memberId, nominationId: recused, reason: 'Người thân' });
    const vote = (voter: ApiClient, nominationId: string, receipt: string) =>
      voter.send<{ code: string }>('POST', `/council-sessions/${session.id}/ballots`, {
        votes: [{ nominationId, choice: 'approve', receipt: receipt.padEnd(22, 'A') }],
      });
    expect((await vote(secretary, plain, 'S')).body.code).toBe('not-entitled');
    story.good(await vote(deputy, plain, 'D'));
    expect((await vote(deputy, plain, 'E')).body.code).toBe('already-voted');
    const { openBallot } = stack.deps.db;
    expect(await openBallot.count({ where: { sessionId: session.id } })).toBe(1);
    const others = [await stack.as('council-chair', story.COUNCIL)];
    for (const i of [0, 2, 3, 4, 5]) others.push(await stack.as('council-member', story.COUNCIL, i));
    for (const [i, member] of others.entries()) {
      story.good(await vote(member, plain, `P${i}`));
      story.good(await vote(member, recused, `R${i}`));
    }
    await step('close');
    const conclude = `/council-sessions/${session.id}/actions/conclude`;
    const both = { agreed: [plain, recused], refused: [] };
    expect(await refused(deputy, conclude, both)).toMatchObject({ status: 403, code: 'recused' });
    await story.conclude(stack.as, session.id, [plain, recused]);
    for (const id of [plain, recused]) await story.arrive(deputy, id, (n) => n.stage === 'decision');
    const decision = {
      outcome: 'award',
      number: '77/QĐ',
      decidedOn: await todayOf(stack),
      signedBy: 'KT. GĐ',
    };
    expect(await refusedAct(deputy, recused, 'decide', decision)).toMatchObject({ code: 'recused' });
    expect((await story.look(deputy, recused)).allowedActions).not.toContain('decide');
    expect(await story.act(deputy, plain, 'decide', decision)).toMatchObject({ outcome: 'awarded' });
  });
});

it('every mail lies in its mailbox, once', () => eachDeliveredOnce(stack));
