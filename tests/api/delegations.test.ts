import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import {
  audited,
  expectAdministratorsOnly,
  byTwo,
  handOf,
  paths,
  today,
  tomorrow,
  yesterday,
} from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let admin: Hand;
let minh: Hand;
let other: Hand;
let ids: Record<'admin' | 'lan' | 'minh' | 'officer', string>;
let document: string;
/** Handed in by somebody else than who names it. */
let foreign: string;
const later = addDays(today, 10);

beforeAll(async () => {
  service = await startService();
  ids = {
    admin: await service.addPerson('admin', { role: 'administrator', unit: 'so' }),
    lan: await service.addPerson('lan', { role: 'office-reviewer', unit: 'van-phong' }),
    minh: await service.addPerson('minh', { role: 'unit-officer', unit: 'so' }),
    officer: await service.addPerson('officer', { role: 'unit-officer', unit: 'so' }),
  };
  const hand = async (username: string) => handOf(service, await service.logIn(username));
  const found = async ({ delegate, from = today }: Record<string, unknown>) => {
    const { body, ...answer } = await minh.get(`/delegations?person=${String(delegate)}`);
    const items = body.items as { from: string; state: string }[];
    const made = items.find((row) => row.from === from && row.state !== 'revoked');
    return { ...answer, body: { ...made } };
  };
  // Who lends the role says yes.
  admin = byTwo(await hand('admin'), await hand('lan'), found);
  [minh, other] = [await hand('minh'), await hand('officer')];
  const file = { sha256: 'a'.repeat(64), name: 'uy-quyen.pdf', contentType: 'application/pdf', size: 1 };
  document = (
    await service.deps.db.upload.create({ data: { ...file, personId: ids.admin, createdAt: new Date() } })
  ).id;
  foreign = (
    await service.deps.db.upload.create({ data: { ...file, personId: ids.lan, createdAt: new Date() } })
  ).id;
});
afterAll(() => service.stop());

const leave = (change: object = {}) => ({
  ...{ delegator: ids.lan, delegate: ids.minh, role: 'office-reviewer', unit: 'van-phong' },
  ...{ to: later, document, reason: 'Nghỉ phép năm' },
  ...change,
});
const rolesOfMinh = async () =>
  ((await minh.get('/session')).body as { user: { roles: unknown[] } }).user.roles;
const own = { role: 'unit-officer', unit: 'so' };
const lent = () => ({
  ...{ role: 'office-reviewer', unit: 'van-phong' },
  for: { id: ids.lan, displayName: 'Nguyễn Thị An' },
});

test('is for administrators and who lends the role, and none of them to himself', async () => {
  expect((await other.post('/delegations', leave())).status).toBe(403);
  expect((await admin.post('/delegations', leave({ delegate: ids.admin }))).status).toBe(403);
});

test.each([
  ['delegator', () => ({ delegator: randomUUID() })],
  ['delegate', () => ({ delegate: randomUUID() })],
  ['delegate', () => ({ delegate: ids.lan })],
  ['role', () => ({ role: 'council-member' })],
  ['role', () => ({ role: 'office-head' })],
  ['from', () => ({ from: yesterday })],
  ['document', () => ({ document: randomUUID() })],
  ['document', () => ({ document: foreign })],
])('what is wrong is named: %s', async (path, change) => {
  const answer = await admin.post('/delegations', leave(change()));
  expect([answer.status, paths(answer)]).toEqual([422, [path]]);
  expect(await service.deps.db.delegation.count()).toBe(0);
});

test('lends the role at once, once under its key, and shows all who stands in; why, only to those concerned', async () => {
  const key = randomUUID();
  const [first, again] = [
    await admin.post('/delegations', leave(), key),
    await admin.post('/delegations', leave(), key),
  ];
  expect(first.status, first.text).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(await rolesOfMinh()).toEqual([own, lent()]);
  const listed = async (hand: Hand, query = '') =>
    (await hand.get(`/delegations${query}`)).body as { items: Record<string, unknown>[]; total: number };
  const { items } = await listed(other, `?person=${ids.minh}&on=${today}`);
  expect(items).toMatchObject([{ state: 'in-force', from: today, to: later, delegate: { id: ids.minh } }]);
  expect(items[0]).not.toHaveProperty('reason');
  expect((await listed(minh)).items).toMatchObject([{ reason: 'Nghỉ phép năm', document }]);
  expect((await listed(other, `?on=${addDays(later, 1)}`)).total).toBe(0);
  expect(await audited(service, 'delegated')).toMatchObject([
    { delegator: ids.lan, person: ids.minh, askedBy: ids.admin, role: 'office-reviewer' },
  ]);
  expect(JSON.stringify(await audited(service, 'delegated'))).not.toContain('Nghỉ phép');
});

test('one at a time; a later one waits for its day', async () => {
  const overlapping = leave({ from: later, to: addDays(later, 5), delegate: ids.officer });
  expect(paths(await admin.post('/delegations', overlapping))).toEqual(['from']);
  const next = await admin.post('/delegations', { ...overlapping, from: addDays(later, 1) });
  expect(next.body).toMatchObject({ state: 'to-come' });
  const { user } = (await other.get('/session')).body as { user: { roles: unknown[] } };
  expect(user.roles).toEqual([own]);
});

test('there are no chains: who stands in cannot pass it on', async () => {
  const passedOn = leave({ delegator: ids.minh, delegate: ids.officer, from: tomorrow });
  expect(paths(await admin.post('/delegations', passedOn))).toEqual(['role']);
});

test('ends with the role of the one it stands for', async () => {
  const { roleHolding } = service.deps.db;
  const where = { personId: ids.lan };
  await roleHolding.updateMany({ where, data: { validTo: new Date(`${yesterday}T00:00:00Z`) } });
  expect(await rolesOfMinh()).toEqual([own]);
  await roleHolding.updateMany({ where, data: { validTo: null } });
  expect(await rolesOfMinh()).toEqual([own, lent()]);
});

test('is revoked with a reason, at once and once', async () => {
  const row = await service.deps.db.delegation.findFirstOrThrow({ where: { delegateId: ids.minh } });
  const address = `/delegations/${row.id}/actions/revoke`;
  await expectAdministratorsOnly(service, 'POST', address);
  expect((await admin.post(address, {})).status).toBe(422);
  const revoked = await admin.post(address, { reason: 'Về sớm' });
  expect(revoked.body, revoked.text).toMatchObject({ state: 'revoked' });
  expect(await rolesOfMinh()).toEqual([own]);
  expect((await admin.post(address, { reason: 'Về sớm' })).status).toBe(409);
  expect((await admin.post(`/delegations/${randomUUID()}/actions/revoke`, { reason: 'x' })).status).toBe(404);
  // What was revoked hinders no other.
  expect((await admin.post('/delegations', leave())).status).toBe(201);
});
