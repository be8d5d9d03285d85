import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import type { Answer, Service } from './support/service.ts';

let service: Service;
let admin: Hand;
let officer: Hand;
let adminId: string;

beforeAll(async () => {
  service = await startService();
  adminId = await service.addPerson('admin', { role: 'administrator', unit: 'so' });
  await service.addPerson('officer', { role: 'unit-officer', unit: 'so' });
  await service.addPerson('thu-truong', { role: 'head', unit: 'so' });
  const head = handOf(service, await service.logIn('thu-truong'));
  admin = byTwo(handOf(service, await service.logIn('admin')), head);
  officer = handOf(service, await service.logIn('officer'));
});
afterAll(() => service.stop());

interface Person {
  id: string;
  version: number;
  roles: { role: string }[];
  holdings: { id: string; role: string; from: string; to: string | null }[];
}
const personOf = ({ body }: Answer) => body as unknown as Person;
const person = (username: string, more: object = {}) => ({
  username,
  displayName: 'Trần Thị Bình',
  email: `${username}@so.example`,
  roles: [{ role: 'unit-officer', unit: 'van-phong' }],
  ...more,
});
const made = async (username: string, more: object = {}) => {
  const answer = await admin.post('/people', person(username, more));
  expect(answer.status, answer.text).toBe(201);
  return personOf(answer);
};
/** Somebody who can log in, with the person's own hand. */
const working = async (username: string, ...units: string[]) => {
  const id = await service.addPerson(username, ...units.map((unit) => ({ role: 'auditor', unit }) as const));
  const cookie = await service.logIn(username);
  return { id, cookie, hand: handOf(service, cookie) };
};

describe('writing people and roles', () => {
  test('is for administrators', async () => {
    const id = await service.addPerson('someone');
    await expectAdministratorsOnly(service, 'POST', '/people');
    await expectAdministratorsOnly(service, 'PATCH', `/people/${id}`);
    await expectAdministratorsOnly(service, 'POST', `/people/${id}/roles`);
    await expectAdministratorsOnly(service, 'PATCH', `/people/${id}/roles/${randomUUID()}`);
    await expectAdministratorsOnly(service, 'POST', `/people/${id}/invitations`);
  });

  test('names and roles are read by all, accounts and addresses by administrators', async () => {
    const { id } = await made('binh.doc');
    const seen = await officer.get(`/people/${id}`);
    expect(seen.body).toEqual({
      id,
      displayName: 'Trần Thị Bình',
      roles: [{ role: 'unit-officer', unit: 'van-phong' }],
    });
    expect((await admin.get(`/people/${id}`)).body).toMatchObject({
      email: 'binh.doc@so.example',
      version: 1,
    });
    expect((await admin.get(`/people/${randomUUID()}`)).status).toBe(404);
  });
});

describe('a new person', () => {
  test('has the roles he was given, from today where no day was said', async () => {
    const roles = [
      { role: 'unit-officer', unit: 'van-phong' },
      { role: 'auditor', unit: 'so', from: tomorrow, to: addDays(today, 30) },
    ];
    const { id, roles: held, holdings } = await made('chau', { roles });
    expect(held).toEqual([{ role: 'unit-officer', unit: 'van-phong' }]);
    expect(holdings).toMatchObject([
      { role: 'unit-officer', from: today, to: null },
      { role: 'auditor', from: tomorrow, to: addDays(today, 30) },
    ]);
    const trail = await audited(service, 'person-created');
    expect(trail.at(-1)).toMatchObject({ person: id, roles: [{ role: 'unit-officer' }] });
    expect((await audited(service, 'role-given')).at(-1)).toMatchObject({
      person: id,
      roles: [{ role: 'auditor' }],
    });
    expect(JSON.stringify(trail)).not.toMatch(/Bình|example|chau/);
  });

  test('comes once, with one invitation, however often the same key is sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/people', person('dung'), key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => personOf(answer).id)).size).toBe(1);
    const { id: personId } = personOf(answers[0]!);
    expect(await service.deps.db.notification.count({ where: { personId } })).toBe(1);
    const other = await admin.post('/people', person('dung2'), key);
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
  });

  test.each([
    ['a user name that is taken', { username: 'admin' }, ['username']],
    ['a user name that cannot be typed', { username: 'Bình An' }, ['username']],
    ['no address', { email: 'nobody' }, ['email']],
    ['a role there is not', { roles: [{ role: 'king', unit: 'so' }] }, ['roles.0.role']],
    ['a unit there is not', { roles: [{ role: 'auditor', unit: 'khong-co' }] }, ['roles.0.unit']],
    [
      'a role before its unit',
      { roles: [{ role: 'auditor', unit: 'so', from: '2019-12-31' }] },
      ['roles.0.unit'],
    ],
    [
      'an end before the beginning',
      { roles: [{ role: 'auditor', unit: 'so', to: yesterday }] },
      ['roles.0.to'],
    ],
    ['a role twice', { roles: [1, 2].map(() => ({ role: 'auditor', unit: 'so' })) }, ['roles.1.role']],
  ])('is refused for %s, and leaves nothing behind', async (_what, wrong, expected) => {
    const answer = await admin.post('/people', person('sai', wrong));
    expect([answer.status, paths(answer)]).toEqual([422, expected]);
    const db = service.deps.db;
    expect(await db.person.count({ where: { username: 'sai' } })).toBe(0);
    expect(await db.notification.count({ where: { address: 'sai@so.example' } })).toBe(0);
  });
});

describe('a change of a person', () => {
  test('needs the version that was read', async () => {
    const { id } = await made('giang');
    const change = { email: 'giang.moi@so.example' };
    expect((await admin.patch(`/people/${id}`, change)).status).toBe(428);
    expect((await admin.patch(`/people/${id}`, change, 9)).status).toBe(412);
    expect((await admin.patch(`/people/${randomUUID()}`, change, 1)).status).toBe(404);
    expect((await admin.patch(`/people/${id}`, { email: 'x' }, 1)).status).toBe(422);
    const changed = await admin.patch(`/people/${id}`, change, 1);
    expect([changed.status, changed.body]).toMatchObject([200, { ...change, version: 2 }]);
    expect((await audited(service, 'person-changed')).at(-1)).toEqual({ person: id, fields: ['email'] });
  });

  test('leaves no link in the mailbox of a mistyped address, and says who has a password', async () => {
    const { id } = await made('giau');
    const read = async (someone: string) => (await admin.get(`/people/${someone}`)).body;
    expect(await read(id)).toMatchObject({
      hasPassword: false,
      invitation: { expiresAt: expect.any(String) },
    });
    const renamed = await admin.patch(
      `/people/${id}`,
      { displayName: 'Trần Thị Giàu', email: 'giau@so.example' },
      1,
    );
    expect(renamed.body).toMatchObject({
      displayName: 'Trần Thị Giàu',
      invitation: { expiresAt: expect.any(String) },
    });
    const moved = await admin.patch(`/people/${id}`, { email: 'giau.moi@so.example' }, 2);
    expect(moved.body).toMatchObject({ hasPassword: false, invitation: null });
    expect(await read(adminId)).toMatchObject({ hasPassword: true });
  });
});

describe('a disabled person', () => {
  test('is out at once: his sessions, his tokens, his invitation, his password', async () => {
    const { id, hand, cookie } = await working('hanh', 'so');
    const token = await hand.post('/api-tokens', { name: 'máy', days: 5 });
    const bearer = { authorization: `Bearer ${String(token.body.token)}` };
    const byToken = () => service.send('GET', '/api/v1/session', { headers: bearer });
    expect((await byToken()).status).toBe(200);
    await admin.post(`/people/${id}/invitations`, {});

    expect((await admin.patch(`/people/${id}`, { disabled: true }, 1)).body).toMatchObject({
      disabled: true,
      invitation: null,
    });
    expect((await hand.get('/session')).status).toBe(401);
    expect((await byToken()).status).toBe(401);
    expect(await service.logIn('hanh')).toBe('');
    expect(await service.deps.db.loginSession.count({ where: { personId: id } })).toBe(0);
    expect((await officer.get(`/people/${id}`)).status).toBe(404);
    expect((await admin.post(`/people/${id}/invitations`, {})).status).toBe(409);

    // Let in again, he logs in anew: what he had stays ended.
    expect((await admin.patch(`/people/${id}`, { disabled: false }, 2)).body).toMatchObject({
      disabled: false,
    });
    expect((await service.send('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401);
    expect((await byToken()).status).toBe(401);
    expect(await service.logIn('hanh')).not.toBe('');
  });

  test('is never the administrator himself', async () => {
    const { version } = personOf(await admin.get(`/people/${adminId}`));
    expect((await admin.patch(`/people/${adminId}`, { disabled: true }, version)).status).toBe(403);
    expect((await admin.get('/session')).status).toBe(200);
  });
});

describe('a role', () => {
  test('is given once under a key, and counts at once', async () => {
    const { id, hand } = await working('khanh');
    const rolesNow = async () => ((await hand.get('/session')).body.user as Person).roles;
    expect(await rolesNow()).toEqual([]);
    const key = randomUUID();
    const given = { role: 'selector', unit: 'so' };
    const first = await admin.post(`/people/${id}/roles`, given, key);
    expect([first.status, first.body]).toMatchObject([201, { version: 2, roles: [given] }]);
    expect((await admin.post(`/people/${id}/roles`, given, key)).body).toEqual(first.body);
    expect(await rolesNow()).toEqual([given]);
    const again = await admin.post(`/people/${id}/roles`, given);
    expect([again.status, paths(again)]).toEqual([422, ['role']]);
    expect((await admin.post(`/people/${randomUUID()}/roles`, given)).status).toBe(404);
    expect((await audited(service, 'role-given')).at(-1)).toMatchObject({
      person: id,
      roles: [{ ...given, from: today, to: null }],
    });
  });

  test('is ended at once by the day before today, by the version that was read', async () => {
    const { id, hand } = await working('linh', 'so', 'van-phong');
    const { holdings } = personOf(await admin.get(`/people/${id}`));
    const address = `/people/${id}/roles/${holdings[0]!.id}`;
    expect((await admin.patch(address, { to: yesterday })).status).toBe(428);
    expect((await admin.patch(address, { to: yesterday }, 5)).status).toBe(412);
    expect((await admin.patch(`/people/${id}/roles/${randomUUID()}`, { to: yesterday }, 1)).status).toBe(404);
    const past = await admin.patch(address, { to: addDays(today, -2) }, 1);
    expect([past.status, paths(past)]).toEqual([422, ['to']]);

    const ended = await admin.patch(address, { to: yesterday }, 1);
    expect([ended.status, ended.body]).toMatchObject([200, { version: 2 }]);
    // What he has open ends with it, at every desk; he logs in anew with what is left to him.
    expect((await hand.get('/session')).status).toBe(401);
    const anew = handOf(service, await service.logIn('linh'));
    expect(((await anew.get('/session')).body.user as Person).roles).toHaveLength(1);
    expect(personOf(ended).holdings).toHaveLength(2);
    const again = await admin.patch(address, { to: null }, 2);
    expect([again.status, paths(again)]).toEqual([422, ['to']]);
    expect((await audited(service, 'role-ended')).at(-1)).toMatchObject({ person: id, to: yesterday });
  });

  test('of today still counts today when today is its last day', async () => {
    const { id, holdings } = await made('mai');
    const address = `/people/${id}/roles/${holdings[0]!.id}`;
    expect((await admin.patch(address, { to: today }, 1)).body).toMatchObject({
      roles: [{ role: 'unit-officer' }],
    });
  });

  test('given by mistake is called off, and can be given again', async () => {
    const { id, holdings } = await made('nam');
    const off = await admin.patch(`/people/${id}/roles/${holdings[0]!.id}`, { to: yesterday }, 1);
    expect([off.status, personOf(off).holdings]).toEqual([200, []]);
    const given = await admin.post(`/people/${id}/roles`, { role: 'unit-officer', unit: 'van-phong' });
    expect(given.status).toBe(201);
  });

  test('is never given to oneself, nor taken from oneself', async () => {
    const { version, holdings } = personOf(await admin.get(`/people/${adminId}`));
    const mine = `/people/${adminId}/roles`;
    expect((await admin.post(mine, { role: 'head', unit: 'so' })).status).toBe(403);
    expect((await admin.patch(`${mine}/${holdings[0]!.id}`, { to: yesterday }, version)).status).toBe(403);
  });
});
