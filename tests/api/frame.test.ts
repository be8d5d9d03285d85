import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpointsOf } from '../../api/endpoints.ts';
import { roles } from '../../domain/roles.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let cookie: string;
beforeAll(async () => {
  service = await startService();
  await service.addPerson('an', { role: 'administrator', unit: 'so' });
  cookie = await service.logIn('an');
  await service.addPerson('all', ...roles.map((role) => ({ role, unit: 'so' })));
});
afterAll(() => service.stop());

const get = (address: string, headers: Record<string, string> = {}) =>
  service.send('GET', address, { headers: { cookie, ...headers } });

describe('a request from another site', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('is refused at the API: %o', async (headers) => {
    const { status, body } = await get('/api/v1/session', headers);
    expect([status, body.code]).toEqual([403, 'foreign-origin']);
  });

  test('cannot log in, nor end a session', async () => {
    const origin = 'https://evil.example';
    const body = JSON.stringify({ username: 'an', password: 'x' });
    const foreign = { origin, 'content-type': 'application/json' };
    expect((await service.send('POST', '/api/v1/session', { body, headers: foreign })).status).toBe(403);
    const headers = { cookie, origin };
    expect((await service.send('DELETE', '/api/v1/session', { headers })).status).toBe(403);
    expect((await get('/api/v1/session')).status).toBe(200);
  });

  test('may follow a link to a page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await get('/', headers)).status).toBe(200);
  });

  test('passes from this site and from clients that are no browser', async () => {
    const origin = service.deps.settings.baseUrl;
    expect((await get('/api/v1/session', { origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await get('/api/v1/session', { 'sec-fetch-site': 'none' })).status).toBe(200);
    expect((await get('/api/v1/session')).status).toBe(200);
  });
});

describe('a refusal', () => {
  test('is a problem document, in Vietnamese, or in English where asked for', async () => {
    const address = `/api/v1/nominations/${randomUUID()}`;
    const { status, headers, body } = await get(address);
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toEqual({
      type: `${service.deps.settings.baseUrl}/api/v1/problems/not-found`,
      title: 'Không tìm thấy.',
      detail: 'Không tìm thấy. Kiểm tra lại địa chỉ, hoặc tìm trong danh sách.',
      status: 404,
      code: 'not-found',
      wayOut: 'Kiểm tra lại địa chỉ, hoặc tìm trong danh sách.',
      instance: headers['x-request-id'],
    });
    const english = await get(address, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.body.title).toBe('Not found.');
    expect((await get(new URL(String(body.type)).pathname)).body).toMatchObject({
      code: 'not-found',
      status: 404,
    });
  });

  test('names each wrong path, in the language asked for', async () => {
    const wrong = { username: '', password: 1, more: true };
    const { status, body } = await service.json('POST', '/session', wrong);
    expect([status, body.code]).toEqual([422, 'invalid']);
    const errors = body.errors as { path: string; message: string }[];
    expect(errors.map(({ path }) => path)).toEqual(['username', 'password', 'more']);
    expect(errors[0]?.message).toBe('Cần nhập mục này.');
    const english = await service.json('POST', '/session', wrong, { 'accept-language': 'en' });
    expect(JSON.stringify(english.body.errors)).toContain('Too small');
  });

  test.each([
    ['half a body', '{"username":', 400, 'malformed'],
    ['nothing where something is needed', '', 422, 'invalid'],
    ['null', 'null', 422, 'invalid'],
    ['a NUL that the database cannot keep', '{"username":"a\\u0000","password":"b"}', 422, 'invalid'],
    ['half of a surrogate pair', '{"username":"\\ud800","password":"b"}', 422, 'invalid'],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'malformed'],
    ['more than a megabyte', `"${'x'.repeat(1_100_000)}"`, 413, 'too-large'],
  ])('of a JSON body: %s', async (_what, text, status, code) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await service.send('POST', '/api/v1/session', { body: text, headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('of a body of another type', async () => {
    const sending = { body: 'username=an', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const answer = await service.send('POST', '/api/v1/session', sending);
    expect([answer.status, answer.body.code]).toEqual([415, 'wrong-content-type']);
  });

  test('tells a stranger nothing but that he is one, whatever he sends', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await service.send('POST', '/api/v1/nominations', { body: '{', headers });
    expect([answer.status, answer.body.code]).toEqual([401, 'not-logged-in']);
  });

  test.each([
    ['GET', '/api/v1/nominations/1', {}, 404, 'not-found'],
    ['GET', '/api/v1/nominations/%E0%A4%A', {}, 400, 'malformed'],
    ['GET', '/api/v1/nothing', {}, 404, 'not-found'],
    ['GET', '/api/v1/units?limit=0', {}, 422, 'invalid'],
    ['GET', '/api/v1/units?limit=2&limit=3', {}, 422, 'invalid'],
    ['GET', '/api/v1/units?colour=red', {}, 422, 'invalid'],
    ['GET', '/api/v1/units?cursor=%00', {}, 422, 'invalid'],
    ['GET', '/api/v1/nominations?q=%00', {}, 422, 'invalid'],
    ['GET', '/api/v1/movements/x?version=99999999999', {}, 422, 'invalid'],
    ['PUT', '/api/v1/session', {}, 405, 'method-not-allowed'],
    ['POST', '/api/v1/nominations', {}, 400, 'idempotency-key-required'],
    ['POST', '/api/v1/nominations', { 'idempotency-key': 'k'.repeat(201) }, 400, 'malformed'],
    ['PATCH', `/api/v1/nominations/${randomUUID()}`, {}, 428, 'version-required'],
  ])('%s %s %o', async (method, address, headers, status, code) => {
    const answer = await service.send(method, address, { headers: { cookie, ...headers } });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (status === 405) expect(answer.headers.allow).toBe('POST, GET, HEAD, DELETE');
  });

  const bodies = [
    '{}',
    '[]',
    '"x"',
    'null',
    '1',
    'true',
    '{"reason":{"a":[null]}}',
    '{"__proto__":{"a":1}}',
    '',
  ];
  // A stream has no end to wait for: tests/paths/events-and-audit.test.ts reads the one there is.
  const ending = endpointsOf({ rehearsal: true, demoLogin: true }).filter(
    ({ spec: { answer } }) => !('contentType' in answer) || answer.contentType !== 'text/event-stream',
  );
  test.each(ending.map(({ spec }) => [`${spec.method} ${spec.path}`, spec] as const))(
    'is never a 500, whatever %s is sent',
    async (_name, { method, path }) => {
      const own = await service.logIn('all');
      const values = path.includes('{') ? [randomUUID(), 'x', '%00'] : [''];
      for (const value of values) {
        const address = `/api/v1${path.replace(/\{\w+\}/g, value)}`;
        const headers = {
          cookie: own,
          'idempotency-key': randomUUID(),
          'if-match': '"1"',
          'content-type': 'application/json',
        };
        for (const body of method === 'get' ? [undefined] : bodies) {
          const answer = await service.send(method, address, {
            headers,
            ...(body === undefined ? {} : { body }),
          });
          expect(answer.status, `${address} ${String(body)}: ${answer.text}`).toBeLessThan(500);
        }
      }
    },
  );

  test('where the database is away says so, and when to come again, and not a word of why', async () => {
    const answer = await failingWith(
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'P1001' }),
    );
    expect([answer.status, answer.body.code]).toEqual([503, 'unavailable']);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.text).not.toContain('10.0.0.7');
  });

  test('of a value that only the database knows to be wrong is no failure of ours', async () => {
    const data = { date: new Date('0000-01-01'), kind: 'off', status: 'confirmed', source: 'x' };
    const failure: unknown = await service.deps.db.calendarDay
      .create({ data })
      .catch((reason: unknown) => reason);
    const answer = await failingWith(failure instanceof Error ? failure : new Error('it was stored'));
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid']);
  });

  test('of a file that its reader no longer wants is no failure, and no answer', async () => {
    const error = vi.spyOn(service.deps.logger, 'error');
    const left = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
    await expect(failingWith(left)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(error).not.toHaveBeenCalled();
    await failingWith(new Error('anything else'));
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });

  test('of what nobody foresaw shows nothing of it', async () => {
    const answer = await failingWith(new Error('duplicate key value: Nguyễn Thị An'));
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/An"|duplicate|at /);
  });
});

/** What a client sees where the clock, which every login reads, fails so. */
async function failingWith(failure: Error) {
  const { clock } = service.deps;
  service.deps.clock = () => Promise.reject(failure);
  try {
    return await get('/api/v1/session');
  } finally {
    service.deps.clock = clock;
  }
}

describe('every answer', () => {
  test('carries the headers that keep browsers safe', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect((await get('/api/v1/units')).headers['cache-control']).toBe('no-store');
  });
});

describe('the pages of the API document', () => {
  test('load everything from here, without inline scripts', async () => {
    const { status, text, headers } = await get('/api/docs');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources).toHaveLength(3);
    for (const source of sources) {
      expect(source).toMatch(/^\/api\/docs\//);
      expect((await get(source)).status).toBe(200);
    }
    expect((await get('/api/v1/openapi.json')).body.openapi).toBe('3.1.0');
  });
});

describe('a list', () => {
  test('is read page by page, each row once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await get(`/api/v1/units?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(body.total).toBe(2);
      seen.push(...(body.items as { code: string }[]).map(({ code }) => code));
      cursor = body.nextCursor as string | null;
    }
    expect(seen).toEqual(['so', 'van-phong']);
  });

  test('of people shows addresses to administrators only', async () => {
    await service.addPerson('binh', { role: 'auditor', unit: 'so' });
    const asAuditor = { cookie: await service.logIn('binh') };
    expect((await get('/api/v1/people')).text).toContain('an@demo.example');
    expect((await get('/api/v1/people', asAuditor)).text).not.toContain('demo.example');
  });
});

describe('health', () => {
  test('is live at once, and ready only when every part has been reached', async () => {
    for (const under of ['', '/api/v1']) {
      expect((await service.send('GET', `${under}/health/live`)).status).toBe(200);
      const { status, body } = await service.send('GET', `${under}/health/ready`);
      expect([status, body.missing]).toEqual([503, ['smtp', 'temporal', 'worker']]);
    }
  });
});

describe('a page behind a link', () => {
  const address = `/nominations/${randomUUID()}`;

  test("is the pages' document, whose styles carry the nonce of this one answer", async () => {
    const noncesOf = async () => {
      const { status, headers, text } = await service.send('GET', address);
      expect(status).toBe(200);
      const policy = String(headers['content-security-policy']);
      const nonce = /style-src 'self' 'nonce-([\w+/=]+)'/.exec(policy)?.[1] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(text).toContain(`nonce="${nonce}"`);
      // Everything comes from this site, and nothing runs that is written in the document.
      expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
      expect(text).not.toMatch(/<script(?![^>]* src=)/);
      return nonce;
    };
    expect(await noncesOf()).not.toBe(await noncesOf());
  });

  test('lets its files be kept, the document looked for again, and nothing else be found', async () => {
    const { headers, text } = await service.send('GET', address);
    expect(headers['cache-control']).toBe('no-cache');
    const script = / src="(\/assets\/[^"]+\.js)"/.exec(text)?.[1] ?? '';
    const file = await service.send('GET', script, { headers: { 'accept-encoding': 'gzip' } });
    expect([file.status, file.headers['cache-control'], file.headers['content-encoding']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'gzip',
    ]);
    for (const missing of ['/assets/none.js', '/api/none', '/index.html.map', '/%2e%2e/package.json'])
      expect((await service.send('GET', missing)).status).toBe(404);
  });
});
