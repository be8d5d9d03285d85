import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { hashPassword } from '../../api/passwords.ts';
import { isForTrying } from '../../scripts/instance.ts';
import { SettingsError, readSettings } from '../../settings.ts';
import { cookieOf, password, startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
const file = () => path.join(service.dataDir, 'demo-accounts.json');
const account = (username: string, secret = password) => ({
  ...{ username, password: secret, displayName: 'Nguyễn Thị An', email: `${username}@demo.example` },
  roles: [{ role: 'office-reviewer', unit: 'van-phong' }],
  organization: 'so',
});
const tryAs = (username: string, headers: Record<string, string> = {}) =>
  service.json('POST', '/session/demo', { username }, headers);
const list = (headers: Record<string, string> = {}) =>
  service.send('GET', '/api/v1/session/demo', { headers });

beforeAll(async () => {
  service = await startService();
  for (const username of ['an', 'binh', 'that'])
    await service.addPerson(username, { role: 'office-reviewer', unit: 'van-phong' });
});
afterAll(() => service.stop());
beforeEach(() => writeFileSync(file(), JSON.stringify([account('an'), account('binh')])));

describe('the demonstration accounts at the log-in', () => {
  test('are listed with role, unit and organization, and without what is secret', async () => {
    const { status, body, text } = await list();
    expect(status).toBe(200);
    expect(body.accounts).toEqual(
      ['an', 'binh'].map((username) => ({
        ...{ username, displayName: 'Nguyễn Thị An', role: 'office-reviewer' },
        unit: { code: 'van-phong', name: 'Văn phòng' },
        organization: { code: 'so', name: 'Sở' },
      })),
    );
    expect(text).not.toContain(password);
  });

  test('log in by their name alone', async () => {
    const { status, headers } = await tryAs('an');
    expect(status).toBe(200);
    const me = await service.send('GET', '/api/v1/session', { headers: { cookie: cookieOf(headers) } });
    expect(me.body).toMatchObject({ user: { username: 'an' } });
  });

  test('are they alone: not a person whom an administrator has entered, nor one who has set a password', async () => {
    await service.deps.db.person.update({
      where: { username: 'binh' },
      data: { passwordHash: await hashPassword('mật khẩu của riêng Bình') },
    });
    for (const [username, expected] of [
      ['that', 404],
      ['nobody', 404],
      ['binh', 401],
    ] as const) {
      const { status, headers } = await tryAs(username);
      expect([username, status, headers['set-cookie']]).toEqual([username, expected, undefined]);
    }
  });

  test.each([
    ['a name that is made to lead here', { host: 'thi-dua.attacker.example:3000' }],
    ['an address of the network', { host: '192.168.1.20:3000' }],
    ['a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['a proxy that says so in the standard way', { forwarded: 'for=127.0.0.1' }],
  ])('are not to be had by way of %s', async (_way, headers) => {
    expect((await list(headers)).status).toBe(404);
    const { status, headers: answered } = await tryAs('an', headers);
    expect([status, answered['set-cookie']]).toEqual([404, undefined]);
  });

  test('are not to be had by a page of another site', async () => {
    const headers = { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' };
    expect((await tryAs('an', headers)).status).toBe(403);
  });

  test('are none where no file was written', async () => {
    rmSync(file());
    expect((await list()).body).toEqual({ accounts: [] });
    expect((await tryAs('an')).status).toBe(404);
  });
});

describe('a service that is not for trying', () => {
  test('has no such address, even beside a file of accounts that fit', async () => {
    const settings = { ...service.deps.settings, demoLogin: false };
    const server = createServer(createApp({ ...service.deps, settings })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ username: 'an' });
    try {
      expect((await fetch(`${api}/session/demo`)).status).toBe(404);
      expect((await fetch(`${api}/session/demo`, { method: 'POST', headers, body })).status).toBe(404);
      const document = (await (await fetch(`${api}/openapi.json`)).json()) as { paths: object };
      expect(document.paths).not.toHaveProperty('/session/demo');
    } finally {
      server.close();
    }
  });

  const outside = {
    DATABASE_URL: 'postgresql://db/thi_dua',
    TEMPORAL_ADDRESS: 'temporal:7233',
    SMTP_URL: 'smtp://mail',
    BASE_URL: 'https://thi-dua.example',
  };

  test.each([
    ['in production', { ...outside, NODE_ENV: 'production' }],
    ['where other machines reach it', { HOST: '0.0.0.0' }],
    ['where other machines reach it by IPv6', { HOST: '::' }],
  ])('does not start with it: %s', (_where, env) => {
    expect(() => readSettings({ ...env, DEMO_LOGIN: '1' })).toThrow(SettingsError);
    expect(() => readSettings({ ...env, DEMO_LOGIN: '1' })).toThrow(/DEMO_LOGIN: refused/);
    expect(isForTrying(readSettings(env))).toBe(false);
  });

  test.each(Object.entries(outside).slice(0, 3))('is one that has %s of its own', (name, value) => {
    expect(isForTrying(readSettings({}))).toBe(true);
    expect(isForTrying(readSettings({ [name]: value }))).toBe(false);
  });
});
