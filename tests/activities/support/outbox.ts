import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createMailActivities } from '../../../activities/mail.ts';
import type { MailOptions } from '../../../activities/mail.ts';
import type { Notification, Prisma } from '../../../prisma/generated/client.ts';
import { Mailbox } from '../../support/mailbox.ts';
import { startMailDatabase } from '../../support/mail-database.ts';
import type { TestDatabase } from '../../support/mail-database.ts';

export const mailFrom = 'Thi đua – Khen thưởng <khong-tra-loi@thi-dua.example>';
export let database: TestDatabase;
export let mailbox: Mailbox;
export let filesDir: string;
export const { signal: never } = new AbortController();

/** A PostgreSQL with an outbox, and a mail server; both empty before each test. */
export function useOutbox(): void {
  beforeAll(async () => {
    filesDir = mkdtempSync(path.join(os.tmpdir(), 'mail-files-'));
    [database, mailbox] = await Promise.all([startMailDatabase(), Mailbox.start()]);
  }, 60_000);
  afterAll(async () => {
    await mailbox.stop();
    await database.stop();
    rmSync(filesDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    mailbox.clear();
    await database.owner.notification.deleteMany();
  });
}

/** A dispatcher's activities, as one worker has them; doesn't wait for mail unless told. */
export const dispatcher = (options: Partial<MailOptions> = {}) =>
  createMailActivities({
    db: database.db,
    databaseUrl: database.url,
    smtpUrl: mailbox.url,
    mailFrom,
    filesDir,
    waitMs: 0,
    context: () => ({ heartbeat: () => undefined, cancellationSignal: never }),
    ...options,
  });

/** What the dispatcher's workflow does, until there is nothing due. */
export async function sendAll(activities = dispatcher()): Promise<void> {
  for (;;) {
    const batch = await activities.nextBatch();
    if (batch.ids.length === 0) return;
    await activities.send(batch);
  }
}

export async function write(
  address: string,
  more: Partial<Prisma.NotificationCreateManyInput> = {},
): Promise<string> {
  const id = randomUUID();
  const content = { subject: '[X-1] Hồ sơ chờ xử lý', text: 'Kính gửi Quý cơ quan', html: '<p>Kính gửi</p>' };
  const about = {
    event: 'stage-entered',
    pathKind: 'nomination',
    pathId: randomUUID(),
    recipient: 'body-waiting',
  };
  const messageId = `<${id}@thi-dua.example>`;
  await database.db.notification.create({
    data: { id, key: id, address, messageId, at: new Date(), ...about, ...content, ...more },
  });
  return id;
}
export const read = (id: string): Promise<Notification> =>
  database.db.notification.findUniqueOrThrow({ where: { id } });
export const messageIdOf = (id: string) => `<${id}@thi-dua.example>`;
export const makeDue = (id: string) =>
  database.db.notification.update({ where: { id }, data: { nextAttempt: new Date(0) } });
export const endLease = (id: string) =>
  database.db.notification.update({ where: { id }, data: { leaseUntil: new Date(0) } });
