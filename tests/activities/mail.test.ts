import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMailActivities } from '../../activities/mail.ts';
import type { MailOptions } from '../../activities/mail.ts';
import { backoffMs, Outbox } from '../../activities/outbox.ts';
import { openSmtp } from '../../mail/smtp.ts';
import type { Notification, Prisma } from '../../prisma/generated/client.ts';
import { Mailbox } from '../support/mailbox.ts';
import { startMailDatabase } from '../support/mail-database.ts';
import type { TestDatabase } from '../support/mail-database.ts';

const mailFrom = 'Thi đua – Khen thưởng <khong-tra-loi@thi-dua.example>';
let database: TestDatabase;
let mailbox: Mailbox;
let filesDir: string;
const { signal: never } = new AbortController();

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

/** A dispatcher's activities, as one worker has them; doesn't wait for mail unless told. */
const dispatcher = (options: Partial<MailOptions> = {}) =>
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
async function sendAll(activities = dispatcher()): Promise<void> {
  for (;;) {
    const batch = await activities.nextBatch();
    if (batch.ids.length === 0) return;
    await activities.send(batch);
  }
}

async function write(
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
const read = (id: string): Promise<Notification> =>
  database.db.notification.findUniqueOrThrow({ where: { id } });
const messageIdOf = (id: string) => `<${id}@thi-dua.example>`;
const makeDue = (id: string) =>
  database.db.notification.update({ where: { id }, data: { nextAttempt: new Date(0) } });
const endLease = (id: string) =>
  database.db.notification.update({ where: { id }, data: { leaseUntil: new Date(0) } });

describe('a mail', () => {
  test('is sent once, as text and HTML, under its own Message-ID, with its paper', async () => {
    const bytes = Buffer.from('tờ trình');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(path.join(filesDir, sha256.slice(0, 2)), { recursive: true });
    writeFileSync(path.join(filesDir, sha256.slice(0, 2), sha256), bytes);
    const upload = await database.db.upload.create({
      data: { sha256, name: 'x', contentType: 'x', size: bytes.length, createdAt: new Date() },
    });
    const id = await write('so@noi-vu.example', {
      attachments: [{ uploadId: upload.id, name: 'Tờ trình 12.docx' }],
    });

    await sendAll();
    await sendAll();

    expect(mailbox.messageIds()).toEqual([messageIdOf(id)]);
    const { mail, address } = mailbox.received[0] ?? expect.fail('nothing came');
    expect(address).toBe('so@noi-vu.example');
    expect(mail.from?.value).toEqual([
      { name: 'Thi đua – Khen thưởng', address: 'khong-tra-loi@thi-dua.example' },
    ]);
    expect(mail.subject).toBe('[X-1] Hồ sơ chờ xử lý');
    expect(mail.text?.trim()).toBe('Kính gửi Quý cơ quan');
    expect(mail.html).toBe('<p>Kính gửi</p>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.attachments.map((one) => [one.filename, one.content])).toEqual([['Tờ trình 12.docx', bytes]]);
    const row = await read(id);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, accepted: 1, lastError: null, leaseUntil: null });
    expect(row.sentAt).not.toBeNull();
  });

  test('that is put off is tried again after 30 s, then after 60 s, then sent', async () => {
    const id = await write('day@hom-thu.example');
    mailbox.answer('day@hom-thu.example', 451, 2);
    for (const [attempts, seconds] of [
      [1, 30],
      [2, 60],
    ] as const) {
      const before = Date.now();
      await sendAll();
      const row = await read(id);
      expect(row).toMatchObject({
        state: 'waiting',
        attempts,
        accepted: 0,
        lastError: 'smtp-451',
        leaseUntil: null,
      });
      expect(row.nextAttempt.getTime()).toBeGreaterThanOrEqual(before + seconds * 1000);
      expect(row.nextAttempt.getTime()).toBeLessThanOrEqual(Date.now() + seconds * 1000);
      await sendAll();
      expect((await read(id)).attempts).toBe(attempts);
      await makeDue(id);
    }
    await sendAll();
    expect(await read(id)).toMatchObject({ state: 'sent', attempts: 3, accepted: 1, lastError: null });
    expect(mailbox.messageIds()).toEqual([messageIdOf(id)]);
  });

  test('to a refused address is marked with the code alone, never repeated, and holds up no other', async () => {
    const refused = await write('khong-co@don-vi.example');
    const others = [await write('a@don-vi.example'), await write('b@don-vi.example')];
    mailbox.answer('khong-co@don-vi.example', 550);
    await sendAll();
    await makeDue(refused);
    await sendAll();
    expect(await read(refused)).toMatchObject({
      state: 'failed',
      attempts: 1,
      accepted: 0,
      lastError: 'smtp-550',
    });
    expect(mailbox.messageIds().sort()).toEqual(others.map(messageIdOf).sort());
  });

  test('to an address that is none, or without its paper, is one failed row', async () => {
    const nowhere = await write('');
    const bare = await write('so@noi-vu.example', {
      attachments: [{ uploadId: randomUUID(), name: 'x.docx' }],
    });
    const good = await write('a@don-vi.example');
    await sendAll();
    expect(await read(nowhere)).toMatchObject({ state: 'failed', lastError: 'bad-address' });
    expect(await read(bare)).toMatchObject({ state: 'failed', lastError: 'attachment-missing' });
    expect(mailbox.messageIds()).toEqual([messageIdOf(good)]);
  });
});

test('the backoff doubles from 30 s and stops at an hour', () => {
  const seconds = [1, 2, 3, 7, 8, 9, 500].map((attempts) => backoffMs(attempts) / 1000);
  expect(seconds).toEqual([30, 60, 120, 1920, 3600, 3600, 3600]);
});

test('while the server is away sending fails as a whole, counts no attempt, and nothing is lost', async () => {
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => write(`${name}@don-vi.example`)));
  const { nextBatch, send } = dispatcher();
  await mailbox.stop();
  const batch = await nextBatch();
  await expect(send(batch)).rejects.toMatchObject({ type: 'smtp-unreachable', nonRetryable: false });
  for (const id of ids)
    expect(await read(id)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      leaseUntil: null,
      lastError: null,
    });

  await mailbox.restart();
  // Temporal repeats the activity with the same argument.
  expect(await send(batch)).toEqual({ accepted: 5, refused: 0, later: 0 });
  expect(mailbox.messageIds().sort()).toEqual(ids.map(messageIdOf).sort());
});

test('a server that goes away amid a batch keeps what it took, and gets the rest later', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => write(`n${i}@don-vi.example`)));
  const { nextBatch, send } = dispatcher();
  const batch = await nextBatch();
  const letGo = mailbox.hold();
  const sending = send(batch);
  const refused = expect(sending).rejects.toMatchObject({ type: 'smtp-unreachable' });
  await vi.waitFor(() => expect(mailbox.received.length).toBeGreaterThan(0));
  await mailbox.stop();
  letGo();
  await refused;
  await mailbox.restart();
  await send(batch);
  await Promise.all(ids.map(makeDue));
  await sendAll();
  expect(new Set(mailbox.messageIds())).toEqual(new Set(ids.map(messageIdOf)));
  const rows = await Promise.all(ids.map(read));
  expect(rows.map((row) => row.state)).toEqual(ids.map(() => 'sent'));
  for (const row of rows) expect(mailbox.messageIds(row.address).length).toBeLessThanOrEqual(row.attempts);
});

describe('two dispatchers', () => {
  test('at once send each row once, 50 at a time', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, (_, i) => write(`n${i}@don-vi.example`)));
    const sizes: number[] = [];
    const counting = () => {
      const { nextBatch, send } = dispatcher();
      const counted = async () => {
        const batch = await nextBatch();
        sizes.push(batch.ids.length);
        return batch;
      };
      return { nextBatch: counted, send };
    };
    await Promise.all([sendAll(counting()), sendAll(counting())]);
    expect(Math.max(...sizes)).toBe(50);
    expect(mailbox.messageIds().sort()).toEqual(ids.map(messageIdOf).sort());
  });

  test('that were given the same batch, one of them thought dead, send each row once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => write(`n${i}@don-vi.example`)));
    const [one, other] = [dispatcher(), dispatcher()];
    const batch = await one.nextBatch();
    await Promise.all([one.send(batch), other.send(batch)]);
    expect(mailbox.messageIds().sort()).toEqual(ids.map(messageIdOf).sort());
  });
});

describe('a dispatcher that was killed', () => {
  test('before it sent leaves its rows to another when the lease runs out, not sooner', async () => {
    const id = await write('a@don-vi.example');
    const killed = await dispatcher().nextBatch();
    expect(killed.ids).toEqual([id]);
    expect((await dispatcher().nextBatch()).ids).toEqual([]);
    await endLease(id);
    expect((await dispatcher().nextBatch()).ids).toEqual([id]);
  });

  test('between SMTP’s yes and the commit may repeat that mail: same Message-ID, counted and shown', async () => {
    const id = await write('a@don-vi.example');
    const outbox = new Outbox(database.db);
    const row = (await outbox.begin(id, await outbox.claim())) ?? expect.fail('not taken');
    const smtp = openSmtp({ smtpUrl: mailbox.url, mailFrom });
    await smtp.deliver({ ...row, to: row.address, attachments: [] });
    smtp.close();
    expect(await read(id)).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'outcome-unknown' });

    await sendAll();
    expect(mailbox.messageIds()).toHaveLength(1);
    await endLease(id);
    await sendAll();
    expect(mailbox.messageIds()).toEqual([messageIdOf(id), messageIdOf(id)]);
    expect(await read(id)).toMatchObject({
      state: 'sent',
      attempts: 2,
      accepted: 1,
      lastError: 'may-have-repeated',
    });
  });
});

test('a connection that breaks when the yes is due makes that mail wait and maybe repeat, and no other', async () => {
  const id = await write('a@don-vi.example');
  mailbox.dropAfterData(1);
  await sendAll();
  expect(await read(id)).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'connection-lost' });
  const other = await write('b@don-vi.example');
  await makeDue(id);
  await sendAll();
  expect(mailbox.messageIds('a@don-vi.example')).toEqual([messageIdOf(id), messageIdOf(id)]);
  expect(mailbox.messageIds('b@don-vi.example')).toEqual([messageIdOf(other)]);
  expect(await read(id)).toMatchObject({
    state: 'sent',
    attempts: 2,
    accepted: 1,
    lastError: 'may-have-repeated',
  });
});

describe('waiting for mail', () => {
  const stop = new AbortController();
  afterEach(() => stop.abort());

  test('ends with the commit that writes some, long before the next look', async () => {
    const started = Date.now();
    const waiting = dispatcher({ waitMs: 60_000, lookMs: 50_000 }).nextBatch();
    await listening();
    const id = await write('a@don-vi.example');
    await database.db.$executeRaw`SELECT pg_notify('outbox', '')`;
    expect((await waiting).ids).toEqual([id]);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('finds by looking what nobody announced', async () => {
    const waiting = dispatcher({ waitMs: 60_000, lookMs: 50 }).nextBatch();
    await listening();
    const id = await write('a@don-vi.example');
    expect((await waiting).ids).toEqual([id]);
  });

  test.each(['stopping', 'cancellation'] as const)(
    'ends at once with %s, and leaves no listener',
    async (how) => {
      const over = new AbortController();
      const context = () => ({
        heartbeat: () => undefined,
        cancellationSignal: how === 'cancellation' ? over.signal : never,
      });
      const stopping = how === 'stopping' ? over.signal : never;
      const waiting = dispatcher({ waitMs: 60_000, lookMs: 50_000, context, stopping }).nextBatch();
      await listening();
      over.abort();
      expect((await waiting).ids).toEqual([]);
      await vi.waitFor(async () => expect(await listeners()).toBe(0));
    },
  );

  test('a dispatcher that is to stop leaves the rest of its batch to the next', async () => {
    const ids = await Promise.all([write('a@don-vi.example'), write('b@don-vi.example')]);
    const over = new AbortController();
    const { nextBatch, send } = dispatcher({ stopping: over.signal });
    const batch = await nextBatch();
    over.abort();
    expect(await send(batch)).toEqual({ accepted: 0, refused: 0, later: 0 });
    await expect(nextBatch()).rejects.toMatchObject({ type: 'worker-stopping', nonRetryable: false });
    expect((await dispatcher().nextBatch()).ids.sort()).toEqual(ids.sort());
  });

  async function listeners(): Promise<number> {
    const rows = await database.db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN outbox'`;
    return Number(rows[0]?.count);
  }
  const listening = () => vi.waitFor(async () => expect(await listeners()).toBe(1), 10_000);
});
