import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../api/endpoint.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { receiveFile } from '../../api/files.ts';
import { mount } from '../../api/mount.ts';
import { answerUnreadable } from '../../api/unreadable.ts';
import type { Refusal } from '../../domain/problems.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let cookie: string;
beforeAll(async () => {
  service = await startService();
  await service.addPerson('an', { role: 'office-reviewer', unit: 'van-phong' });
  cookie = await service.logIn('an');
});
afterAll(() => service.stop());

/** What an act says may all be left away: without its words it would still be one. */
const words = z.object({ note: z.string().optional() });
const common = { method: 'post', path: '/', tag: 'x', summary: 'x', login: true } as const;
const answer = { status: 200, schema: words } as const;
const acts: [string, string, string, Endpoint][] = [
  [
    'with words',
    'application/json',
    JSON.stringify({ note: 'Hồ sơ đủ điều kiện.' }),
    endpoint({ ...common, body: words, answer }, ({ body }) => Promise.resolve(body)),
  ],
  [
    'with a file',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n%%EOF\r\n--x--\r\n',
    endpoint({ ...common, body: 'multipart', answer }, async (call) => {
      await receiveFile(call, { fields: [] });
      return {};
    }),
  ],
];

test.each(acts)('an act %s whose sender left before it was read is none', async (_name, type, body, act) => {
  const app = express();
  const deps = { ...service.deps };
  const ended = new Promise<string>((resolve) => {
    const handle: Endpoint['handle'] = (call) => act.handle(call).then(() => resolve('done'));
    mount(app, { ...act, handle }, deps);
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows it by its four parameters
    const refused: express.ErrorRequestHandler = (failure: Refusal, _req, _res, _next) => {
      resolve(failure.code);
    };
    app.use(refused);
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const gone = once(server, 'connection').then(([one]) => once(one as NodeJS.EventEmitter, 'close'));
  // A slow database: who asks is known only when he has left.
  deps.clock = async () => {
    socket.destroy();
    await gone;
    return service.deps.clock();
  };
  const length = Buffer.byteLength(body);
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
  expect(await ended).toBe('malformed');
  server.close();
});

test('what is no HTTP is answered as any other refusal', async () => {
  const server = createServer();
  answerUnreadable(server, service.deps.settings);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: [d7Lk\r\n\r\nabc');
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
  expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'malformed' });
  server.close();
});
