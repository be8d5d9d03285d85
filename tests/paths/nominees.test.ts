import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { readDocx } from '../documents/docx-file.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';
import { refused, refusedAct, roundFrom, toCouncil, todayOf } from '../support/steps.ts';

/** Who is nominated, or heads what is, is found by the service and judges nothing of it. */
let stack: Stack;
let roundId: string;
let today: string;
let office: ApiClient;
let secretary: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  today = await todayOf(stack);
  roundId = (await story.openRound(stack.as, roundFrom(today))).id;
  office = await stack.as('office-reviewer', story.LEAD);
  secretary = await stack.as('council-secretary', story.COUNCIL);
});
afterAll(() => stack.stop());

const barred = { status: 403, code: 'own-nomination' };
const barredVote = { status: 403, body: { code: 'own-nomination' } };
const idOf = async ({ who: { username } }: ApiClient): Promise<string> =>
  (await stack.deps.db.person.findUniqueOrThrow({ where: { username } })).id;
const rename = async (client: ApiClient, displayName: string) =>
  stack.deps.db.person.update({ where: { id: await idOf(client) }, data: { displayName } });
const hold = async (client: ApiClient, role: string, unit: string) =>
  stack.deps.db.roleHolding.create({
    data: { personId: await idOf(client), role, unit, validFrom: new Date('2021-01-01') },
  });
async function lend(from: ApiClient, to: ApiClient, role: string, unit: string): Promise<void> {
  const [delegatorId, delegateId] = [await idOf(from), await idOf(to)];
  await stack.deps.db.delegation.create({
    data: {
      ...{ delegatorId, delegateId, role, unit, reason: 'Nghỉ phép', document: delegatorId },
      ...{ validFrom: new Date(today), validTo: new Date(addDays(today, 30)) },
      ...{ createdById: delegatorId, createdAt: new Date() },
    },
  });
}
const individual = (name: string, person?: string): story.Subject => ({
  ...{ kind: 'individual', award: 'giay-khen', name },
  ...(person === undefined ? {} : { person }),
});
const collective = (name: string): story.Subject => ({ kind: 'collective', award: 'giay-khen', name });
async function underReview(subject: story.Subject): Promise<string> {
  const { id } = await story.draft(stack.as, roundId, subject);
  await story.submit(stack.as, id);
  await story.confirmChecks(stack.as, id);
  return id;
}
const tell = (client: ApiClient, id: string, person: string, same: boolean) =>
  client.send<{ code?: string }>('PUT', `/nominations/${id}/nominees/${person}`, { same });
const pointedOut = async (client: ApiClient, id: string) =>
  story.good(await client.get<{ nominees: object[] }>(`/nominations/${id}`)).nominees;

interface Session extends Omit<story.SessionView, 'items'> {
  items: { nominationId: string; setAside: string[]; nominees: object[] }[];
}
/** A session that its members are invited to. */
async function convened(ids: string[], ballot: 'open' | 'show-of-hands') {
  const session = story.good(
    await secretary.post<Session>('/council-sessions', {
      ...{ body: story.COUNCIL, nominationIds: ids, mode: 'meeting', ballot },
      ...{ scheduledAt: (await stack.deps.clock()).toISOString(), place: 'Phòng họp' },
    }),
  );
  const at = `/council-sessions/${session.id}`;
  const step = async (act: string, body: object = {}) =>
    story.good(await secretary.post<Session>(`${at}/actions/${act}`, body));
  const present = session.members.map(({ memberId }) => memberId);
  const count = async (nominationId: string, n: number) =>
    step('record-count', { nominationId, issued: n, collected: n, valid: n, approve: n, disapprove: 0 });
  const view = await step('convene');
  const minutes = async () => (await readDocx((await secretary.download(`${at}/minutes.docx`)).bytes)).text;
  return { at, step, present, view, count, minutes };
}
const voteOn = (nominationId: string) => ({
  votes: [{ nominationId, choice: 'approve', receipt: 'B'.repeat(22) }],
});

describe('who bears the nominee’s name in the same organization', () => {
  let hoa: ApiClient;
  let hoaId: string;
  beforeAll(async () => {
    hoa = await addPerson(stack, 'hoa', { role: 'office-reviewer', unit: story.LEAD });
    hoaId = await idOf(hoa);
    await rename(hoa, 'VŨ THỊ HÒA');
  });

  it('is pointed out to colleagues, and reviews nothing of it until one says that it is somebody else', async () => {
    const id = await underReview(individual('Vũ Thị Hoà'));
    expect(await refusedAct(hoa, id, 'approve')).toMatchObject(barred);
    const { version, allowedActions, checks } = await story.look(hoa, id);
    expect(allowedActions).not.toContain('approve');
    const check = `/nominations/${id}/checks/${checks[0]!.criterion}`;
    expect(await hoa.put(check, { result: 'met', reason: 'Được.' }, version)).toMatchObject(barredVote);
    expect(await refused(hoa, `/nominations/${id}/assignment`, {})).toMatchObject(barred);
    expect(await refused(hoa, `/nominations/${id}/notes`, { text: 'Được.' })).toMatchObject({ status: 403 });
    expect(await pointedOut(hoa, id)).toEqual([]);
    const found = { personId: hoaId, displayName: 'VŨ THỊ HÒA' };
    expect(await pointedOut(office, id)).toEqual([{ ...found, ground: 'name' }]);

    expect(await tell(hoa, id, hoaId, false)).toMatchObject(barredVote);
    story.good(await tell(office, id, hoaId, true));
    expect(await pointedOut(office, id)).toEqual([{ ...found, ground: 'confirmed' }]);
    expect(await refusedAct(hoa, id, 'approve')).toMatchObject(barred);
    story.good(await tell(office, id, hoaId, false));
    // The same word again is the same word.
    story.good(await tell(office, id, hoaId, false));
    expect(await pointedOut(office, id)).toEqual([]);
    await story.act(hoa, id, 'approve');
  });

  it('was told apart by whom, and when: kept beside the dossier and in the trail', async () => {
    const id = await underReview(individual('Vũ Thị Hòa'));
    for (const same of [true, false]) story.good(await tell(office, id, hoaId, same));
    const { nomineeWords } = await stack.deps.db.nomination.findUniqueOrThrow({ where: { id } });
    const byId = await idOf(office);
    const word = { personId: hoaId, byId, name: 'Vũ Thị Hòa' };
    expect(nomineeWords).toMatchObject([
      { ...word, same: true },
      { ...word, same: false },
    ]);
    const entries = await stack.deps.db.auditEntry.findMany({
      where: { pathId: id, action: 'nominee-told' },
      orderBy: { id: 'asc' },
    });
    expect(entries).toMatchObject([
      { personId: byId, detail: { person: hoaId, same: true } },
      { personId: byId, detail: { person: hoaId, same: false } },
    ]);
  });

  it('is asked about anew where the unit changes the name', async () => {
    const { id } = await story.draft(stack.as, roundId, individual('Vũ Thị Hòa'));
    await story.submit(stack.as, id);
    story.good(await tell(office, id, hoaId, false));
    await story.act(office, id, 'return', { reason: 'Sửa họ tên.', items: [] });
    const officer = await stack.as('unit-officer', story.UNIT);
    const patch = async (name: string) => {
      const { version } = await story.look(officer, id);
      const etag = { 'if-match': `"${version}"` };
      story.good(await officer.send('PATCH', `/nominations/${id}`, { subject: { name } }, etag));
    };
    await patch('Vũ Thị Hoa');
    await story.submit(stack.as, id);
    expect(await pointedOut(office, id)).toEqual([]);
    await rename(hoa, 'Vũ Thị Hoa');
    expect(await pointedOut(office, id)).toMatchObject([{ personId: hoaId, ground: 'name' }]);
    await rename(hoa, 'VŨ THỊ HÒA');
  });

  it('is all that is asked about', async () => {
    const id = await underReview(individual('Người khác tên'));
    expect(await tell(office, id, hoaId, true)).toMatchObject({ status: 404 });
    const officer = await stack.as('unit-officer', story.UNIT);
    expect(await tell(officer, id, hoaId, true)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('in the council', () => {
  it('no vote begins while a member of the nominee’s name was not told apart; the word stands while it lasts', async () => {
    const names = ['Trịnh Văn Nhất', 'Trịnh Văn Nhì'];
    const members = [
      await stack.as('council-member', story.COUNCIL, 2),
      await stack.as('council-member', story.COUNCIL, 3),
    ];
    const { displayName: seated } = stack.accounts.find(
      ({ username }) => username === members[0]?.who.username,
    )!;
    for (const [i, member] of members.entries()) await rename(member, names[i]!);
    const [memberId = '', otherId = ''] = await Promise.all(members.map(idOf));
    const ids = [];
    for (const name of names) ids.push(await toCouncil(stack, roundId, individual(name.toLowerCase())));
    const { at, step, present, view, count, minutes } = await convened(ids, 'show-of-hands');
    expect(view.items.map(({ nominees }) => nominees)).toMatchObject([
      [{ personId: memberId, ground: 'name', displayName: names[0] }],
      [{ personId: otherId, ground: 'name', displayName: names[1] }],
    ]);
    const untold = await refused(secretary, `${at}/actions/open`, { present });
    expect(untold).toMatchObject({ status: 409, code: 'nominees-untold' });
    expect(untold.errors).toHaveLength(2);

    const [one = '', other = ''] = ids;
    story.good(await tell(secretary, one, memberId, true));
    expect((await refused(secretary, `${at}/actions/open`, { present })).errors).toHaveLength(1);
    story.good(await tell(secretary, other, otherId, false));
    const opened = await step('open', { present });
    expect(opened.items.map(({ setAside }) => setAside.length)).toEqual([1, 0]);
    expect(await tell(secretary, one, memberId, false)).toMatchObject({ body: { code: 'ballot-open' } });

    const tooMany = { issued: present.length, collected: present.length, valid: present.length };
    expect(
      await refused(secretary, `${at}/actions/record-count`, {
        ...{ nominationId: one, ...tooMany, approve: present.length, disapprove: 0 },
      }),
    ).toMatchObject({ status: 422 });
    await count(one, present.length - 1);
    await count(other, present.length);
    await step('close');
    const text = await minutes();
    const asMinuted = `${seated} (được xác nhận là người được đề nghị khen thưởng)`;
    expect(text.split(asMinuted)).toHaveLength(2);
  });

  it('who heads the nominated unit is set aside, with the ground in the minutes', async () => {
    const member = await stack.as('council-member', story.COUNCIL, 1);
    const post = await hold(member, 'unit-head', story.UNIT);
    const id = await toCouncil(stack, roundId, collective('Tổ quản lý đề tài'));
    const { step, present, view, count, minutes } = await convened([id], 'show-of-hands');
    expect(view.items[0]?.nominees).toMatchObject([{ personId: await idOf(member), ground: 'heads-unit' }]);
    expect((await step('open', { present })).items[0]?.setAside).toHaveLength(1);
    // What ends afterwards changes no vote that has begun.
    await stack.deps.db.roleHolding.delete({ where: { id: post.id } });
    await count(id, present.length - 1);
    await step('close');
    expect(await minutes()).toContain('(là người đứng đầu tập thể được đề nghị khen thưởng)');
  });

  it('who becomes one while the vote is open casts none', async () => {
    const member = await stack.as('council-member', story.COUNCIL, 3);
    const id = await toCouncil(stack, roundId, collective('Tổ chuyển giao công nghệ'));
    const { at, step, present } = await convened([id], 'open');
    expect((await step('open', { present })).items[0]?.setAside).toEqual([]);
    const post = await hold(member, 'unit-head', story.UNIT);
    expect(await member.send('POST', `${at}/ballots`, voteOn(id))).toMatchObject(barredVote);
    await stack.deps.db.roleHolding.delete({ where: { id: post.id } });
    story.good(await member.send('POST', `${at}/ballots`, voteOn(id)));
  });
});

describe('who is nominated by their account', () => {
  it('has to bear the nominee’s name, so that no unit keeps a stranger from judging', async () => {
    const officer = await stack.as('unit-officer', story.UNIT);
    const person = await idOf(office);
    for (const subject of [
      individual('Người lạ', person),
      { kind: 'collective', award: 'giay-khen', person } as const,
    ])
      expect(await refused(officer, '/nominations', story.draftOf(roundId, subject))).toMatchObject({
        ...{ status: 422, errors: [{ path: 'subject.person' }] },
      });
  });

  it('votes on, concludes and decides nothing of it, nor does who stands in for them; another head does', async () => {
    const director = await stack.as('head', story.DEPARTMENT);
    const personId = await idOf(director);
    const { displayName } = await stack.deps.db.person.findUniqueOrThrow({ where: { id: personId } });
    const deputy = await addPerson(stack, 'deputy-head', { role: 'head', unit: story.DEPARTMENT });
    const standIn = await addPerson(stack, 'stand-in', { role: 'council-member', unit: story.COUNCIL });
    await lend(director, standIn, 'head', story.DEPARTMENT);

    // Of its own, so that nothing of the others is awaited at the cut.
    const round = (await story.openRound(stack.as, roundFrom(today))).id;
    const id = await toCouncil(stack, round, individual(displayName, personId));
    expect(await pointedOut(office, id)).toMatchObject([{ personId, ground: 'account' }]);
    const { at, step, present, count, minutes } = await convened([id], 'show-of-hands');
    expect((await step('open', { present })).items[0]?.setAside).toHaveLength(1);
    await count(id, present.length - 1);
    await step('close');
    expect(await minutes()).toContain(`${displayName} (là người được đề nghị khen thưởng)`);
    for (const who of [director, standIn])
      expect(await refused(who, `${at}/actions/conclude`, { agreed: [id] })).toMatchObject(barred);
    story.good(await deputy.post(`${at}/actions/conclude`, { agreed: [id] }));
    await story.arrive(office, id, ({ stage }) => stage === 'decision');

    const paper = { number: '71/QĐ-SKHCN', decidedOn: today, signedBy: 'Phó Giám đốc' };
    const many = { ...paper, awarded: [id] };
    for (const who of [director, standIn]) {
      expect(await refusedAct(who, id, 'decide', { ...paper, outcome: 'award' })).toMatchObject(barred);
      expect(await refused(who, '/decisions', many)).toMatchObject(barred);
    }
    await story.act(deputy, id, 'decide', { ...paper, outcome: 'award' });
  });

  it('makes no cut between those who compete', async () => {
    const id = await toCouncil(stack, roundId, individual('Người thi đua'));
    const cut = `/rounds/${roundId}/actions/rank-and-cut`;
    const leader = await stack.as('office-head', story.LEAD);
    const { displayName } = await stack.deps.db.person.findUniqueOrThrow({
      where: { id: await idOf(leader) },
    });
    const data = { council: 'passed', subjectName: displayName, subjectPersonId: await idOf(leader) };
    await stack.deps.db.nomination.update({ where: { id }, data });
    expect(await refused(leader, cut, { award: 'giay-khen' })).toMatchObject(barred);
  });
});

describe('who heads what is nominated', () => {
  it('reviews nothing of it, nor does who heads it in their place', async () => {
    const id = await underReview(collective('Tổ sáng kiến'));
    const reviewer = await addPerson(stack, 'heading', { role: 'office-reviewer', unit: story.LEAD });
    const unitHead = await stack.as('unit-head', story.UNIT);
    expect(await pointedOut(office, id)).toMatchObject([
      { personId: await idOf(unitHead), ground: 'heads-unit' },
    ]);
    await lend(unitHead, reviewer, 'unit-head', story.UNIT);
    expect(await refusedAct(reviewer, id, 'approve')).toMatchObject(barred);
    expect(await pointedOut(office, id)).toHaveLength(2);
    await story.act(office, id, 'approve');
  });
});
