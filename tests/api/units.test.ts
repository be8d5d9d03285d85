import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBodies } from '../../cases/reference.ts';
import { addDays } from '../../domain/dates.ts';
import { loadShipped } from '../support/shipped.ts';
import { readPlan } from '../support/plans.ts';
import {
  audited,
  expectAdministratorsOnly,
  handOf,
  paths,
  today,
  tomorrow,
  yesterday,
} from './support/administration.ts';
import type { Hand } from './support/administration.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

/** Units of the shipped organization, and what administrators make of them. */
let service: Service;
let admin: Hand;
let officer: Hand;
const plan = 'chuyen-doi-so-thai-binh-2023';

beforeAll(async () => {
  service = await startService();
  await loadShipped(service.deps.db, plan);
  await service.addPerson('admin', { role: 'administrator', unit: 'so' });
  await service.addPerson('officer', { role: 'unit-officer', unit: 'so' });
  admin = handOf(service, await service.logIn('admin'));
  officer = handOf(service, await service.logIn('officer'));
});
afterAll(() => service.stop());

const unit = (code: string, more: object = {}) => ({
  code,
  name: `Phòng ${code}`,
  shortName: code,
  kind: 'division',
  parent: 'so',
  organization: 'so',
  from: '2024-01-01',
  source: 'QĐ 1/QĐ-SKHCN',
  ...more,
});
const made = async (code: string, more: object = {}) => {
  const answer = await admin.post('/units', unit(code, more));
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body;
};
const successor = { on: today, kind: 'rename', citation: 'QĐ 2/QĐ-SKHCN' };

describe('writing units', () => {
  test('is for administrators; reading is for all', async () => {
    await expectAdministratorsOnly(service, 'POST', '/units');
    await expectAdministratorsOnly(service, 'PATCH', '/units/so');
    await expectAdministratorsOnly(service, 'POST', '/units/so/successors');
    expect((await officer.get('/units/so')).body).toMatchObject({ code: 'so', version: 1 });
    expect((await officer.get('/units')).status).toBe(200);
    expect((await officer.get('/units/khong-co')).status).toBe(404);
  });
});

describe('a new unit', () => {
  test('is there as it was sent, with the functions it holds, and in the trail', async () => {
    const functions = [{ function: 'viec-moi', citation: 'QĐ 1' }];
    const body = await made('phong-a', { functions, email: 'vanthu@phong-a.example' });
    expect(body).toMatchObject({ code: 'phong-a', version: 1, validFrom: '2024-01-01', validTo: null });
    expect(body.functions).toEqual([
      { function: 'viec-moi', from: '2024-01-01', to: null, citation: 'QĐ 1' },
    ]);
    expect((await officer.get('/units/phong-a')).body).toEqual(body);
    expect(await audited(service, 'unit-created')).toEqual([{ unit: 'phong-a', functions: ['viec-moi'] }]);
  });

  test('comes once, however often the same key is sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/units', unit('phong-b'), key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await service.deps.db.unit.count({ where: { code: 'phong-b' } })).toBe(1);
    const other = await admin.post('/units', unit('phong-b2'), key);
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
    expect((await admin.post('/units', unit('phong-b3'), '')).body.code).toBe('idempotency-key-required');
  });

  test.each([
    ['a code that is taken', { code: 'van-phong' }, ['code']],
    ['a parent that is not there', { parent: 'khong-co' }, ['parent']],
    ['a parent that came later', { from: '2019-01-01' }, ['parent']],
    ['a body that is none', { organization: 'van-phong' }, ['organization']],
    ['an end without a successor', { to: '2025-01-01' }, ['to']],
    [
      'a function before its time',
      { functions: [{ function: 'x', from: '2020-01-01', citation: 'c' }] },
      ['functions.0.unit'],
    ],
    [
      'a function that another holds',
      { functions: [{ function: 'viec-moi', citation: 'c' }] },
      ['functions.0.function'],
    ],
    ['no source', { source: undefined }, ['source']],
    ['an unknown field', { colour: 'red' }, ['colour']],
  ])('is refused for %s, by the rules of the shipped file', async (_what, wrong, expected) => {
    const answer = await admin.post('/units', unit('phong-sai', wrong));
    expect([answer.status, paths(answer)]).toEqual([422, expected]);
    expect((await officer.get('/units/phong-sai')).status).toBe(404);
  });
});

describe('a change of a unit', () => {
  test('needs the version that was read', async () => {
    await made('phong-c');
    const change = { name: 'Phòng C mới', email: null };
    expect((await admin.patch('/units/phong-c', change)).status).toBe(428);
    expect((await admin.patch('/units/phong-c', change, 7)).status).toBe(412);
    expect((await admin.patch('/units/khong-co', change, 1)).status).toBe(404);
    const changed = await admin.patch('/units/phong-c', change, 1);
    expect([changed.status, changed.body]).toMatchObject([200, { name: 'Phòng C mới', version: 2 }]);
    expect((await admin.patch('/units/phong-c', change, 1)).status).toBe(412);
    const trail = await audited(service, 'unit-changed');
    expect(trail.at(-1)).toEqual({ unit: 'phong-c', fields: ['name', 'email'] });
  });

  test('two at once: one is made, the other hears that it was', async () => {
    await made('phong-d');
    const answers = await Promise.all(['x', 'y'].map((name) => admin.patch('/units/phong-d', { name }, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('cannot end a unit of which nobody says what it became, nor leave units below it', async () => {
    const before = await admin.get('/units/phong-c');
    const ended = await admin.patch('/units/phong-c', { to: today }, before.body.version as number);
    expect([ended.status, paths(ended)]).toEqual([422, ['to']]);
    const parent = await admin.post('/units/so/successors', { ...successor, kind: 'abolish' });
    expect(parent.status).toBe(422);
    expect(paths(parent)).toContain('units.van-phong.parent');
    expect((await admin.get('/units/so')).body.validTo).toBeNull();
    expect((await admin.patch('/units/phong-c', {}, before.body.version as number)).status).toBe(422);
  });
});

describe('a successor', () => {
  test('ends the unit on the eve, takes its functions, and is known at once to the routes', async () => {
    await made('co-quan-cu', { functions: [{ function: 'viec-cu', citation: 'QĐ 1' }] });
    await made('co-quan-moi');
    const key = randomUUID();
    const body = { ...successor, to: 'co-quan-moi', functions: ['viec-cu'] };
    const answer = await admin.post('/units/co-quan-cu/successors', body, key);
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { validTo: yesterday, version: 2, successors: [{ unit: 'co-quan-moi', on: today, kind: 'rename' }] },
    ]);
    expect((await admin.post('/units/co-quan-cu/successors', body, key)).body).toEqual(answer.body);
    expect((await admin.get('/units/co-quan-moi')).body.functions).toMatchObject([
      { function: 'viec-cu', from: today, to: null },
    ]);

    const named = {
      cu: { name: 'Cơ quan', unit: 'co-quan-cu' },
      viec: { name: 'Cơ quan phụ trách', function: 'viec-cu' },
    };
    const bodies = await loadBodies(service.deps.db, { ...readPlan(plan), bodies: named });
    const resolved = (on: string) => [bodies.resolve('cu', on), bodies.resolve('viec', on)];
    expect(resolved(yesterday)).toEqual(['co-quan-cu', 'co-quan-cu']);
    expect(resolved(today)).toEqual(['co-quan-moi', 'co-quan-moi']);
    expect(await audited(service, 'unit-succeeded')).toEqual([
      { unit: 'co-quan-cu', to: 'co-quan-moi', on: today, kind: 'rename', functions: ['viec-cu'] },
    ]);
  });

  test('may be decided before its day', async () => {
    await made('phong-e');
    await made('phong-f', { from: tomorrow });
    const body = { ...successor, on: tomorrow, to: 'phong-f' };
    expect((await admin.post('/units/phong-e/successors', body)).body).toMatchObject({ validTo: today });
  });

  test('of a part leaves the unit in office, and several share what is split', async () => {
    for (const code of ['phong-g', 'phong-h', 'phong-i']) await made(code);
    const part = { ...successor, kind: 'function-transfer', to: 'phong-h', scope: 'chuyển đổi số' };
    expect((await admin.post('/units/phong-g/successors', part)).body).toMatchObject({ validTo: null });
    const split = { ...successor, kind: 'split', on: tomorrow };
    const first = await admin.post('/units/phong-g/successors', { ...split, to: 'phong-h', scope: 'một' });
    const second = await admin.post('/units/phong-g/successors', { ...split, to: 'phong-i', scope: 'hai' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toMatchObject({ validTo: today, successors: [{}, {}, {}] });
  });

  test.each([
    ['nobody where it is renamed', { to: null }, ['to']],
    ['a unit that is not there', { to: 'khong-co' }, ['to']],
    ['the unit itself', { to: 'phong-k' }, ['to']],
    ['somebody where it is dissolved', { kind: 'abolish', to: 'van-phong' }, ['to']],
    ['a part where it is the whole', { scope: 'một phần' }, ['scope']],
    ['no part where it is split', { kind: 'split' }, ['scope']],
    ['a day before it began', { on: '2023-01-01', functions: [] }, ['on']],
    ['a function it does not hold', { functions: ['viec-cu'] }, ['functions.0']],
    ['a function left behind', { functions: [] }, [`functions.viec-k/phong-k/2024-01-01.unit`]],
    ['no paper', { citation: undefined }, ['citation']],
  ])('is refused: %s', async (_what, wrong, expected) => {
    if ((await admin.get('/units/phong-k')).status === 404)
      await made('phong-k', { functions: [{ function: 'viec-k', citation: 'c' }] });
    const body = { ...successor, to: 'van-phong', functions: ['viec-k'], ...wrong };
    const answer = await admin.post('/units/phong-k/successors', body);
    expect(answer.status).toBe(422);
    expect(paths(answer)).toEqual(expect.arrayContaining(expected));
    expect((await admin.get('/units/phong-k')).body).toMatchObject({
      validTo: null,
      version: 1,
      successors: [],
    });
  });

  test('of a unit that is not there is not found, and a second one is refused', async () => {
    expect((await admin.post('/units/khong-co/successors', successor)).status).toBe(404);
    const again = { ...successor, to: 'van-phong', on: addDays(today, 5) };
    expect((await admin.post('/units/co-quan-cu/successors', again)).status).toBe(422);
  });
});
