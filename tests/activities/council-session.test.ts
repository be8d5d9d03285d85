import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { castBallots } from '../../cases/council-session/ballots.ts';
import { createSession } from '../../cases/council-session/create.ts';
import type { SessionRequest } from '../../cases/council-session/create.ts';
import { makeCut } from '../../cases/council-session/cut.ts';
import {
  useCouncil,
  act,
  at,
  ballot,
  cast,
  count,
  create,
  database,
  day,
  head,
  itemStates,
  memberIds,
  nomination,
  onHold,
  opened,
  overlapping,
  person,
  proposer,
  record,
  round,
  secretary,
  session,
  sessionOf,
  told,
  voted,
} from './support/council.ts';

useCouncil();

describe('a session of the council', () => {
  it('tells each nomination where it stands, from the agenda to the cut', async () => {
    const roundId = await round();
    const [a, b, c] = [await nomination(roundId), await nomination(roundId), await nomination(roundId)];
    const path = await voted([a, b, c], [9, 7, 8]);
    expect(await itemStates(path)).toEqual(['passed', 'failed', 'passed']);
    const { state } = await act(path, 'conclude', { agreed: [a, c] }, head);
    expect(state).toMatchObject({ closed: true, outcome: 'concluded', tells: true });
    expect(await told(a)).toEqual(['scheduled', 'passed', 'agreed', 'selected']);
    expect(await told(b)).toEqual(['scheduled', 'failed']);
    expect(await told(c)).toEqual(['scheduled', 'passed', 'agreed', 'selected']);
    const item = await database.db.agendaItem.findFirst({ where: { nominationId: b } });
    expect(item).toMatchObject({ base: 9, needed: 8, approve: 7 });
  });

  it('invites its members by mail, without a name of a nominee', async () => {
    const path = await session([await nomination(await round())]);
    await act(path, 'convene');
    const mails = await database.db.notification.findMany({ where: { pathId: path.id } });
    expect(mails).toHaveLength(10);
    for (const mail of mails) expect(`${mail.subject} ${mail.text}`).not.toContain('Tập thể');
  });

  it('does not open without a quorum, and says how many are missing', async () => {
    const path = await session([await nomination(await round())]);
    await act(path, 'convene');
    await expect(act(path, 'open', { present: memberIds.slice(0, 5) })).rejects.toMatchObject({
      code: 'no-quorum',
      errors: [{ path: 'present', message: 'Có mặt 5, cần ít nhất 6 thành viên.' }],
    });
    expect((await record.load(path, at)).stage).toBe('convened');
  });

  it('takes off what was held, closed or carried elsewhere before it opened', async () => {
    const roundId = await round();
    const ids = [
      await nomination(roundId),
      await nomination(roundId),
      await nomination(roundId),
      await nomination(roundId),
    ];
    const path = await session(ids);
    await act(path, 'convene');
    const [held, closed, elsewhere, left] = ids;
    await database.db.nomination.update({ where: { id: held ?? '' }, data: { hold: onHold } });
    await database.db.nomination.update({
      where: { id: closed ?? '' },
      data: { stage: 'closed', outcome: 'withdrawn' },
    });
    await database.db.nomination.update({
      where: { id: elsewhere ?? '' },
      data: { stage: 'office-review', step: 1 },
    });
    await act(path, 'open', { present: memberIds });
    expect(await itemStates(path)).toEqual(['removed', 'removed', 'removed', 'listed']);
    expect(await told(held ?? '')).toEqual(['scheduled', 'unscheduled']);
    expect(await told(left ?? '')).toEqual(['scheduled']);
  });

  it('does not close while a count is missing, and names what lacks one', async () => {
    const roundId = await round();
    const [a, b] = [await nomination(roundId), await nomination(roundId)];
    const path = await opened([a, b]);
    await act(path, 'record-count', count(a, 9));
    await expect(act(path, 'close')).rejects.toMatchObject({
      code: 'counts-missing',
      errors: [{ path: `items.${b}` }],
    });
  });

  it('refuses a count of more ballots than there are voters', async () => {
    const id = await nomination(await round());
    const path = await opened([id]);
    await act(path, 'recuse', { memberId: memberIds[3], nominationId: id, reason: 'Người nhà' });
    await expect(act(path, 'record-count', count(id, 9))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('takes no nomination that another secretary is putting on an agenda', async () => {
    const id = await nomination(await round());
    const second = await overlapping(
      (tx) => createSession(tx, sessionOf([id])),
      () => session([id]),
    );
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } });
  });

  it('gives its nominations back when it is cancelled', async () => {
    const id = await nomination(await round());
    await act(await session([id]), 'cancel', { reason: 'Hoãn' });
    expect(await told(id)).toEqual(['scheduled', 'unscheduled']);
    await expect(session([id])).resolves.toBeDefined();
  });

  it.each<[string, Partial<SessionRequest>, string]>([
    ['a written round without an end', { mode: 'written' }, 'absenteeUntil'],
    ['opinions until a time that has passed', { absenteeUntil: at }, 'absenteeUntil'],
    ['an unknown invitee', { invitees: [{ name: 'A', person: randomUUID() }] }, 'invitees.0.person'],
    [
      'opinions of the absent, which the rule does not ask for',
      { absenteeUntil: '2026-03-08T02:00:00.000Z' },
      'nominationIds.0',
    ],
    [
      'hands raised in writing',
      { mode: 'written', absenteeUntil: '2026-03-08T02:00:00.000Z' },
      'nominationIds.0',
    ],
    ['a day that has passed', { scheduledAt: '2026-03-01T02:00:00.000Z' }, 'scheduledAt'],
  ])('is not planned with %s', async (_, more, field) => {
    const planned = create(sessionOf([await nomination(await round())], more));
    await expect(planned).rejects.toMatchObject({ code: 'invalid', errors: [{ path: field }] });
  });
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['is on hold', (id) => database.db.nomination.update({ where: { id }, data: { hold: onHold } })],
    [
      'lies elsewhere',
      (id) => database.db.nomination.update({ where: { id }, data: { stage: 'office-review', step: 1 } }),
    ],
  ])('takes no nomination that %s', async (_, change) => {
    const id = await nomination(await round());
    await change(id);
    await expect(session([id])).rejects.toMatchObject({ errors: [{ path: 'nominationIds.0' }] });
  });
});

describe('the cut', () => {
  it('waits for a session to come, and is made by its conclusion', async () => {
    const roundId = await round();
    const ids = [await nomination(roundId), await nomination(roundId), await nomination(roundId)];
    const [a = '', b = '', c = ''] = ids;
    const first = await voted([a, b], [8, 9]);
    await act(first, 'conclude', { agreed: [a, b] }, head);
    expect(await told(a)).not.toContain('selected');
    const from = { kind: 'award-round', id: roundId } as const;
    const forced = database.db.$transaction((tx) => makeCut(tx, from, roundId, 'giay-khen', { force: true }));
    await expect(forced).rejects.toMatchObject({ code: 'sessions-to-come' });
    // The third fails: the two fit.
    const second = await voted([c], [7]);
    await act(second, 'conclude', { agreed: [] }, head);
    expect((await told(a)).at(-1)).toBe('selected');
    expect((await told(b)).at(-1)).toBe('selected');
    expect((await told(c)).at(-1)).toBe('failed');
  });

  it('selects by votes where more passed than fit, once for all', async () => {
    const roundId = await round();
    const [a, b, c] = [await nomination(roundId), await nomination(roundId), await nomination(roundId)];
    await act(await voted([a, b, c], [9, 8, 9]), 'conclude', { agreed: [a, b, c] }, head);
    expect((await told(a)).at(-1)).toBe('selected');
    expect((await told(b)).at(-1)).toBe('not-selected');
    const from = { kind: 'award-round', id: roundId } as const;
    const again = await database.db.$transaction((tx) =>
      makeCut(tx, from, roundId, 'giay-khen', { force: true }),
    );
    expect(again).toEqual({ selected: [], notSelected: [], tied: [], waiting: [] });
  });

  it('leaves a tie at the line to others', async () => {
    const roundId = await round();
    const [a, b, c] = [await nomination(roundId), await nomination(roundId), await nomination(roundId)];
    await act(await voted([a, b, c], [9, 8, 8]), 'conclude', { agreed: [a, b, c] }, head);
    expect((await told(a)).at(-1)).toBe('agreed');
    const from = { kind: 'award-round', id: roundId } as const;
    const forced = await database.db.$transaction((tx) =>
      makeCut(tx, from, roundId, 'giay-khen', { force: true }),
    );
    expect(forced.tied.sort()).toEqual([b, c].sort());
    expect((await told(a)).at(-1)).toBe('agreed');
  });
});

describe('open ballots', () => {
  it('are known by their receipt: a repeat is answered as the first, also after closing', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'open');
    const vote = ballot(id);
    const first = await cast(path, person(0), [vote]);
    expect(await cast(path, person(0), [vote])).toEqual(first);
    await expect(cast(path, person(0), [ballot(id)])).rejects.toMatchObject({ code: 'already-voted' });
    await expect(cast(path, person(0), [{ ...vote, choice: 'disapprove' }])).rejects.toMatchObject({
      code: 'already-voted',
    });
    await act(path, 'close');
    expect(await cast(path, person(0), [vote])).toEqual(first);
    await expect(cast(path, person(1), [ballot(id)])).rejects.toMatchObject({ code: 'vote-closed' });
    expect(await database.db.openBallot.count({ where: { sessionId: path.id } })).toBe(1);
  });

  it('are for those who are there and not set aside', async () => {
    const id = await nomination(await round());
    const path = await session([id], 'open');
    await act(path, 'convene');
    await expect(cast(path, person(0), [ballot(id)])).rejects.toMatchObject({ code: 'vote-closed' });
    const upload = await database.db.upload.create({
      data: {
        sha256: 'x',
        name: 'giay-uy-quyen.pdf',
        contentType: 'application/pdf',
        size: 1,
        personId: secretary.personId,
        createdAt: day,
      },
    });
    const substitutes = [
      { memberId: memberIds[8], person: proposer, name: 'Người dự thay', letter: upload.id },
    ];
    await act(path, 'open', { present: memberIds.slice(0, 7), substitutes });
    await act(path, 'recuse', { memberId: memberIds[0], nominationId: id, reason: 'Người nhà' });
    await expect(cast(path, person(0), [ballot(id)])).rejects.toMatchObject({ code: 'recused' });
    await expect(cast(path, person(7), [ballot(id)])).rejects.toMatchObject({ code: 'not-entitled' });
    await expect(cast(path, person(8), [ballot(id)])).rejects.toMatchObject({ code: 'not-entitled' });
    await expect(cast(path, proposer, [ballot(id)])).rejects.toMatchObject({ code: 'own-proposal' });
    await expect(cast(path, person(1), [ballot(id)])).resolves.toHaveLength(1);
  });

  it('are all in the tally once they were answered: closing waits for those on their way', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'open');
    await cast(path, person(0), [ballot(id)]);
    await overlapping(
      (tx) => castBallots(tx, path.id, person(1), [ballot(id)], new Date(at)),
      () => act(path, 'close'),
    );
    const item = await database.db.agendaItem.findFirst({ where: { sessionId: path.id } });
    expect(item?.approve).toBe(2);
  });

  it('leave no trace of a choice in acts, transitions or the audit', async () => {
    const id = await nomination(await round());
    const path = await opened([id], 'open');
    await cast(path, person(0), [ballot(id, 'disapprove')]);
    await act(path, 'close');
    const [acts, transitions, audits] = await Promise.all([
      database.db.act.findMany({ where: { pathId: path.id } }),
      database.db.transition.findMany({ where: { pathId: path.id } }),
      database.db.auditEntry.findMany({ where: { pathId: path.id } }),
    ]);
    const kept = JSON.stringify([acts, transitions, audits], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toContain('disapprove');
  });
});
