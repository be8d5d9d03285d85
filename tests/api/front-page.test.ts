import express from 'express';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages } from '../../api/pages.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

test.each(['/api', '/api/', '/api/v1'])(
  'a browser at %s is told what this is and where to go',
  async (address) => {
    const headers = { accept: browser, 'accept-language': 'vi' };
    const { status, text, headers: answered } = await service.send('GET', address, { headers });
    expect([status, answered['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('hồ sơ đề nghị khen thưởng');
    for (const link of ['"/"', '"/api/docs"', '"/api/v1/openapi.json"'])
      expect(text).toContain(`href=${link}`);
    const english = await service.send('GET', address, { headers: { ...headers, 'accept-language': 'en' } });
    expect(english.text).toContain('People work on the pages');
  },
);

test('a program at the API is told the same in JSON, and each of its addresses leads somewhere', async () => {
  const { status, body } = await service.send('GET', '/api/v1', { headers: { accept: '*/*' } });
  expect(status).toBe(200);
  for (const name of ['documentation', 'openapi'])
    expect((await service.send('GET', String(body[name]))).status).toBe(200);
});

test('where the pages are not built, a browser is told how, at every address of theirs', async () => {
  const server = express()
    .use(pages(mkdtempSync(path.join(os.tmpdir(), 'no-pages-'))))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    for (const address of ['/', '/rounds']) {
      const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
        headers: { 'accept-language': 'en' },
      });
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('npm run setup');
    }
  } finally {
    server.close();
  }
});
