import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { verifyAudit } from '../../activities/audit/verify.ts';
import { brokenInvariants } from '../../activities/invariants.ts';
import type { Role } from '../../domain/roles.ts';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { readSettings } from '../../settings.ts';
import { temporalConnectionOptions } from '../../temporal-connection.ts';
import type { DemoAccount } from '../demo-accounts.ts';
import { leaksIn } from '../histories/leaks.ts';
import { rememberedPort } from '../embedded/ports.ts';
import { startInstance } from '../instance.ts';
import type { Instance } from '../instance.ts';
import { ApiClient } from './client.ts';
import { good } from './story.ts';

interface Mail {
  messageId: string;
  subject: string;
  to: { address: string }[];
  text: string;
}
type Account = Pick<DemoAccount, 'username' | 'password' | 'displayName' | 'roles'>;

/** An instance of the demo's own, driven over HTTP alone: people, the rehearsal clock, and what lands in the mailbox. */
export class Stage {
  private readonly clients = new Map<string, ApiClient>();
  private readonly seen = new Set<string>();
  private offset = 0;
  readonly failures: string[] = [];

  private constructor(
    private readonly instance: Instance,
    private readonly accounts: Account[],
    private readonly dataDir: string,
    readonly say: (line: string) => void,
  ) {}

  static async open(say: (line: string) => void): Promise<Stage> {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'thi-dua-demo-'));
    const settings = readSettings({
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      DATA_DIR: dataDir,
      PORT: String(await rememberedPort(dataDir, 'api')),
      REHEARSAL: '1',
      LOG_LEVEL: 'warn',
    });
    const instance = await startInstance(settings, { say });
    const accounts = JSON.parse(
      readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8'),
    ) as DemoAccount[];
    return new Stage(instance, accounts, dataDir, say);
  }

  private opened: Db | undefined;
  private get db(): Db {
    return (this.opened ??= createDb(this.settings.databaseUrl));
  }

  get urls(): Instance['urls'] {
    return this.instance.urls;
  }

  get settings(): Instance['settings'] {
    return this.instance.settings;
  }

  /** Somebody who holds a role, logged in. */
  as = async (role: Role, unit?: string, nth = 0): Promise<ApiClient> => {
    const holders = this.accounts.filter((a) =>
      a.roles.some((r) => r.role === role && (unit === undefined || r.unit === unit)),
    );
    const account = holders[nth];
    if (!account) throw new Error(`no account holds ${role} at ${unit ?? 'any unit'}`);
    return this.clientOf(account);
  };

  /** Somebody by the name that a list shows. */
  async named(displayName: string): Promise<ApiClient> {
    const account = this.accounts.find((one) => one.displayName === displayName);
    if (!account) throw new Error('nobody has that name');
    return this.clientOf(account);
  }

  private async clientOf(account: Account): Promise<ApiClient> {
    const client =
      this.clients.get(account.username) ?? (await new ApiClient(this.urls.api, account).login());
    this.clients.set(account.username, client);
    return client;
  }

  /** Somebody new who may be asked for by his role, after all who were there before. */
  knows(account: Account): void {
    this.accounts.push(account);
  }

  /** The service's own time. */
  get now(): Date {
    return new Date(Date.now() + this.offset);
  }

  clock = (): Promise<Date> => Promise.resolve(this.now);

  /** Lives through the time until an instant. Logins are on the wall clock and stay good. */
  async until(instant: Date): Promise<void> {
    const admin = await this.as('administrator');
    const { now, notArrived } = good(
      await admin.post<{ now: string; notArrived: string[] }>('/rehearsal/clock', {
        to: instant.toISOString(),
      }),
    );
    this.offset = new Date(now).getTime() - Date.now();
    this.check('every open path has arrived at the new time', notArrived.length === 0, notArrived.join(', '));
  }

  /** Holds that two things are the same, and shows both where they are not. */
  same(what: string, is: unknown, expected: unknown): void {
    const [found, wanted] = [JSON.stringify(is), JSON.stringify(expected)];
    this.check(what, found === wanted, `${found} thay vì ${wanted}`);
  }

  check(what: string, holds: boolean, otherwise = ''): void {
    if (holds) return;
    this.failures.push(`${what}${otherwise ? ` (${otherwise})` : ''}`);
    this.say(`   ✗ ${what} ${otherwise}`);
  }

  /** A step of the story, with the mail it caused. */
  async tell(what: string, link?: string | null): Promise<Mail[]> {
    this.say(`\n▸ ${what}`);
    if (link) this.say(`   Temporal: ${link}`);
    const mails = await this.newMail();
    const bySubject = new Map<string, string[]>();
    for (const { subject, to } of mails)
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), ...to.map((t) => t.address)]);
    for (const [subject, addresses] of bySubject) this.say(`   ✉ ${subject} → ${addresses.join(', ')}`);
    return mails;
  }

  /** What came since the last look, once the outbox is empty. */
  private async newMail(): Promise<Mail[]> {
    await this.outboxEmpty();
    const all = await this.mailbox();
    const fresh = all.filter((mail) => !this.seen.has(mail.messageId));
    fresh.forEach((mail) => this.seen.add(mail.messageId));
    return fresh;
  }

  async outboxEmpty(within = 60_000): Promise<void> {
    const until = Date.now() + within;
    for (;;) {
      const total = await this.mails('waiting');
      if (total === 0) return;
      if (Date.now() > until) throw new Error(`${total} mails are still waiting`);
      await pause(100);
    }
  }

  /** Everything in the mailbox, by its HTTP interface. */
  async mailbox(): Promise<Mail[]> {
    const response = await fetch(`${this.urls.mailbox ?? ''}/email`);
    return (await response.json()) as Mail[];
  }

  /** At the end: nothing failed, and whatever was sent lies in the mailbox once. */
  async everyMailOnce(): Promise<void> {
    await this.outboxEmpty();
    const [sent, failed] = [await this.mails('sent'), await this.mails('failed')];
    const received = (await this.mailbox()).map((mail) => mail.messageId);
    this.check('no mail failed', failed === 0, `${failed}`);
    this.check(
      'every mail arrived exactly once',
      received.length === sent && new Set(received).size === sent,
      `${sent} sent, ${received.length} received`,
    );
    this.say(`\n${sent} thư, mỗi thư đến đúng một lần`);
  }

  /** Of all organizations: an administrator sees their own's alone. */
  private async mails(state: 'waiting' | 'sent' | 'failed'): Promise<number> {
    return this.db.notification.count({ where: { state } });
  }

  /** What `npm run invariants` and `npm run audit` check. */
  async recordHolds(): Promise<void> {
    const db = createDb(this.settings.databaseUrl);
    try {
      const broken = await brokenInvariants(db);
      this.same('the record holds together', broken, []);
      const chains = await verifyAudit(db);
      this.check('the audit holds', chains.length > 0 && chains.every((chain) => chain.brokenAt === null));
    } finally {
      await db.$disconnect();
    }
  }

  /** What `npm run privacy` checks. */
  async nothingPersonalIsSeen(): Promise<void> {
    const db = createDb(this.settings.databaseUrl);
    const connection = await Connection.connect(temporalConnectionOptions(this.settings));
    try {
      const client = new Client({ connection, namespace: this.settings.temporal.namespace });
      const leaks = await leaksIn({ db, client, logs: path.join(this.dataDir, 'logs') });
      this.same('nothing personal stands where operators read', leaks, []);
    } finally {
      await connection.close();
      await db.$disconnect();
    }
  }

  async close(): Promise<void> {
    await this.opened?.$disconnect();
    await this.instance.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
