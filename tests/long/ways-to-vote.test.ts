import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocx } from '../documents/docx-file.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** Each way to vote, over HTTP and on the real paths, carried to its minutes. Hands and open ballots: the demo. */
let stack: Stack;
let roundId: string;
let secretary: ApiClient;
let chair: ApiClient;
let head: ApiClient;
let members: ApiClient[];
const HOUR = 3_600_000;
const SEATS = 7;

beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  roundId = (await story.openRound(stack.as, roundFrom(await todayOf(stack)))).id;
  secretary = await stack.as('council-secretary', story.COUNCIL);
  chair = await stack.as('council-chair', story.COUNCIL);
  head = await stack.as('head', story.DEPARTMENT);
  const others = await Promise.all(
    Array.from({ length: SEATS - 1 }, (_, i) => stack.as('council-member', story.COUNCIL, i)),
  );
  members = [chair, ...others];
});
afterAll(() => stack.stop());

const nominee = (name: string, award: 'bang-khen' | 'giay-khen' = 'giay-khen') =>
  toCouncil(stack, roundId, { kind: 'individual', award, name });
const inHours = async (n: number) => new Date((await stack.deps.clock()).getTime() + n * HOUR).toISOString();
interface Task {
  resource: string;
  actions: string[];
}
interface View extends story.SessionView {
  toVote: string[];
  tied: string[];
  allowedActions: string[];
  items: { nominationId: string; state: string; cast: number; voted: string[] | null }[];
}
const plan = async (more: object): Promise<View> =>
  story.good(
    await secretary.post<View>('/council-sessions', {
      ...{ body: story.COUNCIL, mode: 'meeting', scheduledAt: await inHours(0), place: 'Phòng họp tầng 3' },
      ...more,
    }),
  );
const step = async (id: string, kind: string, body: object = {}, by = secretary): Promise<View> =>
  story.good(await by.post<View>(`/council-sessions/${id}/actions/${kind}`, body));
const look = async (id: string, by = secretary): Promise<View> =>
  story.good(await by.get<View>(`/council-sessions/${id}`));
const votesOn = (ids: string[], choice: string) => ({
  votes: ids.map((nominationId) => ({
    nominationId,
    choice,
    receipt: randomBytes(16).toString('base64url'),
  })),
});
const vote = async (by: ApiClient, id: string, ids: string[], choice = 'approve') =>
  story.good(await by.send('POST', `/council-sessions/${id}/ballots`, votesOn(ids, choice)));
/** Whose seat is whose account. */
async function seatsOf(id: string): Promise<{ memberId: string; client: ApiClient }[]> {
  const rows = await stack.deps.db.sessionMember.findMany({ where: { sessionId: id } });
  const persons = await stack.deps.db.person.findMany();
  return rows.map(({ memberId, personId }) => {
    const username = persons.find((person) => person.id === personId)?.username;
    return { memberId, client: members.find(({ who }) => who.username === username)! };
  });
}
async function paperOf(id: string, name: 'minutes' | 'tally'): Promise<string> {
  const file = await secretary.download(`/council-sessions/${id}/${name}.docx`);
  expect(file.status).toBe(200);
  return (await readDocx(file.bytes)).text;
}
/** Its papers carry the link that seals what was done last in it. */
async function sealedByTheTrail(id: string): Promise<void> {
  const auditor = await stack.as('auditor', story.DEPARTMENT);
  interface Trail {
    items: { action: string; seal: { position: number; hash: string } | null }[];
  }
  const last = async () => story.good(await auditor.get<Trail>(`/audit?path=${id}&limit=1`)).items[0];
  // `any(Object)` would take null as well.
  const sealed = { action: 'conclude', seal: { position: expect.any(Number) as number } };
  await expect.poll(last, { timeout: 20_000 }).toMatchObject(sealed);
  const { position, hash } = (await last())?.seal ?? {};
  for (const paper of ['minutes', 'tally'] as const)
    expect(await paperOf(id, paper)).toContain(`số ${position} (SHA-256): ${hash}`);
}
const sessionState = (id: string) => async () => (await look(id)).state;

describe('a secret ballot with absent members', () => {
  it('waits for their opinions until its end, which is a durable timer, and shows sums alone', async () => {
    const id = await nominee('Nguyễn Thu An');
    const until = await inHours(30);
    const session = await plan({ nominationIds: [id], ballot: 'secret', absenteeUntil: until });
    const seats = await seatsOf(session.id);
    await step(session.id, 'convene');
    const there = seats.slice(0, 5);
    await step(session.id, 'open', { present: there.map(({ memberId }) => memberId) });
    for (const [i, { client }] of there.entries())
      await vote(client, session.id, [id], i === 0 ? 'disapprove' : 'approve');
    const first = votesOn([id], 'approve');
    const cast = () => seats[5]!.client.send('POST', `/council-sessions/${session.id}/ballots`, first);
    story.good(await cast());
    expect(await refused(secretary, `/council-sessions/${session.id}/actions/close`)).toMatchObject({
      status: 409,
      code: 'opinions-awaited',
    });
    // Who has voted is told once it is closed; until then all see how many have, of those who may.
    expect((await look(session.id)).items[0]).toMatchObject({ cast: 6, voters: 7, voted: null });
    const plain = there.find(({ client }) => client !== secretary && client !== chair);
    expect((await look(session.id, plain!.client)).items[0]).toMatchObject({ cast: 6, voted: null });
    await stack.until(until);
    const ended = { where: { pathId: session.id, event: 'opinions-ended' } };
    await expect.poll(() => stack.deps.db.notification.count(ended), { timeout: 20_000 }).toBeGreaterThan(0);
    const late = await seats[6]!.client.send(
      'POST',
      `/council-sessions/${session.id}/ballots`,
      votesOn([id], 'approve'),
    );
    expect(late).toMatchObject({ status: 409, body: { code: 'vote-closed' } });
    await step(session.id, 'close');
    expect((await look(session.id)).items[0]?.voted).toHaveLength(6);
    expect((await look(session.id, plain!.client)).items[0]).toMatchObject({
      cast: 6,
      voters: 6,
      voted: null,
    });
    const text = await paperOf(session.id, 'minutes');
    expect(text).toContain('Hội đồng bỏ phiếu kín');
    expect(text).toContain('vắng mặt 02 (trong đó 01 người có ý kiến bằng văn bản)');
    expect(text).toContain('05/07');
    expect(text).not.toContain('Ý kiến của từng thành viên');
    expect(await paperOf(session.id, 'tally')).toContain('Phiếu được kiểm trên hệ thống');
    // Five of seven are not 80 %: the council votes once more, and its first result stays in the minutes.
    await step(session.id, 'reballot', { nominationIds: [id] });
    // A vote of the first ballot is none of the second, and nobody is told that it was taken.
    expect(await cast()).toMatchObject({ status: 422, body: { errors: [{ path: 'votes.0.receipt' }] } });
    for (const { client } of there) await vote(client, session.id, [id]);
    await step(session.id, 'close');
    expect(await paperOf(session.id, 'minutes')).toContain('bỏ phiếu lần 1: 05/07');
    await step(session.id, 'conclude', { agreed: [] }, head);
    const office = await stack.as('office-reviewer', story.LEAD);
    expect(await story.arrive(office, id, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'rejected',
      ballots: [
        { ballot: 1, approve: 5, passed: false },
        { ballot: 2, approve: there.length, passed: false },
      ],
    });
    // Its unit was not at the session.
    expect(await story.look(await stack.as('unit-officer', story.UNIT), id)).toMatchObject({ ballots: [] });
    await sealedByTheTrail(session.id);
  });
});

describe('a written round', () => {
  it('is opened by its convening and closed by its end, without a hand', async () => {
    const id = await nominee('Trần Thu Bình');
    const until = await inHours(80);
    const session = await plan({
      nominationIds: [id],
      mode: 'written',
      ballot: 'open',
      absenteeUntil: until,
    });
    expect(await step(session.id, 'convene')).toMatchObject({ state: 'open' });
    for (const member of members.slice(0, 6)) await vote(member, session.id, [id]);
    await stack.until(until);
    await expect.poll(sessionState(session.id), { timeout: 20_000 }).toBe('closed');
    const text = await paperOf(session.id, 'minutes');
    expect(text).toContain('Lấy ý kiến bằng văn bản');
    expect(text).toContain('đã gửi ý kiến 06; chưa gửi ý kiến 01');
    const reminded = { where: { pathId: session.id, event: 'opinions-reminder' } };
    expect(await stack.deps.db.notification.count(reminded)).toBe(1);
    await step(session.id, 'conclude', { agreed: [id] }, head);
  });
});

describe('paper ballots', () => {
  it('are called for by the chair, counted by tellers, and go on after an adjournment', async () => {
    const ids = [await nominee('Lê Thị Cúc'), await nominee('Phạm Thị Dung')];
    const session = await plan({ nominationIds: ids, ballot: 'show-of-hands' });
    const all = session.members.map(({ memberId }) => memberId);
    // Who is invited has it among his tasks until it is open.
    const member = members.find((client) => client !== secretary && client !== chair)!;
    const tasks = async () => {
      const { items } = story.good(await member.get<{ items: Task[] }>('/tasks'));
      return items.filter(({ resource }) => resource.endsWith(session.id)).map(({ actions }) => actions);
    };
    expect(await tasks()).toEqual([]);
    await step(session.id, 'convene');
    expect(await tasks()).toEqual([['attend']]);
    await step(session.id, 'open', { present: all });
    expect(await tasks()).toEqual([]);
    const switched = { ballot: 'paper' };
    expect(
      await refused(secretary, `/council-sessions/${session.id}/actions/switch-ballot`, switched),
    ).toMatchObject({
      status: 403,
    });
    await step(session.id, 'switch-ballot', switched, chair);
    const tellers = [{ name: 'Ngô Văn Kiểm', title: 'Ủy viên' }, { name: 'Đỗ Thị Phiếu' }];
    await step(session.id, 'appoint-tellers', { tellers });
    const full = { issued: 7, collected: 7, valid: 7, approve: 7, disapprove: 0 };
    await step(session.id, 'record-count', { nominationId: ids[0], ...full });
    await step(session.id, 'adjourn', { to: await inHours(24), reason: 'Hết giờ làm việc' });
    const back = { present: all.slice(0, 6) };
    const resume = `/council-sessions/${session.id}/actions/open`;
    expect(await refused(secretary, resume, back)).toMatchObject({
      ...{ status: 422, errors: [{ path: 'earlyReason' }] },
    });
    await step(session.id, 'open', { ...back, earlyReason: 'Các thành viên đều có mặt.' });
    const six = { issued: 6, collected: 6, valid: 6, approve: 6, disapprove: 0 };
    await step(session.id, 'record-count', { nominationId: ids[1], ...six });
    await step(session.id, 'close');
    const tally = await paperOf(session.id, 'tally');
    expect(tally).toContain('Tổ kiểm phiếu gồm 02 người: Ngô Văn Kiểm, Ủy viên, Tổ trưởng');
    expect(tally).toContain('TỔ TRƯỞNG TỔ KIỂM PHIẾU');
    const minutes = await paperOf(session.id, 'minutes');
    expect(minutes).toContain('Cuộc họp tạm dừng lúc');
    expect(minutes).toContain('sớm hơn ngày đã hẹn, lý do: Các thành viên đều có mặt.');
    await step(session.id, 'conclude', { agreed: ids }, head);
  });
});

describe('a tie at the cut-line', () => {
  it('is broken by the chair after the conclusion, and the cut follows', async () => {
    const ids = [await nominee('Vũ Thị Hoa', 'bang-khen'), await nominee('Mai Thị Lan', 'bang-khen')];
    const [chosen, other] = ids as [string, string];
    const met = await story.meet(stack.as, ids, await inHours(0));
    await story.conclude(stack.as, met.id, ids);
    const view = await look(met.id, chair);
    expect([...view.tied].sort()).toEqual([...ids].sort());
    expect(view.allowedActions).toContain('break-tie');
    const waitsFor = async (who: ApiClient) => {
      const { body } = await who.get<{ items: { resource: string; actions: string[] }[] }>('/tasks');
      const task = body.items.find(({ resource }) => resource.endsWith(met.id));
      return task?.actions.includes('break-tie') ?? false;
    };
    expect(await waitsFor(chair)).toBe(true);
    await step(met.id, 'break-tie', { nominationId: chosen, choice: 'approve' }, chair);
    expect(await waitsFor(chair)).toBe(false);
    const office = await stack.as('office-reviewer', story.LEAD);
    expect(await story.arrive(office, chosen, (n) => n.stage !== 'council-vote')).toMatchObject({
      stage: 'submission',
    });
    expect(await story.arrive(office, other, (n) => n.outcome !== null)).toMatchObject({
      outcome: 'not-selected',
    });
    expect(await paperOf(met.id, 'minutes')).toContain('Chủ tịch Hội đồng chọn');
  });
});
