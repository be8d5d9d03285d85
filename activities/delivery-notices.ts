import { open, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readDeliveryNotice } from '../mail/delivery-notice.ts';
import type { DeliveryNotice } from '../mail/delivery-notice.ts';
import { holdsAlone } from '../prisma/alone.ts';
import type { Db, Tx } from '../prisma/db.ts';
import { tellOfFailure } from './outbox.ts';

/** Statuses and the headers that came back stand at the beginning: of a notice with a whole mail in it no more is read. */
const READ_AT_MOST = 512 * 1024;
const AT_ONCE = 100;
/** How long a notice waits for a mail of which it is not recorded yet that the server has taken it. */
const WAITS_MS = 24 * 3_600_000;

/**
 * What came of one notice. `failed`: a mail that was sent is now known not to arrive. `known`: that was known before.
 * `no-failure`: it tells of a delay or a delivery. `unknown`: it is about no mail of ours, as a forged one would be, or about
 * two. `unreadable`: it is no notice. `later`: its mail is still on its way.
 */
type NoticeOutcome = 'failed' | 'known' | 'no-failure' | 'unknown' | 'unreadable' | 'later';

/**
 * Reads the notices that lie in a Maildir's `new`, and records which mails did not arrive. What was read goes to `cur`, marked
 * as seen, or as flagged where somebody should look; nothing is deleted. One process at a time does it. One that dies after its commit
 * reads the same notices again, which changes nothing.
 *
 * @returns how many came to what; empty where another process is at it
 */
export async function readDeliveryNotices(db: Db, maildir: string): Promise<Map<NoticeOutcome, number>> {
  const counts = new Map<NoticeOutcome, number>();
  const read = await db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'deliveryNotices'))) return [];
      const found: { name: string; outcome: NoticeOutcome }[] = [];
      for (const name of await namesIn(path.join(maildir, 'new')))
        found.push({ name, outcome: await outcomeOf(tx, path.join(maildir, 'new', name)) });
      return found;
    },
    { timeout: 60_000 },
  );
  for (const { name, outcome } of read) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome === 'later') continue;
    const flags = outcome === 'unknown' || outcome === 'unreadable' ? 'F' : 'S';
    await rename(path.join(maildir, 'new', name), path.join(maildir, 'cur', `${name}:2,${flags}`));
  }
  return counts;
}

/** Plain files alone: a link could lead anywhere. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return names
    .map(({ name }) => name)
    .sort()
    .slice(0, AT_ONCE);
}

async function outcomeOf(tx: Tx, file: string): Promise<NoticeOutcome> {
  const { beginning, since } = await beginningOf(file);
  // A mail can be anything at all, and a parser's trouble with it is that mail's own.
  const notice = await readDeliveryNotice(beginning).catch(() => null);
  if (notice === null) return 'unreadable';
  const outcome = await recordNotice(tx, notice);
  return outcome === 'later' && Date.now() - since > WAITS_MS ? 'unknown' : outcome;
}

async function beginningOf(file: string): Promise<{ beginning: Buffer; since: number }> {
  const handle = await open(file, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const beginning = Buffer.alloc(Math.min(size, READ_AT_MOST));
    await handle.read(beginning, 0, beginning.length, 0);
    return { beginning, since: mtimeMs };
  } finally {
    await handle.close();
  }
}

/**
 * Has a mail be known not to arrive. Known by the envelope id, or by the Message-ID among the headers that came back, which
 * none but who sent it and who got it can name: whoever forges one makes their own mail fail.
 */
async function recordNotice(tx: Tx, notice: DeliveryNotice): Promise<NoticeOutcome> {
  const { envelopeId, messageId, failed, status } = notice;
  if (!failed) return 'no-failure';
  const byId = z.uuid().safeParse(envelopeId);
  const named = [
    ...(byId.success ? [{ id: byId.data }] : []),
    ...(messageId === null ? [] : [{ messageId }]),
  ];
  const [row, another] = named.length === 0 ? [] : await tx.notification.findMany({ where: { OR: named } });
  if (!row || another) return 'unknown';
  if (row.state === 'waiting') return 'later';
  const { count } = await tx.notification.updateMany({
    where: { id: row.id, state: 'sent' },
    data: { state: 'failed', failedAt: new Date(), lastError: `bounced-${status ?? '5.0.0'}` },
  });
  if (count === 0) return 'known';
  await tellOfFailure(tx, row);
  return 'failed';
}
