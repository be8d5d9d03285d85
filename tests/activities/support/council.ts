import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, vi } from 'vitest';
import { TheRecord } from '../../../cases/record.ts';
import type { Actor } from '../../../cases/record.ts';
import { castBallots } from '../../../cases/council-session/ballots.ts';
import type { Ballot } from '../../../cases/council-session/ballots.ts';
import { createSession } from '../../../cases/council-session/create.ts';
import type { SessionRequest } from '../../../cases/council-session/create.ts';
import { kinds } from '../../../cases/kinds.ts';
import type { SessionAct } from '../../../domain/act-bodies.ts';
import type { BallotKind } from '../../../domain/ballots.ts';
import type { PathRef } from '../../../domain/path.ts';
import { FileStore } from '../../../files/file-store.ts';
import type { Tx } from '../../../prisma/db.ts';
import { startMailDatabase } from '../../support/mail-database.ts';
import type { TestDatabase } from '../../support/mail-database.ts';
import { planVersions } from './council-plans.ts';

/** The record of a council's session on a real PostgreSQL, without the paths around it. */
export let database: TestDatabase;
export let record: TheRecord;
/** What the paths' clock says, unless told. */
export const at = '2026-03-02T02:00:00.000Z';
export const secretary = { personId: randomUUID(), role: 'council-secretary', unit: 'hd' } as const;
export const head = { personId: randomUUID(), role: 'head', unit: 'so' } as const;
const seats = Array.from({ length: 9 }, () => ({ memberId: randomUUID(), personId: randomUUID() }));
/** The first seat's person, who presides. */
export const chair = { personId: seats[0]?.personId ?? '', role: 'council-chair', unit: 'hd' } as const;
export const memberIds = seats.map(({ memberId }) => memberId);
export const proposer = randomUUID();
export const day = new Date('2020-01-01T00:00:00Z');

export function useCouncil(): void {
  beforeAll(start);
  afterAll(() => database.stop());
}

async function start(): Promise<void> {
  database = await startMailDatabase();
  const { db } = database;
  const env = { baseUrl: 'http://127.0.0.1:3000', files: new FileStore('unused') };
  record = new TheRecord(db, kinds, env);
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
    data: [secretary, head, chair].map(({ personId, role, unit: at }) => ({
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
  await db.movementVersion.createMany({
    data: planVersions.map((plan, i) => ({
      code: 'cchc',
      version: i + 1,
      plan,
      hash: `hash-${i + 1}`,
      filedAt: day,
    })),
  });
}

export const onHold = { since: '2026-03-02', ground: 'complaint', left: null, dueBefore: null };
let counter = 0;
export async function round(): Promise<string> {
  const id = randomUUID();
  const dates = { opens: day, intakeCloses: day };
  const about = { movement: 'cchc', planVersion: 1, code: 'dot-1', organization: 'so', leadBody: 'phong' };
  await database.db.round.create({
    data: { id, ...about, ...dates, state: 'open', enteredAt: day, createdById: proposer, createdAt: day },
  });
  return id;
}

const steps = ['unit-proposal', 'office-review', 'council-vote', 'decision'];
export async function nomination(roundId: string, stage = 'council-vote', planVersion = 1): Promise<string> {
  const id = randomUUID();
  counter += 1;
  await database.db.nomination.create({
    data: {
      id,
      code: `CCHC-GK-${counter}`,
      roundId,
      movement: 'cchc',
      planVersion,
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

export const sessionOf = (nominationIds: string[], more: Partial<SessionRequest> = {}) => ({
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
export const create = (session: ReturnType<typeof sessionOf>) =>
  database.db.$transaction((tx) => createSession(tx, session));
export async function session(
  nominationIds: string[],
  ballot: BallotKind = 'show-of-hands',
  more: Partial<SessionRequest> = {},
): Promise<PathRef> {
  const { id } = await create(sessionOf(nominationIds, { ballot, ...more }));
  return { kind: 'council-session', id };
}

/** Records an act as its path would. */
export async function act(
  path: PathRef,
  kind: SessionAct,
  body: object = {},
  by: Actor = secretary,
  when = at,
) {
  const actId = randomUUID();
  // All of this happens on one morning, before the day that most sessions are planned for.
  const asked = kind === 'open' ? { earlyReason: 'Chủ tịch Hội đồng yêu cầu họp sớm.', ...body } : body;
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
      body: asked,
      state: 'pending',
      createdAt: new Date(),
    },
  });
  const { version } = await record.load(path, when);
  return record.recordAct({ path, version, at: when, actId, kind });
}
export const count = (nominationId: string, approve: number) => {
  const cast = memberIds.length;
  return { nominationId, issued: cast, collected: cast, valid: cast, approve, disapprove: cast - approve };
};
export const told = async (id: string) =>
  (await database.db.wake.findMany({ where: { pathId: id }, orderBy: { id: 'asc' } })).map(
    (wake) => wake.act,
  );
export const itemStates = async (path: PathRef) =>
  (
    await database.db.agendaItem.findMany({ where: { sessionId: path.id }, orderBy: { position: 'asc' } })
  ).map((item) => item.state);
/** The same session up to the vote. */
export async function opened(ids: string[], ballot: BallotKind = 'show-of-hands'): Promise<PathRef> {
  const path = await session(ids, ballot);
  await act(path, 'convene');
  await act(path, 'open', { present: memberIds });
  return path;
}
export async function voted(ids: string[], approvals: number[]): Promise<PathRef> {
  const path = await opened(ids);
  for (const [i, id] of ids.entries()) await act(path, 'record-count', count(id, approvals[i] ?? 0));
  await act(path, 'close');
  return path;
}

/** Holds back the commit of `first` until `second`, begun after it, waits for it or is done without. */
export async function overlapping(first: (tx: Tx) => Promise<unknown>, second: () => Promise<unknown>) {
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

const receipt = (): string => randomUUID().replaceAll('-', '');
export const cast = (path: PathRef, personId: string, ballots: Ballot[], when = at) =>
  database.db.$transaction((tx) => castBallots(tx, path.id, personId, ballots, new Date(when)));
export const ballot = (nominationId: string, choice: Ballot['choice'] = 'approve'): Ballot => ({
  nominationId,
  choice,
  receipt: receipt(),
});
/** The account that holds a seat. */
export const person = (i: number): string => seats[i]?.personId ?? '';
