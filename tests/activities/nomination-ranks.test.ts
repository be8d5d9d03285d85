import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadUnits } from '../../cases/shared/accounts.ts';
import { draftNomination } from '../../cases/nomination/draft.ts';
import type { Draft } from '../../cases/nomination/draft.ts';
import { nominationFacts } from '../../cases/nomination/facts.ts';
import { nominationRecorder } from '../../cases/nomination/recorder.ts';
import { contextOf, lockNomination, stateOfRow } from '../../cases/nomination/row.ts';
import { FileStore } from '../../files/file-store.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { loadShipped } from '../support/shipped.ts';

/** Nominations of plans 003 and 004 on a real PostgreSQL: what published ranks, and the proposing unit's kind, do. */
let database: TestDatabase;
const movement = 'chuyen-doi-so-thai-binh-2023';
const at = '2026-11-24T02:00:00.000Z';
const personId = randomUUID();
const campaign = 'chao-mung-190-nam-ha-tinh-2021';
const rounds = {
  'so-ket-2024': randomUUID(),
  'tong-ket-2025': randomUUID(),
  'dot-thi-dua-2021': randomUUID(),
};
const day = (text: string) => new Date(`${text}T00:00:00Z`);

beforeAll(async () => {
  database = await startMailDatabase();
  const { db } = database;
  await loadShipped(db, movement, campaign);
  await db.person.create({ data: { id: personId, username: 'p', displayName: 'P', email: 'p@x.example' } });
  for (const [code, id] of Object.entries(rounds))
    await db.round.create({
      data: {
        id,
        movement: code === 'dot-thi-dua-2021' ? campaign : movement,
        planVersion: 1,
        code,
        organization: 'so-khcn-hung-yen',
        leadBody: 'so-khcn-hung-yen',
        state: 'open',
        opens: day('2026-11-01'),
        intakeCloses: day('2026-12-15'),
        enteredAt: new Date(at),
        createdById: personId,
        createdAt: new Date(at),
      },
    });
});
afterAll(() => database.stop());

async function draft(
  unit: string,
  category: string,
  {
    by = unit,
    kind = 'collective',
    round = 'tong-ket-2025',
  }: {
    by?: string;
    kind?: Draft['subject']['kind'];
    round?: keyof typeof rounds;
  } = {},
): Promise<string> {
  const id = randomUUID();
  const nomination: Draft = {
    roundId: rounds[round],
    award: 'bang-khen',
    subject: { kind, category, name: `${category} ${id}`, unit },
    achievement: { title: 'Chuyển đổi số', from: '2025-01-01', to: '2025-12-31', summary: 'Kết quả.' },
    proposingUnit: by,
    evidence: {},
  };
  const units = await loadUnits(database.db, new Date());
  const actor = { personId, role: 'unit-head', unit: by } as const;
  await database.db.$transaction((tx) =>
    draftNomination(tx, { id, draft: nomination, by: actor, at, units }),
  );
  return id;
}

const factsOf = (id: string) =>
  database.db.$transaction(async (tx) => {
    const row = (await lockNomination(tx, id))!;
    const context = await contextOf(tx, row, at);
    return nominationFacts(tx, row, stateOfRow(row), context);
  });
const rankOf = async (id: string, criterion: string) =>
  (await factsOf(id)).checks.find((check) => check.criterion === criterion);

const publish = (group: string, version: number, ranks: Record<string, number>, period = '2025') =>
  database.db.rankingSet.create({
    data: {
      set: 'bo-chi-so-chuyen-doi-so',
      period,
      group,
      version,
      publishedById: personId,
      publishedBy: 'so-khcn-hung-yen',
      at: new Date(at),
      entries: {
        create: Object.entries(ranks).map(([unit, rank]) => ({ unit, rank, score: 950, maximum: 1000 })),
      },
    },
  });

const withdraw = (id: string) =>
  database.db.$transaction(async (tx) => {
    const row = (await lockNomination(tx, id))!;
    const by = { personId, role: 'unit-head', unit: row.proposingUnit } as const;
    const happening = {
      actId: randomUUID(),
      kind: 'withdraw' as const,
      by,
      body: { reason: 'Rút.' },
      entry: null,
      at,
      version: 2,
    };
    await nominationRecorder.apply(tx, row, happening, {
      baseUrl: 'http://x.example',
      files: new FileStore('unused'),
    });
  });

describe('the checks of a nomination', () => {
  it('wait for the ranks, follow each version of them, and stay as they were once it is closed', async () => {
    const id = await draft('xa-dong-quan', 'xa-phuong-thi-tran');
    expect(await rankOf(id, 'xep-hang-xa')).toMatchObject({ result: 'unverified' });
    // The round counts the ranks of its own year.
    await publish('xa-phuong-thi-tran', 1, { 'xa-dong-quan': 9 }, '2024');
    expect(await rankOf(id, 'xep-hang-xa')).toMatchObject({ result: 'unverified' });
    await publish('xa-phuong-thi-tran', 1, { 'xa-dong-quan': 1 });
    expect(await rankOf(id, 'xep-hang-xa')).toMatchObject({ result: 'met' });
    await publish('xa-phuong-thi-tran', 2, { 'xa-dong-quan': 2 });
    const decided = await rankOf(id, 'xep-hang-xa');
    expect(decided?.reason).toContain('(bản 2)');

    await withdraw(id);
    const later = await draft('xa-dong-quan', 'xa-phuong-thi-tran');
    await publish('xa-phuong-thi-tran', 3, { 'xa-dong-quan': 5 });
    expect(await rankOf(later, 'xep-hang-xa')).toMatchObject({ result: 'unmet' });
    expect(await rankOf(id, 'xep-hang-xa')).toEqual(decided);
  });

  it('take the rank of the Sở for its hospital and for the people of it', async () => {
    await publish('so-ban-nganh', 1, { 'so-y-te-hung-yen': 10 });
    const hospital = await draft('benh-vien-da-khoa-thai-binh', 'don-vi-thuoc-so', {
      by: 'so-y-te-hung-yen',
    });
    expect(await rankOf(hospital, 'xep-hang-so-cap-tren')).toMatchObject({ result: 'met' });
    const doctor = await draft('benh-vien-da-khoa-thai-binh', 'can-bo-cong-chuc-vien-chuc', {
      by: 'so-y-te-hung-yen',
      kind: 'individual',
    });
    const { checks } = await factsOf(doctor);
    expect(
      checks.filter(({ criterion }) => criterion.startsWith('xep-hang')).map(({ result }) => result),
    ).toEqual(['met', 'unmet', 'unmet']);
  });
});

describe('who nominates whom', () => {
  it('is the Sở for what is inside it, one each, and only below a Sở', async () => {
    await expect(draft('benh-vien-da-khoa-thai-binh', 'don-vi-thuoc-so')).rejects.toMatchObject({
      errors: [{ path: 'proposingUnit' }],
    });
    const id = await draft('benh-vien-da-khoa-thai-binh', 'don-vi-thuoc-huyen', { by: 'so-y-te-hung-yen' });
    expect((await factsOf(id)).findings[0]).toMatchObject({ rule: 'subject', code: 'unit-kind-not-in-plan' });
  });

  it('counts the quota of its kind of unit, from submission on', async () => {
    const nominate = (by: string) =>
      draft(by, 'can-bo-cong-chuc-vien-chuc', { kind: 'individual', round: 'so-ket-2024' });
    const [one, two, commune] = [
      await nominate('so-noi-vu-hung-yen'),
      await nominate('so-noi-vu-hung-yen'),
      await nominate('xa-hung-nhan'),
    ];
    expect((await factsOf(two)).quota).toMatchObject({ max: 1, left: 1 });
    await database.db.nomination.update({ where: { id: one }, data: { submittedAt: new Date(at) } });
    const { quota, findings } = await factsOf(two);
    expect(quota).toMatchObject({ max: 1, used: 1, left: 0 });
    expect(findings.find(({ rule }) => rule === 'quota')).toMatchObject({
      result: 'refuse',
      overridable: false,
    });
    // It is shown with the place that it has itself, and stands in nobody's way with that.
    const own = await factsOf(one);
    expect(own.quota).toMatchObject({ max: 1, used: 1, left: 0 });
    expect(own.findings.find(({ rule }) => rule === 'quota')).toMatchObject({ result: 'ok' });
    expect((await factsOf(commune)).quota).toMatchObject({ max: 1, left: 1 });
    const enterprise = await draft('cong-ty-det-may-thai-binh', 'doanh-nghiep');
    expect((await factsOf(enterprise)).quota).toBeNull();
  });
});

describe('plan 004', () => {
  it('takes no nomination, for it gives no award', async () => {
    const nominated = draft('phong-qlkh-so-khcn-ha-tinh', 'tap-the-thuoc-so', { round: 'dot-thi-dua-2021' });
    await expect(nominated).rejects.toMatchObject({ code: 'no-awards' });
  });
});
