import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
/** Of nobody: what holds a transaction fails while the service's own go on. */
let db: Db;
beforeAll(async () => {
  service = await startService();
  db = createDb(service.deps.settings.databaseUrl);
});
afterAll(async () => {
  await db.$disconnect();
  await service.stop();
});

const end = 'SELECT pg_terminate_backend(pg_backend_pid())';
const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE pid <> pg_backend_pid() AND datname = current_database()`;
const unheard = (): undefined => undefined;

/** A connection whose backend ends as soon as it is ready, so that both are heard in one breath. */
async function endedAtOnce(): Promise<unknown> {
  const { hostname, port, username, password, pathname } = new URL(service.deps.settings.databaseUrl);
  const ready = Buffer.from('Z\0\0\0\x05I');
  const between = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.pipe(server);
    const held: Buffer[] = [];
    server.on('data', (said) => {
      const isReady = said.subarray(-ready.length).equals(ready);
      if (isReady) void db.$executeRawUnsafe(endOthers);
      if (isReady || held.length > 0) held.push(said);
      else client.write(said);
    });
    server.on('end', () => client.end(Buffer.concat(held)));
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const { port: own } = between.address() as AddressInfo;
  const through = createDb(`postgresql://${username}:${password}@127.0.0.1:${own}${pathname}`);
  return through.$transaction((tx) => tx.person.count()).finally(() => between.close());
}

/** How a database's connection breaks under work: each way has words of its own, Prisma's, the driver's or PostgreSQL's. */
const ways: [string, () => Promise<unknown>][] = [
  ['in a query', () => db.$executeRawUnsafe(end)],
  ['in a transaction', () => db.$transaction((tx) => tx.$executeRawUnsafe(end))],
  [
    'between two queries of a transaction',
    () =>
      db.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(end).catch(unheard);
        await tx.person.count();
      }),
  ],
  [
    'before the end of a transaction',
    () => db.$transaction((tx) => tx.$executeRawUnsafe(end).catch(unheard)),
  ],
  ['in a batch', () => db.$transaction([db.person.count(), db.$executeRawUnsafe(end)])],
  ['as it was made', endedAtOnce],
  ['before it was made', () => createDb('postgresql://nobody@127.0.0.1:1/none').person.count()],
];

test.each(ways)('a connection that broke %s is answered 503, and when to come again', async (_name, work) => {
  const failure: unknown = await work().catch((reason: unknown) => reason);
  if (!(failure instanceof Error)) throw new Error('it did not break');
  const { clock } = service.deps;
  service.deps.clock = () => Promise.reject(failure);
  const { status, body, headers } = await service.send('GET', '/api/v1/session');
  service.deps.clock = clock;
  expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '5']);
});
