import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDeliveryNotices } from '../../activities/delivery-notices.ts';
import { holdsAlone } from '../../prisma/alone.ts';
import { deliverTo, makeMaildir, noticeOf } from '../support/notices.ts';
import {
  database,
  dispatcher,
  mailbox,
  messageIdOf,
  read,
  sendAll,
  useOutbox,
  write,
} from './support/outbox.ts';

useOutbox();

let folder: string;
let maildir: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'notices-'));
  maildir = makeMaildir(path.join(folder, 'Maildir'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A mail that its server took. */
async function accepted(address = 'a@don-vi.example'): Promise<string> {
  const id = await write(address);
  await sendAll(dispatcher({ bounceAddress: 'tra-ve@thi-dua.example' }));
  expect(await read(id)).toMatchObject({ state: 'sent', accepted: 1 });
  return id;
}
const readNew = async () => Object.fromEntries(await readDeliveryNotices(database.db, maildir));
const lying = (part: 'new' | 'cur') => readdirSync(path.join(maildir, part)).sort();

describe('a mail that its server took and could not deliver', () => {
  test('goes out with its id on the envelope, and names where notices come', async () => {
    const id = await accepted();
    expect(mailbox.received).toEqual([
      expect.objectContaining({ envelopeId: id, returnPath: 'tra-ve@thi-dua.example' }),
    ]);
    expect(mailbox.received[0]?.mail.from?.value[0]?.address).toBe('khong-tra-loi@thi-dua.example');
  });

  test.each([
    ['the envelope id', (id: string) => ({ envelopeId: id })],
    ['the headers that came back', (id: string) => ({ messageId: messageIdOf(id) })],
    [
      'the whole mail that came back',
      (id: string) => ({ messageId: messageIdOf(id), returned: 'mail' as const }),
    ],
    ['both', (id: string) => ({ envelopeId: id, messageId: messageIdOf(id) })],
  ])('is known by %s to have failed, with the code and since when', async (_how, named) => {
    const [id, other] = [await accepted(), await accepted('b@don-vi.example')];
    deliverTo(maildir, '1.mx', noticeOf(named(id)));
    const before = new Date();
    expect(await readNew()).toEqual({ failed: 1 });
    const row = await read(id);
    expect(row).toMatchObject({ state: 'failed', lastError: 'bounced-5.1.1', accepted: 1 });
    expect(row.failedAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(await read(other)).toMatchObject({ state: 'sent', failedAt: null });
    expect([lying('new'), lying('cur')]).toEqual([[], ['1.mx:2,S']]);
  });

  test('has failed also where the last status was a passing one: it is the action that counts', async () => {
    const id = await accepted();
    deliverTo(maildir, '1.mx', noticeOf({ envelopeId: id, status: '4.4.7' }));
    expect(await readNew()).toEqual({ failed: 1 });
    expect(await read(id)).toMatchObject({ state: 'failed', lastError: 'bounced-4.4.7' });
  });
});

describe('a notice', () => {
  test.each(['delayed', 'delivered', 'relayed', 'expanded'])('of “%s” makes no mail fail', async (action) => {
    const id = await accepted();
    deliverTo(
      maildir,
      '1.mx',
      noticeOf({ envelopeId: id, messageId: messageIdOf(id), action, status: '4.4.1' }),
    );
    expect(await readNew()).toEqual({ 'no-failure': 1 });
    expect(await read(id)).toMatchObject({ state: 'sent', lastError: null });
  });

  test('that comes twice, or is read twice by one who died in between, counts once', async () => {
    const id = await accepted();
    deliverTo(maildir, '1.mx', noticeOf({ envelopeId: id }));
    await readNew();
    const { failedAt } = await read(id);
    deliverTo(maildir, '2.mx', noticeOf({ envelopeId: id, status: '5.2.2' }));
    expect(await readNew()).toEqual({ known: 1 });
    expect(await read(id)).toMatchObject({ lastError: 'bounced-5.1.1', failedAt });
  });

  test('of no mail of ours, or of two at once, changes nothing and is flagged for somebody to look at', async () => {
    const [id, other] = [await accepted(), await accepted('b@don-vi.example')];
    deliverTo(
      maildir,
      '1.mx',
      noticeOf({ envelopeId: randomUUID(), messageId: '<forged@elsewhere.example>' }),
    );
    deliverTo(maildir, '2.mx', noticeOf({ envelopeId: id, messageId: messageIdOf(other) }));
    deliverTo(maildir, '3.mx', noticeOf({ envelopeId: "' OR true --" }));
    expect(await readNew()).toEqual({ unknown: 3 });
    expect([(await read(id)).state, (await read(other)).state]).toEqual(['sent', 'sent']);
    expect(lying('cur')).toEqual(['1.mx:2,F', '2.mx:2,F', '3.mx:2,F']);
  });

  test('that is none is flagged: a holiday answer, noise, nothing at all', async () => {
    const id = await accepted();
    deliverTo(
      maildir,
      '1.mx',
      `Subject: Nghi phep\r\nIn-Reply-To: ${messageIdOf(id)}\r\n\r\nHen gap lai.\r\n`,
    );
    deliverTo(maildir, '2.mx', Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7919) % 256)));
    deliverTo(maildir, '3.mx', '');
    expect(await readNew()).toEqual({ unreadable: 3 });
    expect((await read(id)).state).toBe('sent');
    expect(lying('cur')).toEqual(['1.mx:2,F', '2.mx:2,F', '3.mx:2,F']);
  });

  test('that brings 60 MB back is read by its beginning', async () => {
    const id = await accepted();
    const body = 'x'.repeat(60 * 1024 * 1024);
    deliverTo(maildir, '1.mx', noticeOf({ messageId: messageIdOf(id), returned: 'mail', body }));
    expect(await readNew()).toEqual({ failed: 1 });
    expect((await read(id)).state).toBe('failed');
  });

  test('that is earlier than the commit of its sending waits for it, and a day at most', async () => {
    const id = await write('a@don-vi.example');
    deliverTo(maildir, '1.mx', noticeOf({ envelopeId: id }));
    expect(await readNew()).toEqual({ later: 1 });
    expect(lying('new')).toEqual(['1.mx']);
    await sendAll();
    expect(await readNew()).toEqual({ failed: 1 });

    const never = await write('');
    deliverTo(maildir, '2.mx', noticeOf({ envelopeId: never }));
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(path.join(maildir, 'new', '2.mx'), yesterday, yesterday);
    expect(await readNew()).toEqual({ unknown: 1 });
  });

  test('is read by one process at a time, and what a link points to by none', async () => {
    const id = await accepted();
    writeFileSync(path.join(folder, 'elsewhere'), noticeOf({ envelopeId: id }));
    symlinkSync(path.join(folder, 'elsewhere'), path.join(maildir, 'new', '0.mx'));
    expect(await readNew()).toEqual({});
    deliverTo(maildir, '1.mx', noticeOf({ envelopeId: id }));
    await database.db.$transaction(async (tx) => {
      expect(await holdsAlone(tx, 'deliveryNotices')).toBe(true);
      expect(await readNew()).toEqual({});
    });
    expect(await readNew()).toEqual({ failed: 1 });
    expect(existsSync(path.join(maildir, 'new', '0.mx'))).toBe(true);
  });
});
