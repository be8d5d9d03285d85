import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPlan } from '../../cases/context.ts';
import { ofOtherProvinces } from '../../cases/shared/other-provinces.ts';
import { unitsThatMayPropose } from '../../cases/round/units.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { loadShipped } from '../support/shipped.ts';

const movement = 'sang-kien-hung-yen-2024';
const hungYen = 'so-khcn-hung-yen';
let database: TestDatabase;

beforeAll(async () => {
  database = await startMailDatabase();
  const { db } = database;
  await loadShipped(db, movement);
  const person = { id: randomUUID(), username: 'p', displayName: 'P', email: 'p@x.example' };
  await db.person.create({ data: person });
  const units = await db.unit.findMany({ select: { code: true } });
  await db.roleHolding.createMany({
    data: units.map(({ code: unit }) => ({
      ...{ personId: person.id, role: 'unit-officer', unit },
      validFrom: new Date('2026-01-01T00:00:00Z'),
    })),
  });
});
afterAll(() => database.stop());

const elsewhere = async (organization: string, ...units: string[]) =>
  [...(await ofOtherProvinces(database.db, organization, units))].sort();

it('a unit is of another province however deep it lies; a merged province is one with what it became', async () => {
  const haTinh = ['phong-qlkh-so-khcn-ha-tinh', 'so-khcn-ha-tinh', 'ubnd-tinh-ha-tinh'];
  const own = ['phong-qlkh-so-khcn-hung-yen', 'ubnd-tinh-hung-yen', 'xa-dong-quan'];
  const thaiBinh = ['phong-vhtt-huyen-hung-ha', 'so-khcn-thai-binh'];
  const ofNone = ['truong-dh-spkt-hung-yen', 'cong-ty-det-may-thai-binh'];
  expect(await elsewhere(hungYen, ...haTinh, ...own, ...thaiBinh, ...ofNone)).toEqual(haTinh);
  expect(await elsewhere('so-khcn-thai-binh', ...haTinh, ...own, ...thaiBinh)).toEqual(haTinh);
  expect(await elsewhere('so-khcn-ha-tinh', ...own, ...ofNone)).toEqual([...own].sort());
  expect(await elsewhere('truong-dh-spkt-hung-yen', ...haTinh, ...own)).toEqual([]);
});

it('a plan open to anyone asks nobody of another province, and asks those that are of none', async () => {
  const { db } = database;
  const plan = await loadPlan(db, movement, 1);
  expect(plan.categories.some(({ belongsTo }) => belongsTo !== 'organization')).toBe(true);
  const day = new Date('2026-11-28T00:00:00Z');
  const asked = await unitsThatMayPropose(db, plan, hungYen, day);
  expect(asked).toEqual(expect.arrayContaining(['phong-qlkh-so-khcn-hung-yen', 'cong-ty-co-khi-hung-yen']));
  expect(asked.filter((code) => code.endsWith('ha-tinh'))).toEqual([]);
  const byHaTinh = await unitsThatMayPropose(db, plan, 'so-khcn-ha-tinh', day);
  expect(byHaTinh).toContain('phong-qlkh-so-khcn-ha-tinh');
  expect(byHaTinh).not.toContain('phong-qlkh-so-khcn-hung-yen');
});
