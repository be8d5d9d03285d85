import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../../../api/app.ts';
import { openDeps } from '../../../api/deps.ts';
import type { ApiDeps } from '../../../api/deps.ts';
import { hashPassword } from '../../../api/passwords.ts';
import type { RoleAt } from '../../../domain/roles.ts';
import { startMailDatabase } from '../../support/mail-database.ts';
import { testSettings } from '../../support/settings.ts';

export const password = 'mật khẩu đủ dài 2026';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body where it is JSON. */
  body: Record<string, unknown>;
}
interface Sending {
  body?: string | Buffer;
  headers?: OutgoingHttpHeaders;
}

/** The API on a PostgreSQL of its own, without Temporal or mail. */
export interface Service {
  deps: ApiDeps;
  dataDir: string;
  /** As it goes over the wire: no header is added but Host and Content-Length. */
  send(method: string, address: string, sending?: Sending): Promise<Answer>;
  json(method: string, address: string, body: unknown, headers?: OutgoingHttpHeaders): Promise<Answer>;
  addPerson(username: string, ...roles: RoleAt[]): Promise<string>;
  /** @returns the cookie of a new session */
  logIn(username: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'api-test-'));
  const database = await startMailDatabase();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Nobody listens on port 1: the parts that are missing here.
  const settings = testSettings({ dataDir, databaseUrl: database.url, temporalAddress: '127.0.0.1:1', port });
  const deps = await openDeps(settings);
  deps.logger.level = 'silent';
  server.on('request', createApp(deps));
  const common = { organization: 'so', kind: 'department', validFrom: new Date('2020-01-01') };
  await deps.db.unit.createMany({
    data: [
      { code: 'so', name: 'Sở', shortName: 'Sở', ...common },
      { code: 'van-phong', name: 'Văn phòng', shortName: 'VP', parentCode: 'so', ...common },
    ],
  });

  const service: Service = {
    deps,
    dataDir,
    send: (method, address, { body, headers = {} } = {}) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
        const call = request(
          {
            host: '127.0.0.1',
            port,
            method,
            path: address,
            headers: { ...length, ...headers },
            agent: false,
          },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('error', reject);
            answer.on('end', () => {
              const text = Buffer.concat(parts).toString();
              const isJson = answer.headers['content-type']?.includes('json') ?? false;
              const json = (isJson && text !== '' ? JSON.parse(text) : {}) as Record<string, unknown>;
              resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: json });
            });
          },
        );
        call.on('error', reject);
        call.end(body);
      }),
    json: (method, address, body, headers = {}) =>
      service.send(method, `/api/v1${address}`, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async addPerson(username, ...held) {
      const id = randomUUID();
      const validFrom = new Date('2021-01-01');
      await deps.db.person.create({
        data: {
          id,
          username,
          displayName: 'Nguyễn Thị An',
          email: `${username}@demo.example`,
          passwordHash: await hashPassword(password),
          roles: { create: held.map((role) => ({ ...role, validFrom })) },
        },
      });
      return id;
    },
    async logIn(username) {
      const { headers } = await service.json('POST', '/session', { username, password });
      return cookieOf(headers);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return service;
}

export const cookieOf = (headers: IncomingHttpHeaders): string =>
  headers['set-cookie']?.[0]?.split(';')[0] ?? '';
