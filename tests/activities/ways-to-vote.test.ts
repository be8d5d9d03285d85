import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { breakTie } from '../../cases/council-session/break-tie.ts';
import { makeCut } from '../../cases/council-session/cut.ts';
import type { PathRef } from '../../domain/path.ts';
import {
  act,
  at,
  ballot,
  cast,
  chair,
  count,
  database,
  head,
  itemStates,
  memberIds,
  nomination,
  opened,
  person,
  record,
  round,
  session,
  told,
  useCouncil,
  voted,
} from './support/council.ts';

useCouncil();

/** A nomination under the rule that takes written opinions and knows a second ballot. */
const underOpinions = async (roundId?: string) => nomination(roundId ?? (await round()), 'council-vote', 2);
const until = '2026-03-04T09:00:00.000Z';
const later = '2026-03-05T09:00:00.000Z';
const item = (path: PathRef) => database.db.agendaItem.findFirstOrThrow({ where: { sessionId: path.id } });
/** What the path does by itself at `when`. */
async function timePasses(path: PathRef, when: string) {
  const { version, timetable } = await record.load(path, when);
  const entry = timetable.find((one) => one.at <= when && one.kind === 'opinions-end');
  if (!entry) throw new Error('nothing is due');
  return record.recordTimer({ path, version, at: when, entry });
}
const mailed = (path: PathRef, event: string) =>
  database.db.notification.count({ where: { pathId: path.id, event } });

describe('written opinions of absent members', () => {
  it('are taken until their end, counted apart, and waited for by closing', async () => {
    const id = await underOpinions();
    const path = await session([id], 'open', { absenteeUntil: until });
    await act(path, 'convene');
    await act(path, 'open', { present: memberIds.slice(0, 7) });
    for (let i = 0; i < 7; i++) await cast(path, person(i), [ballot(id)]);
    await expect(act(path, 'close')).rejects.toMatchObject({ code: 'opinions-awaited' });
    await cast(path, person(7), [ballot(id)]);
    await expect(cast(path, person(8), [ballot(id)], until)).rejects.toMatchObject({ code: 'vote-closed' });
    expect((await timePasses(path, until)).state.stage).toBe('open');
    expect(await mailed(path, 'opinions-ended')).toBeGreaterThan(0);
    await act(path, 'close', {}, undefined, until);
    expect(await item(path)).toMatchObject({ issued: 8, collected: 8, approve: 8, base: 9, state: 'passed' });
    const written = await database.db.voterRoll.findMany({ where: { sessionId: path.id, written: true } });
    expect(written.map(({ memberId }) => memberId)).toEqual([memberIds[7]]);
  });

  it('may come before the session; who then comes after all has voted', async () => {
    const id = await underOpinions();
    const path = await session([id], 'secret', { absenteeUntil: until });
    await act(path, 'convene');
    await cast(path, person(8), [ballot(id)]);
    await act(path, 'open', { present: memberIds });
    await expect(cast(path, person(8), [ballot(id)])).rejects.toMatchObject({ code: 'already-voted' });
  });

  it('on paper are named with the count, and come from absent members alone', async () => {
    const id = await underOpinions();
    const path = await session([id], 'paper', { absenteeUntil: until });
    await act(path, 'convene');
    await act(path, 'open', { present: memberIds.slice(0, 7) });
    const counted = { nominationId: id, issued: 8, collected: 8, valid: 8, approve: 8, disapprove: 0 };
    await expect(act(path, 'record-count', counted)).rejects.toMatchObject({ code: 'invalid' });
    await expect(act(path, 'record-count', { ...counted, written: [memberIds[0]] })).rejects.toMatchObject({
      errors: [{ path: 'written.0' }, { path: 'issued' }],
    });
    await act(path, 'record-count', { ...counted, written: [memberIds[7]] });
    await act(path, 'close', {}, undefined, until);
    expect((await item(path)).state).toBe('passed');
  });
});

describe('a written round', () => {
  const writtenRound = async (ids: string[], kind: 'secret' | 'paper' = 'secret') => {
    const path = await session(ids, kind, { mode: 'written', absenteeUntil: until });
    await act(path, 'convene');
    return path;
  };
  it('opens with its convening, asks every member, and is closed by its end', async () => {
    const id = await underOpinions();
    const path = await writtenRound([id]);
    expect(await mailed(path, 'opinions-asked')).toBe(9);
    for (let i = 0; i < 8; i++) await cast(path, person(i), [ballot(id)]);
    const { state } = await timePasses(path, until);
    expect(state.stage).toBe('closed');
    expect(await item(path)).toMatchObject({ issued: 9, collected: 8, approve: 8, state: 'passed' });
    expect(await mailed(path, 'session-closed')).toBeGreaterThan(0);
  });

  it('is not decided by silence: with too few answers it stays open, and its secretary gives more time', async () => {
    const id = await underOpinions();
    const path = await writtenRound([id]);
    for (let i = 0; i < 5; i++) await cast(path, person(i), [ballot(id)]);
    expect((await timePasses(path, until)).state.stage).toBe('open');
    expect(await mailed(path, 'opinions-ended')).toBeGreaterThan(0);
    await expect(act(path, 'close', {}, undefined, until)).rejects.toMatchObject({ code: 'no-quorum' });
    await act(path, 'extend', { to: later, reason: 'Chưa đủ ý kiến' }, undefined, until);
    // Of a secret ballot all are asked again: who was left out would have voted.
    expect(await mailed(path, 'opinions-reminder')).toBe(9);
    for (let i = 5; i < 8; i++) await cast(path, person(i), [ballot(id)], until);
    expect((await timePasses(path, later)).state.stage).toBe('closed');
    expect((await item(path)).state).toBe('passed');
  });

  it('closes before its end only when all have answered', async () => {
    const id = await underOpinions();
    const path = await writtenRound([id]);
    for (let i = 0; i < 8; i++) await cast(path, person(i), [ballot(id)]);
    await expect(act(path, 'close')).rejects.toMatchObject({ code: 'opinions-awaited' });
    await cast(path, person(8), [ballot(id, 'disapprove')]);
    await act(path, 'close');
    expect(await item(path)).toMatchObject({ approve: 8, disapprove: 1, state: 'passed' });
  });

  it('on paper names who has answered', async () => {
    const id = await underOpinions();
    const path = await writtenRound([id], 'paper');
    const counted = { nominationId: id, issued: 9, collected: 8, valid: 8, approve: 8, disapprove: 0 };
    await expect(act(path, 'record-count', counted)).rejects.toMatchObject({ errors: [{ path: 'written' }] });
    await act(path, 'record-count', { ...counted, written: memberIds.slice(0, 8) });
    await act(path, 'close', {}, undefined, until);
    expect(await item(path)).toMatchObject({ state: 'passed', base: 9, needed: 8 });
  });
});

describe('another way to vote', () => {
  it('is the chair’s to call for until somebody has voted', async () => {
    const id = await underOpinions();
    const path = await opened([id]);
    await act(path, 'switch-ballot', { ballot: 'secret' }, chair);
    await cast(path, person(0), [ballot(id)]);
    await expect(act(path, 'switch-ballot', { ballot: 'paper' }, chair)).rejects.toMatchObject({
      code: 'voting-begun',
    });
  });
  it('is not hands in writing', async () => {
    const path = await session([await underOpinions()], 'open', { mode: 'written', absenteeUntil: until });
    await expect(act(path, 'switch-ballot', { ballot: 'show-of-hands' }, chair)).rejects.toMatchObject({
      errors: [{ path: 'ballot' }],
    });
  });
});

describe('an adjourned session', () => {
  it('keeps what was cast and counted, and takes quorum and attendance anew', async () => {
    const ids = [await underOpinions(), await underOpinions()];
    const [first = '', second = ''] = ids;
    const path = await opened(ids, 'open');
    for (let i = 0; i < 8; i++) await cast(path, person(i), [ballot(first)]);
    await act(path, 'adjourn', { to: '2026-03-10', reason: 'Không còn đủ thành viên' });
    // The hour of the first sitting.
    const row = await database.db.councilSession.findUniqueOrThrow({ where: { id: path.id } });
    expect(row).toMatchObject({ state: 'adjourned', resumesAt: new Date('2026-03-10T02:00:00.000Z') });
    await expect(cast(path, person(8), [ballot(second)])).rejects.toMatchObject({ code: 'vote-closed' });
    await expect(act(path, 'open', { present: memberIds.slice(0, 5) })).rejects.toMatchObject({
      code: 'no-quorum',
    });
    await act(path, 'open', { present: memberIds.slice(1) });
    // The chair voted on the first and did not come back: his vote counts, his seat is empty for the second.
    await expect(cast(path, person(0), [ballot(second)])).rejects.toMatchObject({ code: 'not-entitled' });
    for (let i = 1; i < 9; i++) await cast(path, person(i), [ballot(second)]);
    await act(path, 'close');
    const items = await database.db.agendaItem.findMany({
      where: { sessionId: path.id },
      orderBy: { position: 'asc' },
    });
    expect(items.map(({ issued, approve }) => ({ issued, approve }))).toEqual([
      { issued: 9, approve: 8 },
      { issued: 8, approve: 8 },
    ]);
  });
  it('is not adjourned into the past', async () => {
    const path = await opened([await underOpinions()]);
    await expect(act(path, 'adjourn', { to: at, reason: 'x' })).rejects.toMatchObject({
      errors: [{ path: 'to' }],
    });
  });
});

describe('a second ballot', () => {
  it('may carry what failed; the first result is kept, and nobody hears of a failure that is not the last word', async () => {
    const id = await underOpinions();
    const path = await voted([id], [5]);
    expect(await told(id)).toEqual(['scheduled']);
    await act(path, 'reballot', { nominationIds: [id] });
    await act(path, 'record-count', count(id, 8));
    await act(path, 'close');
    const results = await database.db.ballotResult.findMany({
      where: { nominationId: id },
      orderBy: { ballot: 'asc' },
    });
    expect(results.map(({ ballot: n, approve, passed }) => [n, approve, passed])).toEqual([
      [1, 5, false],
      [2, 8, true],
    ]);
    expect(await told(id)).toEqual(['scheduled', 'passed']);
    const { actId } = await database.db.wake.findFirstOrThrow({ where: { pathId: id, act: 'passed' } });
    expect(actId).toBe(`session:${path.id}:result:2`);
  });
  it('is the last that the rule knows: then it is rejected', async () => {
    const id = await underOpinions();
    const path = await voted([id], [5]);
    await act(path, 'reballot', { nominationIds: [id] });
    await act(path, 'record-count', count(id, 6));
    await act(path, 'close');
    expect(await told(id)).toEqual(['scheduled', 'failed']);
    await expect(act(path, 'reballot', { nominationIds: [id] })).rejects.toMatchObject({
      code: 'ballots-used',
    });
  });
  it('is not for what passed, unless the plan lets ties be voted on again', async () => {
    const passed = await underOpinions();
    const path = await voted([passed], [8]);
    const again = { nominationIds: [passed] };
    await expect(act(path, 'reballot', again)).rejects.toMatchObject({ code: 'ballots-used' });
    const ties = [
      await nomination(await round(), 'council-vote', 3),
      await nomination(await round(), 'council-vote', 3),
    ];
    const other = await voted(ties, [8, 8]);
    await act(other, 'reballot', { nominationIds: ties });
    expect(await itemStates(other)).toEqual(['listed', 'listed']);
  });
  it('keeps others waiting for the cut as long as it may come', async () => {
    const roundId = await round();
    const ids = await Promise.all([1, 2, 3, 4].map(() => underOpinions(roundId)));
    const [a = '', b = '', c = '', d = ''] = ids;
    const pending = await voted([d], [5]);
    await act(await voted([a, b, c], [9, 9, 8]), 'conclude', { agreed: [a, b, c] }, head);
    expect((await told(a)).at(-1)).toBe('agreed');
    await act(pending, 'conclude', { agreed: [] }, head);
    expect((await told(d)).at(-1)).toBe('failed');
    expect((await told(a)).at(-1)).toBe('selected');
    expect((await told(c)).at(-1)).toBe('not-selected');
  });
});

describe('a tie at the cut-line', () => {
  const say = (
    path: PathRef,
    nominationId: string,
    by: typeof chair | typeof head = chair,
    choice = 'approve',
  ) =>
    database.db.$transaction((tx) =>
      breakTie(
        tx,
        path.id,
        { nominationId, choice: choice as 'approve' | 'disapprove' },
        { actId: randomUUID(), by, at },
      ),
    );
  const tie = async () => {
    const roundId = await round();
    const ids = await Promise.all([1, 2, 3].map(() => underOpinions(roundId)));
    const path = await voted(ids, [9, 8, 8]);
    return { roundId, path, ids: ids as [string, string, string] };
  };
  it('is broken by the chair, also after the conclusion, which makes the cut', async () => {
    const { path, ids } = await tie();
    await act(path, 'conclude', { agreed: ids }, head);
    expect(await mailed(path, 'session-tied')).toBeGreaterThan(0);
    const [first, chosen, other] = ids;
    expect((await told(chosen)).at(-1)).toBe('agreed');
    await expect(say(path, first)).rejects.toMatchObject({ code: 'not-tied' });
    await say(path, chosen);
    expect((await told(first)).at(-1)).toBe('selected');
    expect((await told(chosen)).at(-1)).toBe('selected');
    expect((await told(other)).at(-1)).toBe('not-selected');
    await expect(say(path, other)).rejects.toMatchObject({ code: 'not-tied' });
  });
  it('is the head’s where the chair’s word leaves it', async () => {
    const { roundId, path, ids } = await tie();
    const [, chosen, other] = ids;
    await act(path, 'conclude', { agreed: ids }, head);
    await say(path, chosen, head);
    expect((await told(chosen)).at(-1)).toBe('selected');
    expect((await told(other)).at(-1)).toBe('not-selected');
    const from = { kind: 'award-round', id: roundId } as const;
    const cut = await database.db.$transaction((tx) =>
      makeCut(tx, from, roundId, 'giay-khen', { force: true }),
    );
    expect(cut.tied).toEqual([]);
  });
  it('is not broken by who is nominated, or heads what is', async () => {
    const { path, ids } = await tie();
    const [, chosen] = ids;
    const chair = await database.db.person.findUniqueOrThrow({ where: { id: person(0) } });
    const where = { id: chosen };
    const asBefore = await database.db.nomination.findUniqueOrThrow({ where });
    await database.db.nomination.update({
      where,
      data: { subjectKind: 'individual', subjectName: chair.displayName, subjectPersonId: chair.id },
    });
    await expect(say(path, chosen)).rejects.toMatchObject({ code: 'own-nomination' });
    const { subjectKind, subjectName } = asBefore;
    await database.db.nomination.update({ where, data: { subjectKind, subjectName, subjectPersonId: null } });
    await say(path, chosen);
  });
  it('is no matter before the vote is closed', async () => {
    const id = await underOpinions();
    await expect(say(await opened([id]), id)).rejects.toMatchObject({ code: 'not-in-this-state' });
  });
});

describe('convening', () => {
  it('says where the notice was shorter than the plan’s, and invites guests who have no vote', async () => {
    const guest = await database.db.person.create({
      data: { username: 'guest', displayName: 'Khách', email: 'guest@example.com' },
    });
    const id = await underOpinions();
    const invitees = [{ name: 'Khách', person: guest.id }];
    const path = await session([id], 'open', { invitees, scheduledAt: '2026-03-03T02:00:00.000Z' });
    await act(path, 'convene');
    const convened = await database.db.transition.findFirstOrThrow({
      where: { pathId: path.id, act: 'convene' },
    });
    expect(convened.detail).toMatchObject({ inviteBy: '2026-02-26', shortNotice: true });
    const mail = await database.db.notification.findFirstOrThrow({
      where: { pathId: path.id, personId: guest.id },
    });
    expect(mail.text).toMatch(/Hồ sơ 1: CCHC-GK-\d+, Giấy khen: http:\/\/127\.0\.0\.1:3000\/nominations\//);
    await act(path, 'open', { present: memberIds });
    await expect(cast(path, guest.id, [ballot(id)])).rejects.toMatchObject({ code: 'not-entitled' });
  });
});
