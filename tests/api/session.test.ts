import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { cookieOf, password, startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let an: string;
beforeAll(async () => {
  service = await startService();
  an = await service.addPerson('an', { role: 'office-reviewer', unit: 'van-phong' });
});
afterAll(() => service.stop());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const tokenIn = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1);
const whoIs = (headers: Record<string, string>) => service.send('GET', '/api/v1/session', { headers });

describe('logging in', () => {
  test('answers as the contract says and keeps only the hash of the token', async () => {
    const { status, body, headers } = await service.json('POST', '/session', { username: 'an', password });
    expect(status).toBe(200);
    expect(body).toEqual({
      user: {
        username: 'an',
        displayName: 'Nguyễn Thị An',
        email: 'an@demo.example',
        roles: [{ role: 'office-reviewer', unit: 'van-phong' }],
        organization: 'so',
      },
    });
    expect(headers['set-cookie']?.[0]).toMatch(
      /^session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(headers['cache-control']).toBe('no-store');
    const stored = await service.deps.db.loginSession.findMany({ where: { personId: an } });
    expect(stored.map((row) => row.tokenHash)).toContain(sha256(tokenIn(cookieOf(headers))));
    expect((await whoIs({ cookie: cookieOf(headers) })).body).toEqual(body);
  });

  test('gives a new token each time, whatever cookie came along', async () => {
    const planted = `session=${'a'.repeat(43)}`;
    const { headers } = await service.json(
      'POST',
      '/session',
      { username: 'an', password },
      { cookie: planted },
    );
    expect(cookieOf(headers)).not.toBe(planted);
    expect((await whoIs({ cookie: planted })).status).toBe(401);
  });

  test('ends the session that came along, and no other', async () => {
    const [here, elsewhere] = [await service.logIn('an'), await service.logIn('an')];
    await service.json('POST', '/session', { username: 'an', password: 'sai' }, { cookie: here });
    expect((await whoIs({ cookie: here })).status).toBe(200);
    await service.json('POST', '/session', { username: 'an', password }, { cookie: here });
    expect((await whoIs({ cookie: here })).status).toBe(401);
    expect((await whoIs({ cookie: elsewhere })).status).toBe(200);
  });

  test('answers the same to a wrong password, an unknown name and a disabled person', async () => {
    const gone = await service.addPerson('gone');
    await service.deps.db.person.update({ where: { id: gone }, data: { disabledAt: new Date() } });
    const attempts = [
      { username: 'an', password: 'sai' },
      { username: 'nobody', password },
      { username: 'gone', password },
    ];
    for (const attempt of attempts) {
      const { status, body, headers } = await service.json('POST', '/session', attempt);
      expect([status, body.code]).toEqual([401, 'wrong-credentials']);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('ten failures of a name make it wait, and nobody else', async () => {
    await service.addPerson('binh');
    const attempt = (username: string, given: string) =>
      service.json('POST', '/session', { username, password: given });
    for (let i = 0; i < 10; i++) expect((await attempt('binh', 'sai')).status).toBe(401);
    const refused = await attempt('binh', password);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);
    expect((await attempt('an', password)).status).toBe(200);
  });

  test('many guesses at once are no way around it', async () => {
    await service.addPerson('chau');
    const attempt = (given: string) =>
      service.json('POST', '/session', { username: 'chau', password: given });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => attempt(`sai ${i}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect((await attempt(password)).status).toBe(429);
  });
});

test('under TLS the cookie is one that no other host of the domain can set, and the plain one is no good', async () => {
  const { deps } = service;
  const server = createServer(createApp({ ...deps, settings: { ...deps.settings, secureCookies: true } }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/session`;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'an', password }),
  });
  const [given = '', device] = answer.headers.getSetCookie();
  expect(device).toMatch(/^__Host-device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(given).toMatch(/^__Host-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
  const cookie = given.split(';')[0] ?? '';
  const statusWith = async (sent: string) => (await fetch(address, { headers: { cookie: sent } })).status;
  expect(await statusWith(cookie)).toBe(200);
  expect(await statusWith(cookie.replace('__Host-', ''))).toBe(401);
  server.closeAllConnections();
  server.close();
});

describe('a session', () => {
  const aged = async (data: { lastSeenAt?: Date; expiresAt?: Date }) => {
    const cookie = await service.logIn('an');
    const tokenHash = sha256(tokenIn(cookie));
    await service.deps.db.loginSession.update({ where: { tokenHash }, data });
    return (await whoIs({ cookie })).status;
  };
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

  test('ends after 8 idle hours and at its latest time, whatever the rehearsal clock says', async () => {
    expect(await aged({ lastSeenAt: ago(7.9) })).toBe(200);
    expect(await aged({ lastSeenAt: ago(8.1) })).toBe(401);
    expect(await aged({ expiresAt: ago(0.01) })).toBe(401);
    await service.deps.db.rehearsalClock.create({ data: { id: 1, offsetMs: 40n * 86_400_000n } });
    expect(await aged({})).toBe(200);
    await service.deps.db.rehearsalClock.delete({ where: { id: 1 } });
  });

  test('ends on the server when one logs out', async () => {
    const cookie = await service.logIn('an');
    const { status, headers } = await service.send('DELETE', '/api/v1/session', { headers: { cookie } });
    expect(status).toBe(204);
    expect(headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await whoIs({ cookie })).status).toBe(401);
  });

  test('has the roles of today: what is taken away has effect at once', async () => {
    const { db } = service.deps;
    const id = await service.addPerson('dung', { role: 'head', unit: 'so' }, { role: 'auditor', unit: 'so' });
    const cookie = await service.logIn('dung');
    const rolesNow = async () => ((await whoIs({ cookie })).body.user as { roles: { role: string }[] }).roles;
    expect(await rolesNow()).toHaveLength(2);
    const where = { personId: id, role: 'head' };
    await db.roleHolding.updateMany({ where, data: { validTo: new Date('2022-12-31') } });
    expect(await rolesNow()).toEqual([{ role: 'auditor', unit: 'so' }]);
    await db.person.update({ where: { id }, data: { disabledAt: new Date() } });
    expect((await whoIs({ cookie })).status).toBe(401);
  });

  test('can confirm that it is still he', async () => {
    const cookie = await service.logIn('an');
    const confirm = (given: string) =>
      service.json('POST', '/session/confirm', { password: given }, { cookie });
    expect((await confirm(password)).body).toEqual({ confirmed: true });
    expect((await confirm('sai')).status).toBe(401);
  });
});

test('votes and decisions want a password of late, where the deployment asks for it', async () => {
  const { deps } = service;
  await service.addPerson('ha', { role: 'head', unit: 'so' });
  const cookie = await service.logIn('ha');
  const votes = [{ nominationId: randomUUID(), choice: 'approve', receipt: 'a'.repeat(32) }];
  const decision = { number: '1/QĐ', decidedOn: '2026-01-01', signedBy: 'An', awarded: [randomUUID()] };
  const answers = async (headers: Record<string, string>) => [
    (await service.json('POST', `/council-sessions/${randomUUID()}/ballots`, { votes }, headers)).body.code,
    (await service.json('POST', '/decisions', decision, { ...headers, 'idempotency-key': randomUUID() })).body
      .code,
  ];
  const judged = ['not-found', 'invalid'];
  const refused = ['confirmation-required', 'confirmation-required'];
  const aged = (minutes: number) => {
    const confirmedAt = new Date(Date.now() - minutes * 60_000);
    const where = { tokenHash: sha256(tokenIn(cookie)) };
    return deps.db.loginSession.update({ where, data: { confirmedAt } });
  };
  const token = await service.json(
    ...(['POST', '/api-tokens', { name: 'máy' }, { cookie, 'idempotency-key': randomUUID() }] as const),
  );
  await aged(600);
  expect(await answers({ cookie })).toEqual(judged);
  Object.assign(deps.settings, { confirmationMinutes: 15 });
  try {
    expect(await answers({ cookie })).toEqual(refused);
    expect(await answers({ cookie: await service.logIn('ha') })).toEqual(judged);
    await service.json('POST', '/session/confirm', { password: 'sai' }, { cookie });
    expect(await answers({ cookie })).toEqual(refused);
    await service.json('POST', '/session/confirm', { password }, { cookie });
    expect(await answers({ cookie })).toEqual(judged);
    await aged(14);
    expect(await answers({ cookie })).toEqual(judged);
    await aged(16);
    expect(await answers({ cookie })).toEqual(refused);
    expect(await answers({ authorization: `Bearer ${String(token.body.token)}` })).toEqual(refused);
  } finally {
    Object.assign(deps.settings, { confirmationMinutes: 0 });
  }
});

describe("a machine's token", () => {
  const ask = (cookie: string, body: unknown, key: string) =>
    service.json('POST', '/api-tokens', body, { cookie, 'idempotency-key': key });

  test('works until it is revoked or has expired, is kept as a hash and never shown again', async () => {
    const cookie = await service.logIn('an');
    const { status, body } = await ask(cookie, { name: 'báo cáo', days: 30 }, randomUUID());
    expect(status).toBe(201);
    const token = String(body.token);
    const authorization = `Bearer ${token}`;
    expect((await whoIs({ authorization })).status).toBe(200);
    const where = { id: String(body.id) };
    const row = await service.deps.db.apiToken.findUniqueOrThrow({ where });
    expect(row.tokenHash).toBe(sha256(token));
    const listed = await service.send('GET', '/api/v1/api-tokens', { headers: { cookie } });
    expect(listed.body.total).toBe(1);
    expect(listed.text).not.toContain(token);
    await service.deps.db.apiToken.update({ where, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await whoIs({ authorization })).status).toBe(401);
    await service.deps.db.apiToken.update({ where, data: { expiresAt: new Date(Date.now() + 60_000) } });
    const revoked = await service.send('DELETE', `/api/v1/api-tokens/${where.id}`, { headers: { cookie } });
    expect(revoked.status).toBe(204);
    expect((await whoIs({ authorization })).status).toBe(401);
  });

  test('is made once under a key, by a session only, and revoked by its owner only', async () => {
    const cookie = await service.logIn('an');
    const key = randomUUID();
    const first = await ask(cookie, { name: 'một' }, key);
    expect((await ask(cookie, { name: 'một' }, key)).body).toEqual(first.body);
    expect((await ask(cookie, { name: 'hai' }, key)).body.code).toBe('key-reused');
    const authorization = `Bearer ${String(first.body.token)}`;
    const headers = { authorization, 'idempotency-key': randomUUID() };
    expect((await service.json('POST', '/api-tokens', { name: 'ba' }, headers)).status).toBe(403);
    await service.addPerson('giang');
    const other = { cookie: await service.logIn('giang') };
    const address = `/api/v1/api-tokens/${String(first.body.id)}`;
    expect((await service.send('DELETE', address, { headers: other })).status).toBe(404);
  });
});
