import { afterEach, describe, expect, test, vi } from 'vitest';
import { Outbox } from '../../activities/outbox.ts';
import { openSmtp } from '../../mail/smtp.ts';
import {
  database,
  dispatcher,
  endLease,
  mailbox,
  mailFrom,
  messageIdOf,
  never,
  read,
  sendAll,
  useOutbox,
  write,
} from './support/outbox.ts';

useOutbox();

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
