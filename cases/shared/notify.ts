import { createHash } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import { composeMail } from '../../mail/compose.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { MailFacts, MailSubject } from '../../mail/facts.ts';
import { recipients } from '../../mail/recipients.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { loadAudience } from './audience.ts';
import type { Audience, Recipient } from './audience.ts';

/** A paper that goes with a mail, by its upload. */
export interface Attachment {
  uploadId: string;
  name: string;
}

export interface News {
  event: MailEvent;
  path: MailSubject;
  /** What makes this event one of its kind on the path, e.g. the version, or a timer's entry version and kind. */
  keyPart: string;
  /** On the path's clock. */
  at: Date;
  facts: MailFacts;
  audience: Audience;
  /** Only recipients whose line in the table says `attach` get them. */
  attachments?: Attachment[];
}

/**
 * Writes the mail an event causes to the outbox, in the transaction of what caused it: one row for each address,
 * nothing for what was written before under the same key. A body that has neither people nor an address gets a
 * row that is failed from the start (`no-address`), so that somebody sees it.
 *
 * @returns how many rows were written
 */
export async function notify(tx: Tx, news: News): Promise<number> {
  const rows = await mailsOf(tx, news);
  if (rows.length === 0) return 0;
  const { count } = await tx.notification.createMany({ data: rows, skipDuplicates: true });
  // Heard by the dispatcher when this transaction commits.
  await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
  return count;
}

/** The rows of the outbox for an event, not yet written. */
export async function mailsOf(tx: Tx, news: News): Promise<Prisma.NotificationCreateManyInput[]> {
  const { event, path, keyPart, at, facts, attachments = [] } = news;
  const find = await loadAudience(tx, news.audience, new Date(`${dateOf(at)}T00:00:00Z`));
  const written = new Set<string>();
  const rows: Prisma.NotificationCreateManyInput[] = [];
  for (const { to, attach } of recipients[event]) {
    for (const recipient of find(to)) {
      const identity = recipient.address?.toLowerCase() ?? `unit:${recipient.unit}`;
      if (written.has(identity)) continue;
      written.add(identity);
      const key = [path.kind, path.id, keyPart, event, nameOf(recipient)].join(':');
      rows.push({
        key,
        event,
        pathKind: path.kind,
        pathId: path.id,
        recipient: to,
        personId: recipient.personId,
        unit: recipient.unit,
        address: recipient.address ?? '',
        ...composeMail(event, facts, to),
        attachments: attach ? attachments.map(({ uploadId, name }) => ({ uploadId, name })) : [],
        messageId: messageIdOf(key, facts.link),
        ...(recipient.address === null
          ? { state: 'failed', lastError: 'no-address', failedAt: new Date() }
          : {}),
        at,
      });
    }
  }
  return rows;
}

/** By id and code, so that a key holds no address. */
const nameOf = ({ personId, unit }: Recipient) => personId ?? (unit === null ? 'outside' : `unit-${unit}`);

/** The same for each repeat of the same mail, so that a mailbox can tell. */
const messageIdOf = (key: string, link: string) =>
  `<${createHash('sha256').update(key).digest('hex')}@${new URL(link).hostname}>`;
