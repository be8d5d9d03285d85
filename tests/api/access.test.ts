import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOf, paths } from './support/administration.ts';
import { cookieOf, password, startService } from './support/service.ts';
import type { Answer, Service } from './support/service.ts';

/** How people come in and go out, and what of it a stranger can spoil. */
let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const attempt = (username: string, given: string, headers: Record<string, string> = {}) =>
  service.json('POST', '/session', { username, password: given }, headers);
const add = (username: string) => service.addPerson(username, { role: 'office-reviewer', unit: 'van-phong' });
const deviceOf = ({ headers }: Answer): string =>
  headers['set-cookie']?.find((cookie) => cookie.startsWith('device='))?.split(';')[0] ?? '';
const whoIs = async (headers: Record<string, string>) =>
  (await service.send('GET', '/api/v1/session', { headers })).status;
/** Ten wrong passwords under a name, from where its person has never been. */
async function lockOut(username: string): Promise<void> {
  for (let i = 0; i < 10; i++) expect((await attempt(username, `sai ${i}`)).status).toBe(401);
  expect((await attempt(username, password)).status).toBe(429);
}
const trailOf = async (personId: string) =>
  (await service.deps.db.auditEntry.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map(
    ({ action, organization }) => `${organization} ${action}`,
  );

describe("a stranger's wrong passwords", () => {
  test('stop nobody who is logged in: a vote is confirmed and a password changed all the same', async () => {
    await add('an');
    const cookie = await service.logIn('an');
    await lockOut('an');
    const confirmed = await service.json('POST', '/session/confirm', { password }, { cookie });
    expect([confirmed.status, confirmed.body]).toEqual([200, { confirmed: true }]);
    const chosen = 'bốn con thuyền trên sông';
    const body = { current: password, password: chosen };
    expect((await service.json('PUT', '/session/password', body, { cookie })).status).toBe(200);
  });

  test('stop nobody on a device on which they have logged in before, and the device opens nothing', async () => {
    await add('binh');
    const first = await attempt('binh', password);
    const device = deviceOf(first);
    expect(first.headers['set-cookie']?.[1]).toMatch(
      /^device=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(JSON.stringify(await service.deps.db.loginDevice.findMany())).not.toContain(device.slice(7));
    await lockOut('binh');
    const again = await attempt('binh', password, { cookie: device });
    expect([again.status, deviceOf(again)]).toEqual([200, device]);
    expect(await whoIs({ cookie: device })).toBe(401);
  });

  test('count on a known device by themselves: ten there wait too, and stop nobody elsewhere', async () => {
    await add('chau');
    const cookie = deviceOf(await attempt('chau', password));
    for (let i = 0; i < 10; i++) expect((await attempt('chau', 'sai', { cookie })).status).toBe(401);
    expect((await attempt('chau', password, { cookie })).status).toBe(429);
    expect((await attempt('chau', password)).status).toBe(200);
  });

  test("are not helped by another's device, nor by one that a stranger made up", async () => {
    await add('dung');
    await add('giang');
    const others = deviceOf(await attempt('giang', password));
    await lockOut('dung');
    for (const cookie of [others, `device=${'a'.repeat(43)}`])
      expect((await attempt('dung', password, { cookie })).status).toBe(429);
    const planted = await attempt('giang', password, { cookie: `device=${'a'.repeat(43)}` });
    expect(deviceOf(planted)).not.toContain('aaaa');
  });
});

test('a name is the same with capitals and blanks, wide letters and what shows nothing, as keyboards type it', async () => {
  await add('ha.thu');
  for (const typed of [' Ha.Thu ', 'HA.THU\u00a0', '\u200bha.thu\ufeff', 'ｈａ.ｔｈｕ'])
    expect((await attempt(typed, password)).status).toBe(200);
});

describe('a person sees where they are logged in', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

  test('by browser and system, and ends what they do not know', async () => {
    const id = await add('khanh');
    const here = cookieOf((await attempt('khanh', password, { 'user-agent': windows })).headers);
    const there = await service.logIn('khanh');
    await add('other');
    const other = await service.logIn('other');
    const listed = await handOf(service, here).get('/sessions');
    const items = listed.body.items as { id: string; agent: string; current: boolean }[];
    expect(items.map(({ agent, current }) => [agent, current]).toSorted()).toEqual([
      ['', false],
      ['Chrome, Windows', true],
    ]);
    const address = `/api/v1/sessions/${items.find(({ current }) => !current)?.id}`;
    const end = (cookie: string) => service.send('DELETE', address, { headers: { cookie } });
    expect((await end(other)).status).toBe(404);
    expect((await end(here)).status).toBe(204);
    expect([await whoIs({ cookie: there }), await whoIs({ cookie: here })]).toEqual([401, 200]);
    expect((await trailOf(id)).at(-1)).toBe('so session-ended');
  });
});

describe('a token', () => {
  const make = (cookie: string, days = 5) =>
    service.json('POST', '/api-tokens', { name: 'máy', days }, { cookie, 'idempotency-key': randomUUID() });

  test('is made with a password of the last minutes only, whatever the deployment asks for', async () => {
    const personId = await add('lan');
    const cookie = await service.logIn('lan');
    const confirmedAt = new Date(Date.now() - 16 * 60_000);
    await service.deps.db.loginSession.updateMany({ where: { personId }, data: { confirmedAt } });
    expect((await make(cookie)).body.code).toBe('confirmation-required');
    await service.json('POST', '/session/confirm', { password }, { cookie });
    expect((await make(cookie)).status).toBe(201);
  });

  test('dies with the password, whether it is changed or set anew by a link', async () => {
    const id = await add('mai');
    const cookie = await service.logIn('mai');
    const bearer = async () => ({ authorization: `Bearer ${String((await make(cookie)).body.token)}` });
    const first = await bearer();
    expect(await whoIs(first)).toBe(200);
    const chosen = 'chín bông hoa trong vườn';
    await service.json('PUT', '/session/password', { current: password, password: chosen }, { cookie });
    expect(await whoIs(first)).toBe(401);
    const second = await bearer();
    const token = randomUUID();
    const { hashToken } = await import('../../api/current-person.ts');
    const invitation = {
      personId: id,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + 60_000),
    };
    await service.deps.db.invitation.create({ data: invitation });
    expect((await service.json('POST', '/session/password', { token, password })).status).toBe(200);
    expect([await whoIs(second), await whoIs({ cookie })]).toEqual([401, 401]);
  });

  test("is no way to try a person's passwords, nor to end their sessions", async () => {
    await add('nam');
    const cookie = await service.logIn('nam');
    const authorization = `Bearer ${String((await make(cookie)).body.token)}`;
    const confirm = await service.json('POST', '/session/confirm', { password }, { authorization });
    const body = { current: password, password: 'mười hai con giáp đi chợ' };
    const change = await service.json('PUT', '/session/password', body, { authorization });
    expect([confirm.status, change.status]).toEqual([403, 403]);
  });
});

describe('the trail', () => {
  test('says how somebody came in and went out, in the organization that looks after them', async () => {
    const id = await add('oanh');
    await attempt('oanh', 'sai');
    const cookie = await service.logIn('oanh');
    await service.json('POST', '/session/confirm', { password: 'sai' }, { cookie });
    await service.json('POST', '/session/confirm', { password }, { cookie });
    const key = { cookie, 'idempotency-key': randomUUID() };
    const made = await service.json('POST', '/api-tokens', { name: 'máy' }, key);
    await service.deps.db.apiToken.updateMany({ where: { personId: id }, data: { expiresAt: new Date() } });
    const authorization = `Bearer ${String(made.body.token)}`;
    expect([await whoIs({ authorization }), await whoIs({ authorization })]).toEqual([401, 401]);
    await service.send('DELETE', '/api/v1/session', { headers: { cookie } });
    expect(await trailOf(id)).toEqual([
      ...['so login-failed', 'so logged-in', 'so confirmation-failed', 'so password-confirmed'],
      ...['so token-made', 'so token-expired', 'so logged-out'],
    ]);
  });

  test('knows of an attempt under a name that nobody has, and not the name', async () => {
    await attempt('khong-ai-ten-nay', 'sai');
    const rows = await service.deps.db.auditEntry.findMany({
      where: { action: 'login-failed', personId: null },
    });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows.map(({ detail }) => detail))).not.toContain('khong-ai');
  });

  test('does not grow without end by names that nobody has', async () => {
    const before = await service.deps.db.auditEntry.count({ where: { personId: null } });
    for (let i = 0; i < 70; i++) await attempt(`khong-co-${i}`, 'sai');
    const after = await service.deps.db.auditEntry.count({ where: { personId: null } });
    expect(after - before).toBeLessThanOrEqual(60);
  });
});

describe('a new password', () => {
  const change = async (username: string, chosen: string) => {
    const cookie = await service.logIn(username);
    return service.json('PUT', '/session/password', { current: password, password: chosen }, { cookie });
  };

  test.each([
    ['short', 'xK9#mQ2$vL7'],
    ['common', '12345678'],
    ['common and long enough', 'password1234'],
    ['common here', 'Mật khẩu 2026'],
    ['a walk over the keys', 'qwertyuiop123'],
    ['one sign again and again', 'aaaaaaaaaaaaaaaa'],
    ['made of the name', 'NguyenThiAn1990'],
    ['made of the user name', 'phuong@phuong'],
  ])('is refused where it is %s', async (_what, chosen) => {
    if ((await service.deps.db.person.count({ where: { username: 'phuong' } })) === 0) await add('phuong');
    const answer = await change('phuong', chosen);
    expect([answer.status, paths(answer)]).toEqual([422, ['password']]);
  });

  test('is the same from every keyboard, also where an old hash is of another form', async () => {
    const id = await add('quynh');
    const form = 'Thuyền về bến cũ chiều nay';
    expect((await change('quynh', form.normalize('NFD'))).status).toBe(200);
    expect((await attempt('quynh', form.normalize('NFC'))).status).toBe(200);
    // Windows' own keyboard: the letter with its hat, then the tone.
    const windows = 'Thuyê\u0300n vê\u0300 bê\u0301n cu\u0303 chiê\u0300u nay';
    const copied = form.replaceAll(' ', '\u00a0');
    const forms = [form.normalize('NFC'), form.normalize('NFD'), windows];
    for (const typed of [...forms, copied]) expect((await attempt('quynh', typed)).status).toBe(200);
    for (const kept of forms) {
      const passwordHash = await hash(kept);
      await service.deps.db.person.update({ where: { id }, data: { passwordHash } });
      for (const typed of forms) expect((await attempt('quynh', typed)).status).toBe(200);
    }
    expect((await attempt('quynh', 'Thuyen ve ben cu chieu nay')).status).toBe(401);
  });
});
