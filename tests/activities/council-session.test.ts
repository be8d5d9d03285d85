import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TheRecord } from '../../activities/record.ts';
import { castBallots } from '../../activities/session/ballots.ts';
import type { Ballot } from '../../activities/session/ballots.ts';
import { createSession } from '../../activities/session/create.ts';
import type { SessionRequest } from '../../activities/session/create.ts';
import { makeCut } from '../../activities/session/cut.ts';
import { sessionRecorder } from '../../activities/session/recorder.ts';
import type { SessionAct } from '../../domain/act-bodies.ts';
import type { PathRef } from '../../domain/path.ts';
import { planSchema } from '../../domain/plan-schema.ts';
import type { BallotKind } from '../../domain/session.ts';
import { FileStore } from '../../files/file-store.ts';
import type { Tx } from '../../prisma/db.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';

/** The record of a council's session on a real PostgreSQL, without the paths around it. */
let database: TestDatabase;
let record: TheRecord;
const at = '2026-03-02T02:00:00.000Z';
const secretary = { personId: randomUUID(), role: 'council-secretary', unit: 'hd' } as const;
const head = { personId: randomUUID(), role: 'head', unit: 'so' } as const;
const seats = Array.from({ length: 9 }, () => ({ memberId: randomUUID(), personId: randomUUID() }));
const memberIds = seats.map(({ memberId }) => memberId);
const proposer = randomUUID();
const day = new Date('2020-01-01T00:00:00Z');

beforeAll(async () => {
  database = await startMailDatabase();
  const { db } = database;
  const env = { baseUrl: 'http://127.0.0.1:3000', files: new FileStore('unused') };
  const recorders = {
    nomination: sessionRecorder,
    'award-round': sessionRecorder,
    'council-session': sessionRecorder,
    obligation: sessionRecorder,
    submission: sessionRecorder,
  };
  record = new TheRecord(db, recorders, env);
  const unit = { kind: 'office', validFrom: day, email: null };
  await db.unit.createMany({
    data: ['so', 'hd', 'phong'].map((code) => ({
      ...unit,
      code,
      name: `Đơn vị ${code}`,
      shortName: code,
      organization: 'so',
      parentCode: code === 'so' ? null : 'so',
    })),
  });
  const persons = [secretary.personId, head.personId, proposer, ...seats.map(({ personId }) => personId)];
  await db.person.createMany({
    data: persons.map((id, i) => ({
      id,
      username: `p${i}`,
      displayName: `P${i}`,
      email: `p${i}@example.com`,
    })),
  });
  await db.roleHolding.createMany({
    data: [secretary, head].map(({ personId, role, unit: at }) => ({
      personId,
      role,
      unit: at,
      validFrom: day,
    })),
  });
  await db.councilSeat.createMany({
    data: seats.map(({ memberId, personId }, i) => ({
      id: memberId,
      personId,
      body: 'hd',
      name: `Thành viên ${i + 1}`,
      councilRole: i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
      validFrom: day,
    })),
  });
  await db.movement.create({ data: { code: 'cchc', current: 1 } });
  await db.movementVersion.create({
    data: { code: 'cchc', version: 1, plan, hash: 'x', filedAt: day },
  });
});
afterAll(() => database.stop());

const deadline = {};
const plan = {
  code: 'cchc',
  short: 'CCHC',
  title: 'Cải cách hành chính',
  issuer: { unit: 'so', name: 'Sở', signer: 'A', signerPosition: 'Giám đốc' },
  number: null,
  symbol: 'KH',
  issuedOn: { year: 2026, month: null, day: null },
  period: { from: '2022-01-01', to: '2030-12-31' },
  achievementPeriod: { from: '2022-01-01', to: '2030-12-31' },
  bodies: {},
  lead: { body: 'phong' },
  categories: [],
  awards: [
    {
      code: 'giay-khen',
      name: 'Giấy khen',
      form: 'giay-khen',
      decidedBy: 'own-head',
      short: 'GK',
      categories: ['tap-the'],
    },
  ],
  rounds: [{ code: 'dot-1', name: 'Đợt 1', kind: 'single', awards: ['giay-khen'] }],
  quotas: [{ award: 'giay-khen', kinds: ['collective'], max: 2, per: 'round' }],
  criteria: {},
  documents: [],
  checks: Object.fromEntries(
    Object.keys(planSchema.shape.checks.shape).map((check) => [
      check,
      { atSubmission: 'warn', overridable: true },
    ]),
  ),
  proposal: { deadline, amend: deadline, returnsAtMost: 1 },
  routes: [],
  voting: {
    quorum: { numerator: 2, denominator: 3 },
    pass: { share: { numerator: 8, denominator: 10 }, comparison: 'at-least', base: 'all-members' },
    chairMustAgree: false,
    recused: 'stay-in-base',
    absentees: 'substitute',
    ballotsPerRound: 1,
    source: 'test',
  },
};

const onHold = { since: '2026-03-02', ground: 'complaint', left: null, dueBefore: null };
let counter = 0;
async function round(): Promise<string> {
  const id = randomUUID();
  const dates = { opens: day, intakeCloses: day };
  const about = { movement: 'cchc', planVersion: 1, code: 'dot-1', organization: 'so', leadBody: 'phong' };
  await database.db.round.create({
    data: { id, ...about, ...dates, state: 'open', enteredAt: day, createdById: proposer, createdAt: day },
  });
  return id;
}

const steps = ['unit-proposal', 'office-review', 'council-vote', 'decision'];
async function nomination(roundId: string, stage = 'council-vote'): Promise<string> {
  const id = randomUUID();
  counter += 1;
  await database.db.nomination.create({
    data: {
      id,
      code: `CCHC-GK-${counter}`,
      roundId,
      movement: 'cchc',
      planVersion: 1,
      organization: 'so',
      award: 'giay-khen',
      subjectKind: 'collective',
      category: 'tap-the',
      subjectName: `Tập thể ${counter}`,
      subjectUnit: 'phong',
      achievementTitle: 'x',
      achievementFrom: day,
      achievementTo: day,
      summary: 'x',
      proposingUnit: 'phong',
      createdById: proposer,
      createdAt: day,
      submittedById: proposer,
      submittedAt: day,
      stage,
      step: steps.indexOf(stage),
      route: steps.map((step) => ({
        stage: step,
        function: 'f',
        body: step === 'council-vote' ? 'hd' : 'phong',
        resolvedOn: null,
      })),
      enteredAt: day,
    },
  });
  return id;
}

const sessionOf = (nominationIds: string[], more: Partial<SessionRequest> = {}) => ({
  id: randomUUID(),
  by: secretary,
  at,
  request: {
    body: 'hd',
    nominationIds,
    mode: 'meeting' as const,
    scheduledAt: '2026-03-09T02:00:00.000Z',
    place: 'Phòng họp',
    ballot: 'show-of-hands' as const,
    ...more,
  },
});
const create = (session: ReturnType<typeof sessionOf>) =>
  database.db.$transaction((tx) => createSession(tx, session));
async function session(nominationIds: string[], ballot: BallotKind = 'show-of-hands'): Promise<PathRef> {
  const { id } = await create(sessionOf(nominationIds, { ballot }));
  return { kind: 'council-session', id };
}

/** Records an act as its path would. */
async function act(
  path: PathRef,
  kind: SessionAct,
  body: object = {},
  by: typeof secretary | typeof head = secretary,
) {
  const actId = randomUUID();
  await database.db.act.create({
    data: {
      id: actId,
      ...by,
      route: `POST /${actId}`,
      key: actId,
      bodyHash: '',
      pathKind: path.kind,
      pathId: path.id,
      kind,
      body,
      state: 'pending',
      createdAt: new Date(),
    },
  });
  const { version } = await record.load(path, at);
  return record.recordAct({ path, version, at, actId, kind });
}
const count = (nominationId: string, approve: number) => {
  const cast = memberIds.length;
  return { nominationId, issued: cast, collected: cast, valid: cast, approve, disapprove: cast - approve };
};
const told = async (id: string) =>
  (await database.db.wake.findMany({ where: { pathId: id }, orderBy: { id: 'asc' } })).map(
    (wake) => wake.act,
  );
const itemStates = async (path: PathRef) =>
  (
    await database.db.agendaItem.findMany({ where: { sessionId: path.id }, orderBy: { position: 'asc' } })
  ).map((item) => item.state);
/** The same session up to the vote. */
async function opened(ids: string[], ballot: BallotKind = 'show-of-hands'): Promise<PathRef> {
  const path = await session(ids, ballot);
  await act(path, 'convene');
  await act(path, 'open', { present: memberIds });
  return path;
}
async function voted(ids: string[], approvals: number[]): Promise<PathRef> {
  const path = await opened(ids);
  for (const [i, id] of ids.entries()) await act(path, 'record-count', count(id, approvals[i] ?? 0));
  await act(path, 'close');
  return path;
}

/** Holds back the commit of `first` until `second`, begun after it, waits for it or is done without. */
async function overlapping(first: (tx: Tx) => Promise<unknown>, second: () => Promise<unknown>) {
  let begun: () => void = () => undefined;
  let commit: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const released = new Promise<void>((resolve) => (commit = resolve));
  const one = database.db.$transaction(async (tx) => {
    await first(tx);
    begun();
    await released;
  });
  await started;
  const two = second();
  const waits = vi.waitUntil(async () => {
    const [locks] = await database.db.$queryRaw<[{ waiting: number }]>`
      SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`;
    return locks.waiting > 0;
  });
  await Promise.allSettled([Promise.race([two, waits])]);
  commit();
  const [, other] = await Promise.allSettled([one, two]);
  return other;
}

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

  it('sets nobody aside any more once an item is counted', async () => {
    const id = await nomination(await round());
    const path = await opened([id]);
    await act(path, 'record-count', count(id, 9));
    const recusal = { memberId: memberIds[3], nominationId: id, reason: 'Người nhà' };
    await expect(act(path, 'recuse', recusal)).rejects.toMatchObject({ code: 'not-in-this-state' });
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
    ['a written consultation', { mode: 'written' }, 'mode'],
    ['a secret ballot', { ballot: 'secret' }, 'ballot'],
    ['opinions of the absent', { absenteeUntil: '2026-03-08T02:00:00.000Z' }, 'absenteeUntil'],
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
  const receipt = () => randomUUID().replaceAll('-', '');
  const cast = (path: PathRef, personId: string, ballots: Ballot[]) =>
    database.db.$transaction((tx) => castBallots(tx, path.id, personId, ballots));
  const ballot = (nominationId: string, choice: Ballot['choice'] = 'approve'): Ballot => ({
    nominationId,
    choice,
    receipt: receipt(),
  });
  const person = (i: number) => seats[i]?.personId ?? '';

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
      (tx) => castBallots(tx, path.id, person(1), [ballot(id)]),
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
