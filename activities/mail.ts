import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { openSmtp, smtpConnections } from '../mail/smtp.ts';
import type { Delivery, SmtpOptions, SmtpSession } from '../mail/smtp.ts';
import type { Db } from '../prisma/db.ts';
import { hangOutboxBell } from './outbox-bell.ts';
import { Outbox, renewEveryMs } from './outbox.ts';
import type { Batch, OutboxRow } from './outbox.ts';

/** How many mails of a batch went where. */
interface BatchOutcome {
  accepted: number;
  refused: number;
  later: number;
}

export interface MailActivities {
  /** Waits up to a minute for mail that is due and takes it; no ids where there was none. */
  nextBatch: () => Promise<Batch>;
  /**
   * Sends each row and records what came of it. @throws ApplicationFailure `smtp-unreachable` where the server
   * can't be reached at all: nothing is lost, and what was not sent waits.
   */
  send: (batch: Batch) => Promise<BatchOutcome>;
}

/** The part of the activity's context that is used; tests bring their own. */
type MailContext = Pick<Context, 'heartbeat' | 'cancellationSignal'>;

export interface MailOptions extends SmtpOptions {
  db: Db;
  /** For the connection that listens. */
  databaseUrl: string;
  /** Where uploads lie under their SHA-256. */
  filesDir: string;
  /** Aborted when the worker begins to stop: an activity's own signal comes only after the grace time. */
  stopping?: AbortSignal;
  context?: () => MailContext;
  waitMs?: number;
  lookMs?: number;
}

export function createMailActivities(options: MailOptions): MailActivities {
  const { db, databaseUrl, filesDir, stopping = new AbortController().signal } = options;
  const { context = () => Context.current(), waitMs = 60_000, lookMs = 5_000 } = options;
  const outbox = new Outbox(db);

  async function nextBatch(): Promise<Batch> {
    const { heartbeat, cancellationSignal } = bound(context());
    // Not an empty answer: until this worker stops polling, the path would ask it again at once.
    if (anyAborted(stopping))
      throw ApplicationFailure.retryable('this worker is stopping', 'worker-stopping');
    const due = await outbox.claim();
    if (due.ids.length > 0) return due;
    const bell = await hangOutboxBell(databaseUrl);
    try {
      const until = Date.now() + waitMs;
      for (;;) {
        const batch = await outbox.claim();
        const over = anyAborted(stopping, cancellationSignal) || Date.now() >= until;
        if (batch.ids.length > 0 || over) return batch;
        heartbeat();
        await bell.ring(lookMs, stopping, cancellationSignal);
      }
    } finally {
      await bell.close();
    }
  }

  async function send(batch: Batch): Promise<BatchOutcome> {
    const outcome: BatchOutcome = { accepted: 0, refused: 0, later: 0 };
    const { heartbeat, cancellationSignal } = bound(context());
    const smtp = openSmtp(options);
    const ids = [...batch.ids];
    const onTheWay = new Set<string>();
    const server: { fault: string | null } = { fault: null };

    const check = async (): Promise<void> => {
      const answer = await smtp.probe();
      if (!answer.reachable) server.fault = answer.reason;
    };
    const sendOne = async (id: string): Promise<void> => {
      const row = await outbox.begin(id, batch);
      if (!row) return;
      onTheWay.add(id);
      const delivery = await deliver(smtp, row);
      onTheWay.delete(id);
      await outbox.settle(row, delivery);
      outcome[delivery.kind] += 1;
      // One mail's broken connection, or the server's? Asked before the next is tried.
      if (delivery.kind === 'later' && server.fault === null) await check();
    };
    const sendSome = async (): Promise<void> => {
      while (server.fault === null && !anyAborted(stopping, cancellationSignal)) {
        const id = ids.shift();
        if (id === undefined) return;
        await sendOne(id);
      }
    };

    const beat = setInterval(() => {
      heartbeat();
      // Where the record is away, the sending itself fails of it.
      if (onTheWay.size > 0) outbox.renew([...onTheWay]).catch(() => undefined);
    }, renewEveryMs);
    try {
      heartbeat();
      await check();
      const senders = await Promise.allSettled(Array.from({ length: smtpConnections }, sendSome));
      const broken = senders.find((sender) => sender.status === 'rejected');
      if (broken) throw broken.reason;
    } finally {
      clearInterval(beat);
      smtp.close();
      await outbox.release(batch);
    }
    if (server.fault !== null)
      throw ApplicationFailure.retryable(`SMTP server not reachable: ${server.fault}`, 'smtp-unreachable');
    return outcome;
  }

  async function deliver(smtp: SmtpSession, row: OutboxRow): Promise<Delivery> {
    const attachments: { filename: string; content: Buffer }[] = [];
    for (const { uploadId, name } of row.attachments) {
      const sha256 = await outbox.sha256Of(uploadId);
      const content = sha256 && (await readUpload(path.join(filesDir, sha256.slice(0, 2), sha256)));
      if (!content) return { kind: 'refused', reason: 'attachment-missing' };
      attachments.push({ filename: name, content });
    }
    const { id: envelopeId, messageId, address, subject, text, html } = row;
    return smtp.deliver({ envelopeId, messageId, to: address, subject, text, html, attachments });
  }

  return { nextBatch, send };
}

/** @returns null where there is no such file @throws any other fault of the disk, which is no fault of the mail */
async function readUpload(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const anyAborted = (...signals: AbortSignal[]) => signals.some((signal) => signal.aborted);

const bound = (context: MailContext) => ({
  heartbeat: () => context.heartbeat(),
  cancellationSignal: context.cancellationSignal,
});
