import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { backoffMs } from '../../activities/outbox.ts';
import {
  database,
  dispatcher,
  filesDir,
  mailbox,
  makeDue,
  messageIdOf,
  read,
  sendAll,
  useOutbox,
  write,
} from './support/outbox.ts';

useOutbox();

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

  test('that is put off for days is given up, and one whose server is away is not', async () => {
    const full = await write('day@hom-thu.example', { attempts: 98 });
    mailbox.answer('day@hom-thu.example', 452);
    await sendAll();
    expect(await read(full)).toMatchObject({ state: 'waiting', attempts: 99, failedAt: null });
    await makeDue(full);
    await sendAll();
    const row = await read(full);
    expect(row).toMatchObject({ state: 'failed', attempts: 100, lastError: 'smtp-452' });
    expect(row.failedAt).not.toBeNull();

    const away = await write('a@don-vi.example', { attempts: 500 });
    mailbox.dropAfterData(1);
    await sendAll();
    expect(await read(away)).toMatchObject({ state: 'waiting', lastError: 'connection-lost' });
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
