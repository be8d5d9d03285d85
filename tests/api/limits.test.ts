import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Limits } from '../../api/limits.ts';
import { pdf } from '../../acceptance/demo/basics.ts';
import { password, startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let limits: Limits;
beforeAll(async () => {
  service = await startService();
  ({ limits } = service.deps);
  for (const name of ['an', 'binh', 'chau']) await service.addPerson(name, { role: 'auditor', unit: 'so' });
});
afterEach(() => {
  service.deps.limits = limits;
});
afterAll(() => service.stop());

/** As another process of the API has them, or the same one after a restart. */
const limited = (given: Partial<{ requestsPerMinute: number; uploadMegabytesPerDay: number }>) => {
  service.deps.limits = new Limits(service.deps.db, { ...service.deps.settings.limits, ...given });
};
const logIn = (username: string, given: string) =>
  service.json('POST', '/session', { username, password: given });

test('failures of a name are remembered over a restart and by all processes, without the name', async () => {
  for (let i = 0; i < 10; i++) {
    limited({});
    expect((await logIn('an', `sai ${i}`)).status).toBe(401);
  }
  limited({});
  expect((await logIn('an', password)).status).toBe(429);
  expect((await logIn('binh', password)).status).toBe(200);
  expect(JSON.stringify(await service.deps.db.spending.findMany())).not.toMatch(/\ban\b|binh/);
});

test('requests are counted for a person, not for the address that an office shares', async () => {
  const [here, there, colleague] = [
    await service.logIn('binh'),
    await service.logIn('binh'),
    await service.logIn('chau'),
  ];
  limited({ requestsPerMinute: 4 });
  const ask = (cookie: string) => service.send('GET', '/api/v1/session', { headers: { cookie } });
  for (const cookie of [here, there, here, there]) expect((await ask(cookie)).status).toBe(200);
  const { status, headers, body } = await ask(here);
  expect([status, body.code]).toEqual([429, 'too-many-requests']);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  expect((await ask(colleague)).status).toBe(200);
});

test('what a person uploads in a day ends, and nothing more of it is read', async () => {
  const cookie = await service.logIn('chau');
  limited({ uploadMegabytesPerDay: 1 });
  const upload = (bytes: Buffer) => {
    const form = [
      Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'),
      bytes,
      Buffer.from('\r\n--x--\r\n'),
    ];
    const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
    return service.send('POST', '/api/v1/files', { body: Buffer.concat(form), headers });
  };
  expect((await upload(pdf('a'.repeat(600 * 1024)))).status).toBe(201);
  expect((await upload(pdf('b'.repeat(600 * 1024)))).status).toBe(201);
  const { status, headers, body } = await upload(pdf('c'));
  expect([status, body.code]).toEqual([429, 'too-many-uploads']);
  expect(Number(headers['retry-after'])).toBeGreaterThan(86_000);
  expect(await service.deps.db.upload.count()).toBe(2);
});
