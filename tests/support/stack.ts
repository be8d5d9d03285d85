import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { createApp } from '../../api/app.ts';
import { openDeps } from '../../api/deps.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { ApiClient } from '../../acceptance/demo/client.ts';
import type { As } from '../../acceptance/demo/story.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { rehearseUntil } from '../../cases/rehearse.ts';
import { startWorker } from '../../worker.ts';
import type { RunningWorker } from '../../worker.ts';
import { copyDatabase, namespaceOf } from './global-setup.ts';
import { Mailbox } from './mailbox.ts';
import { makeMaildir } from './notices.ts';
import { testSettings } from './settings.ts';

Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

/** A whole service of a test file's own: API, worker, mailbox, a copy of the database, a namespace. */
export interface Stack {
  deps: ApiDeps;
  /** The database as the tables' owner, for what the service may not do. */
  owner: Db;
  mailbox: Mailbox;
  /** Where delivery notices arrive. */
  maildir: string;
  accounts: DemoAccount[];
  baseUrl: string;
  worker: RunningWorker | null;
  /** Somebody who holds a role, at a unit if told, logged in. */
  as: As;
  startWorker: () => Promise<void>;
  stopWorker: () => Promise<void>;
  /** Lives through the time until an instant. */
  until: (instant: Date | string) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startStack(file: string): Promise<Stack> {
  const ground = inject('ground');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'stack-'));
  const maildir = makeMaildir(path.join(dataDir, 'Maildir'));
  const mailbox = await Mailbox.start();
  const { databaseUrl, ownerUrl } = await copyDatabase(ground, namespaceOf(file).replace(/\W/g, '_'));
  const server: Server = await listening();
  const { port } = server.address() as AddressInfo;
  const settings = testSettings({
    dataDir,
    databaseUrl,
    temporalAddress: ground.temporalAddress,
    namespace: namespaceOf(file),
    smtpUrl: mailbox.url,
    bounceMaildir: maildir,
    port,
  });
  const deps = await openDeps(settings);
  server.on('request', createApp(deps));
  const baseUrl = `http://127.0.0.1:${port}`;
  const accounts = JSON.parse(ground.accounts) as DemoAccount[];
  const owner = createDb(ownerUrl);
  const clients = new Map<string, ApiClient>();
  const stack: Stack = {
    deps,
    owner,
    mailbox,
    maildir,
    accounts,
    baseUrl,
    worker: null,
    async as(role, unit, nth = 0) {
      const account = accounts.filter((a) =>
        a.roles.some((r) => r.role === role && (unit === undefined || r.unit === unit)),
      )[nth];
      if (!account) throw new Error(`no account holds ${role} at ${unit ?? 'any unit'}`);
      const client = clients.get(account.username) ?? (await new ApiClient(baseUrl, account).login());
      clients.set(account.username, client);
      return client;
    },
    async startWorker() {
      stack.worker ??= await startWorker(settings, { codePath: ground.bundlePath });
    },
    async stopWorker() {
      await stack.worker?.stop();
      stack.worker = null;
    },
    async until(instant) {
      const { notArrived } = await rehearseUntil(deps.db, deps.starting.client, new Date(instant));
      if (notArrived.length > 0) throw new Error(`did not arrive: ${notArrived.join(', ')}`);
    },
    async stop() {
      await stack.stopWorker();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([deps.close(), owner.$disconnect()]);
      await mailbox.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await stack.startWorker();
  return stack;
}

async function listening(): Promise<Server> {
  const { createServer } = await import('node:http');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
