import { afterAll, beforeAll, expect, test } from 'vitest';
import { audited, paths } from './support/administration.ts';
import { password, startService } from './support/service.ts';
import type { Service } from './support/service.ts';

/** Changing one's own password. */
let service: Service;
const chosen = 'mật khẩu của riêng tôi';

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const change = (cookie: string, current: string, given: string) =>
  service.json('PUT', '/session/password', { current, password: given }, { cookie });
const logIn = async (username: string, given: string) =>
  (await service.json('POST', '/session', { username, password: given })).status;
const whoIs = async (cookie: string) =>
  (await service.send('GET', '/api/v1/session', { headers: { cookie } })).status;

test('whoever knows his old one takes a new one, stays logged in here and is logged out everywhere else', async () => {
  const id = await service.addPerson('binh', { role: 'unit-officer', unit: 'van-phong' });
  const [here, elsewhere] = [await service.logIn('binh'), await service.logIn('binh')];
  const answer = await change(here, password, chosen);
  expect([answer.status, answer.body]).toEqual([200, { username: 'binh' }]);
  expect([await whoIs(here), await whoIs(elsewhere)]).toEqual([200, 401]);
  expect([await logIn('binh', password), await logIn('binh', chosen)]).toEqual([401, 200]);
  expect(await audited(service, 'password-changed')).toEqual([{ sessions: 1, tokens: 0 }]);
  expect(
    await service.deps.db.auditEntry.count({ where: { action: 'password-changed', personId: id } }),
  ).toBe(1);
});

test('a wrong old one and a new one that will not do change nothing, and guesses are counted in their session alone', async () => {
  await service.addPerson('chau', { role: 'unit-officer', unit: 'van-phong' });
  const cookie = await service.logIn('chau');
  for (const given of ['1234567', 'chau-2026!', 'Chau@chau@chau', 'matkhau123456']) {
    const refused = await change(cookie, password, given);
    expect([given, refused.status, paths(refused)]).toEqual([given, 422, ['password']]);
  }
  for (let guess = 0; guess < 10; guess++) {
    const wrong = await change(cookie, `sai ${guess}`, chosen);
    expect([wrong.status, paths(wrong)]).toEqual([422, ['current']]);
  }
  expect((await change(cookie, password, chosen)).status).toBe(429);
  expect(await logIn('chau', password)).toBe(200);
  expect((await change(await service.logIn('chau'), password, chosen)).status).toBe(200);
});
