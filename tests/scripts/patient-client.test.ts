import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PatientClient } from '../../acceptance/demo/patient-client.ts';
import { untilSeen } from '../../acceptance/demo/until-seen.ts';

let server: Server;
let client: PatientClient;
let asked: { method: string; key: string | undefined }[];
let answers: { status: number; code: string }[];

beforeEach(async () => {
  asked = [];
  server = createServer((req, res) => {
    asked.push({ method: req.method ?? '', key: req.headers['idempotency-key'] as string | undefined });
    const { status, code } = answers[asked.length - 1] ?? { status: 200, code: 'done' };
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '0.05' };
    res.writeHead(status, headers).end(JSON.stringify({ code }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new PatientClient(`http://127.0.0.1:${port}`, { username: 'an', password: '' });
});
afterEach(() => server.close());

const unknown = { status: 503, code: 'outcome-unknown' };

describe('a client as clients should be', () => {
  it('repeats an act whose outcome is not known under the same key, until it is', async () => {
    answers = [unknown, { status: 503, code: 'unavailable' }, unknown];
    expect((await client.post('/nominations/1/actions/approve')).status).toBe(200);
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked[0]?.key).toBeDefined();
  });

  it('does not repeat what is refused for good, nor what has no key', async () => {
    answers = [{ status: 409, code: 'not-in-this-state' }, unknown];
    expect((await client.post('/rounds')).status).toBe(409);
    expect((await client.send('POST', '/council-sessions/1/ballots', {})).status).toBe(503);
    expect(asked).toHaveLength(2);
  });

  it('asks a question again', async () => {
    answers = [{ status: 503, code: 'unavailable' }];
    expect((await client.get('/rounds')).status).toBe(200);
  });
});

describe('what is waited for', () => {
  it('is waited for as long as something changes, and what stands there instead is told', async () => {
    const began = Date.now();
    const counting = () => {
      const left = Math.ceil((1_500 - (Date.now() - began)) / 200);
      return Promise.resolve(left <= 0 ? { seen: 'sent' } : { instead: `${left} are waiting` });
    };
    expect(await untilSeen(counting, 500)).toBe('sent');
    await expect(untilSeen(() => Promise.resolve({ instead: '3 are waiting' }), 500)).rejects.toThrow(
      '3 are waiting',
    );
  });
});
