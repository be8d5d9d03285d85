import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { verifyAudit } from '../../cases/shared/audit/verify.ts';
import { brokenInvariants } from '../../cases/invariants.ts';
import { createDb } from '../../prisma/db.ts';
import type { Db } from '../../prisma/db.ts';
import { readSettings } from '../../settings.ts';
import { temporalConnectionOptions } from '../../temporal-connection.ts';
import { leaksIn } from '../histories/leaks.ts';
import { rememberedPort } from '../../embedded/ports.ts';
import { progressOn } from '../../embedded/progress.ts';
import { startInstance } from '../../scripts/instance.ts';
import type { Instance } from '../../scripts/instance.ts';
import type { ApiClient } from './client.ts';
import type { As } from './basics.ts';
import { People } from './people.ts';
import type { Account } from './people.ts';
import { good } from './story.ts';
import { untilSeen } from './until-seen.ts';

interface Mail {
  messageId: string;
  subject: string;
  to: { address: string }[];
  text: string;
}

/** Of the rehearsal clock: Node's fetch waits five minutes for an answer, and every day takes its time on a busy machine. */
const STRETCH_MS = 14 * 86_400_000;

/** An instance of the demo's own, driven over HTTP alone: people, the rehearsal clock, and what lands in the mailbox. */
export class Stage {
  private readonly seen = new Set<string>();
  private offset = 0;
  readonly failures: string[] = [];

  private constructor(
    private readonly instance: Instance,
    private readonly people: People,
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
      BOUNCE_MAILDIR: path.join(dataDir, 'bounces'),
    });
    const instance = await startInstance(settings, { progress: progressOn(process.stderr) });
    return new Stage(instance, People.of(instance.urls.api, dataDir), dataDir, say);
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

  as: As = (role, unit, nth) => this.people.as(role, unit, nth);
  /** Somebody by the name that a list shows. */
  named = (displayName: string): Promise<ApiClient> => this.people.named(displayName);
  /** Somebody new who may be asked for by role, after all who were there before. */
  knows = (account: Account): void => this.people.knows(account);

  /** The service's own time. */
  get now(): Date {
    return new Date(Date.now() + this.offset);
  }

  clock = (): Promise<Date> => Promise.resolve(this.now);

  /** Lives through the time until an instant, by stretches that are answered in time. Logins are on the wall clock and stay good. */
  async until(instant: Date): Promise<void> {
    while (instant > this.now) {
      // No short one at the end, which might be over before it is asked for.
      const isLast = instant.getTime() - this.now.getTime() < 1.5 * STRETCH_MS;
      await this.move(isLast ? instant : new Date(this.now.getTime() + STRETCH_MS));
    }
  }

  private async move(to: Date): Promise<void> {
    const admin = await this.as('administrator');
    const moved = await admin.post<{ now: string; notArrived: string[] }>('/rehearsal/clock', {
      to: to.toISOString(),
    });
    const { now, notArrived } = good(moved);
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

  /** What came since the last look, once all that goes out has come. */
  private async newMail(): Promise<Mail[]> {
    const all = await this.allMail();
    const fresh = all.filter((mail) => !this.seen.has(mail.messageId));
    fresh.forEach((mail) => this.seen.add(mail.messageId));
    return fresh;
  }

  /** The mailbox, once the outbox is empty and as many have come as went out: its server says yes before it has put one there. */
  async allMail(): Promise<Mail[]> {
    return untilSeen<Mail[]>(async () => {
      const waiting = await this.db.notification.count({ where: { state: 'waiting' } });
      if (waiting > 0) return { instead: `${waiting} mails are still waiting` };
      const sent = await this.handedOver();
      const received = await this.mailbox();
      return received.length < sent
        ? { instead: `${received.length} of ${sent} mails have come` }
        : { seen: received };
    });
  }

  /** Everything in the mailbox, by its HTTP interface. */
  private async mailbox(): Promise<Mail[]> {
    const response = await fetch(`${this.urls.mailbox ?? ''}/email`);
    return (await response.json()) as Mail[];
  }

  /** At the end: no mail failed that nobody has seen to, and whatever was sent lies in the mailbox once. */
  async everyMailOnce(): Promise<void> {
    const received = (await this.allMail()).map((mail) => mail.messageId);
    const sent = await this.handedOver();
    const failed = await this.db.notification.count({ where: { state: 'failed', settledAt: null } });
    this.check('no mail failed', failed === 0, `${failed}`);
    this.check(
      'every mail arrived exactly once',
      received.length === sent && new Set(received).size === sent,
      `${sent} sent, ${received.length} received`,
    );
    this.say(`\n${sent} thư, mỗi thư đến đúng một lần`);
  }

  /** What the mail server has taken, also if it came back since; of all organizations: an administrator sees their own's alone. */
  private async handedOver(): Promise<number> {
    return this.db.notification.count({ where: { sentAt: { not: null } } });
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
