import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBodies } from '../../cases/reference.ts';
import { dateOf } from '../../domain/dates.ts';
import { planSchema } from '../../domain/plan-schema.ts';
import type { Role } from '../../domain/roles.ts';
import { routeOn } from '../../domain/route.ts';
import { stageRules } from '../../domain/stages.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { loadData } from '../../scripts/load-data.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';
import { testSettings } from '../support/settings.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'demo-accounts-'));
const file = path.join(dataDir, 'demo-accounts.json');
const load = () =>
  loadData(testSettings({ dataDir, databaseUrl: database.url, temporalAddress: '127.0.0.1:1' }));
const today = dateOf(new Date());
let database: TestDatabase;
let accounts: DemoAccount[];
const holders = (role: Role, unit: string) =>
  accounts.filter((account) => account.roles.some((held) => held.role === role && held.unit === unit));

beforeAll(async () => {
  database = await startMailDatabase();
  await load();
  accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
});
afterAll(async () => {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the demonstration accounts', () => {
  it('hold every role that the routes of the plans now ask of a body, one outside body apart', async () => {
    const { db } = database;
    const missing: string[] = [];
    for (const { plan } of await db.movementVersion.findMany()) {
      const { bodies: named, routes, lead } = planSchema.parse(plan);
      const bodies = await loadBodies(db, planSchema.parse(plan));
      const asked: [Role, string | null][] = [lead.body, ...lead.with].flatMap((body) => [
        ['office-reviewer', bodies.resolve(body, today)],
        ['office-head', bodies.resolve(body, today)],
      ]);
      for (const { steps } of routes)
        for (const { stage, body, passedOver } of routeOn(steps, 'x', bodies, today).slice(1))
          if (!passedOver && stage !== 'submission') asked.push([stageRules[stage].waitsFor, body]);
      expect(Object.keys(named).length).toBeGreaterThan(0);
      for (const [role, unit] of asked)
        if (unit !== null && holders(role, unit).length === 0) missing.push(`${role} at ${unit}`);
    }
    expect([...new Set(missing)]).toEqual(['head at ubnd-tinh-hung-yen']);
  });

  it.each<[Role, string]>([
    ['selector', 'so-khcn-hung-yen'],
    ['selector', 'hiep-hoi-dn-hung-yen'],
    ['index-owner', 'so-khcn-hung-yen'],
    ['office-reviewer', 'phong-qlcn-so-khcn-hung-yen'],
    ['office-head', 'phong-qlcn-so-khcn-hung-yen'],
    ['appraiser', 'ban-tdkt-tinh-ha-tinh'],
    ['unit-officer', 'so-y-te-hung-yen'],
    ['unit-head', 'xa-dong-quan'],
    ['unit-officer', 'cong-ty-det-may-thai-binh'],
    ['unit-head', 'truong-dh-spkt-hung-yen'],
    ['unit-officer', 'benh-vien-da-khoa-thai-binh'],
  ])('have a %s at %s', (role, unit) => {
    expect(holders(role, unit)).not.toEqual([]);
  });

  it('give nobody a role that proposes and one that judges', () => {
    const proposing: Role[] = ['unit-officer', 'unit-head'];
    for (const { roles } of accounts)
      expect(new Set(roles.map(({ role }) => proposing.includes(role))).size).toBe(1);
  });

  it('are only at units in office, none at the body left without', async () => {
    const units = await database.db.unit.findMany({ where: { validTo: null } });
    const inOffice = units.map(({ code }) => code);
    for (const { roles } of accounts)
      for (const { unit } of roles) {
        expect(inOffice).toContain(unit);
        expect(unit).not.toBe('ubnd-tinh-hung-yen');
      }
  });

  it('can be read by their owner alone, and stay when the data is loaded again', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = await database.db.unitSuccession.count();
    await load();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(accounts);
    expect(await database.db.unitSuccession.count()).toBe(before);
  });
});
