import { z } from 'zod';
import { pathKinds } from '../domain/path.ts';
import type { MailEvent } from '../mail/events.ts';
import type { Delivery } from '../mail/smtp.ts';
import type { Db, Tx } from '../prisma/db.ts';

/**
 * Rows that one dispatcher took, by id. `lease` is the ISO instant until which they are its own, and the token by
 * which it is known again. It travels through Temporal: no addresses in it.
 */
export interface Batch {
  ids: string[];
  lease: string;
}

export interface OutboxRow {
  id: string;
  event: string;
  pathKind: string;
  pathId: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  attempts: number;
  lastError: string | null;
  attachments: { uploadId: string; name: string }[];
}

const batchSize = 50;
/** Short, so that a killed dispatcher's mail does not wait long; renewed while a mail is on its way. */
const leaseSeconds = 20;
/** How often leases of mail on its way are renewed. */
export const renewEveryMs = 5_000;
const firstBackoffMs = 30_000;
const longestBackoffMs = 3_600_000;
/** How often a server may put a mail off before it is given up: four days, nearly (RFC 5321, 4.5.4.1: four to five). */
const putOffAtMost = 100;

/** The row was handed to SMTP; if this is still there later, nobody lived to record what came of it. */
const handedOver = 'outcome-unknown';
/** On a sent row: an earlier attempt may have been delivered as well (under the same Message-ID). */
const mayHaveRepeated = 'may-have-repeated';
const invited: MailEvent = 'invited';
const attachmentsSchema = z.array(z.object({ uploadId: z.string(), name: z.string() }));

/** 30 s after the first attempt, doubled with each further one, an hour at most. */
export const backoffMs = (attempts: number): number =>
  Math.min(firstBackoffMs * 2 ** Math.max(0, attempts - 1), longestBackoffMs);

/** The outbox in the record. Everything here is on the wall clock. */
export class Outbox {
  constructor(private readonly db: Db) {}

  /** Takes up to 50 due rows that nobody holds. */
  async claim(): Promise<Batch> {
    const rows = await this.db.$queryRaw<{ id: string; leaseUntil: Date }[]>`
      WITH due AS MATERIALIZED (
        SELECT id FROM "Notification"
        WHERE state = 'waiting' AND "nextAttempt" <= timezone('utc', now())
          AND ("leaseUntil" IS NULL OR "leaseUntil" < timezone('utc', now()))
        ORDER BY "nextAttempt", "createdAt"
        LIMIT ${batchSize}
        FOR UPDATE SKIP LOCKED
      )
      UPDATE "Notification" n SET "leaseUntil" = timezone('utc', now()) + make_interval(secs => ${leaseSeconds})
      FROM due WHERE n.id = due.id
      RETURNING n.id, n."leaseUntil"`;
    return { ids: rows.map((row) => row.id), lease: rows[0]?.leaseUntil.toISOString() ?? '' };
  }

  /**
   * Takes one row of a batch right before it is sent, and counts the attempt before it is made: so `attempts` is
   * never less than the copies that went out. Null where it is no longer the batch's to send.
   */
  async begin(id: string, { lease }: Batch): Promise<OutboxRow | null> {
    const before = await this.db.notification.findUnique({ where: { id } });
    if (!before) return null;
    const now = Date.now();
    const { count } = await this.db.notification.updateMany({
      where: {
        id,
        state: 'waiting',
        attempts: before.attempts,
        // An earlier try of this batch may have made it wait; half a backoff for clocks that differ.
        nextAttempt: { lte: new Date(now + firstBackoffMs / 2) },
        OR: [{ leaseUntil: new Date(lease) }, { leaseUntil: null }, { leaseUntil: { lt: new Date(now) } }],
      },
      data: {
        attempts: { increment: 1 },
        leaseUntil: new Date(now + leaseSeconds * 1000),
        lastError: handedOver,
      },
    });
    if (count === 0) return null;
    const attachments = attachmentsSchema.parse(before.attachments);
    return { ...before, attempts: before.attempts + 1, attachments };
  }

  /** Keeps rows that are on their way from being taken by another. */
  async renew(ids: string[]): Promise<void> {
    await this.db.notification.updateMany({
      where: { id: { in: ids }, state: 'waiting' },
      data: { leaseUntil: new Date(Date.now() + leaseSeconds * 1000) },
    });
  }

  /** Records what came of a row, in a commit of its own. What was put off too often is refused. */
  async settle(row: OutboxRow, answered: Delivery): Promise<void> {
    const delivery = row.attempts >= putOffAtMost && isPutOff(answered) ? refusedAs(answered) : answered;
    const where = { id: row.id };
    const unknownBefore = [handedOver, mayHaveRepeated, 'connection-lost'].includes(row.lastError ?? '');
    switch (delivery.kind) {
      case 'accepted':
        await this.db.notification.update({
          where,
          data: {
            state: 'sent',
            accepted: { increment: 1 },
            sentAt: new Date(),
            leaseUntil: null,
            lastError: unknownBefore ? mayHaveRepeated : null,
            // The secret of its link was for the mailbox, not for whoever reads the record.
            ...(row.event === invited ? { text: '', html: '' } : {}),
          },
        });
        return;
      case 'refused':
        await this.db.notification.update({
          where,
          data: { state: 'failed', leaseUntil: null, lastError: delivery.reason, failedAt: new Date() },
        });
        await tellOfFailure(this.db, row);
        return;
      case 'later':
        await this.db.notification.update({
          where,
          data: {
            leaseUntil: null,
            lastError: unknownBefore ? 'connection-lost' : delivery.reason,
            nextAttempt: new Date(Date.now() + backoffMs(row.attempts)),
          },
        });
    }
  }

  /** Gives back what a batch did not get to. */
  async release({ ids, lease }: Batch): Promise<void> {
    await this.db.notification.updateMany({
      where: { id: { in: ids }, state: 'waiting', leaseUntil: new Date(lease) },
      data: { leaseUntil: null },
    });
  }

  /** The SHA-256 of an upload's bytes, null where there is no such upload. */
  async sha256Of(uploadId: string): Promise<string | null> {
    const upload = await this.db.upload.findUnique({ where: { id: uploadId }, select: { sha256: true } });
    return upload?.sha256 ?? null;
  }
}

type PutOff = Extract<Delivery, { kind: 'later' }>;

/** The server spoke of this mail, and said not now; that it is away is no word about it. */
const isPutOff = (answer: Delivery): answer is PutOff =>
  answer.kind === 'later' && answer.reason.startsWith('smtp-4');

const refusedAs = ({ reason }: PutOff): Delivery => ({ kind: 'refused', reason });

/** Has the pages that show what a mail was about ask anew: it did not arrive. */
export async function tellOfFailure(
  tx: Tx,
  { pathKind, pathId }: Pick<OutboxRow, 'pathKind' | 'pathId'>,
): Promise<void> {
  const isPath = pathKinds.some((kind) => kind === pathKind);
  const what = isPath ? `${pathKind}:${pathId}` : 'organization';
  await tx.$executeRaw`SELECT pg_notify('happened', ${what})`;
}
