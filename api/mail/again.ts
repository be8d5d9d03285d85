import { createHash, randomUUID } from 'node:crypto';
import { audit } from '../../cases/record.ts';
import { pathKinds } from '../../domain/path.ts';
import type { PathKind } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Because } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Notification } from '../../prisma/generated/client.ts';
import { withdrawn } from '../invitations.ts';
import type { Keeping } from './keepers.ts';

/** Who sees to a mail, in which role, and when. */
export interface SeeingTo {
  personId: string;
  by: RoleAt;
  /** On the service's clock. */
  at: Date;
  about: Keeping['about'];
}

/** A failed mail that nobody has seen to, held. @throws Refusal by what has become of it */
export async function lockFailed(tx: Tx, id: string): Promise<Notification> {
  await tx.$queryRaw`SELECT 1 FROM "Notification" WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.notification.findUniqueOrThrow({ where: { id } });
  const why = whyNot(row);
  if (why !== null) throw new Refusal(why);
  return row;
}

function whyNot({ state, sentAt, createdAt, failedAt, lastError, settledAt }: Notification): Because | null {
  if (state === 'waiting') return { cause: 'mail-waits', since: createdAt.toISOString() };
  if (state === 'sent') return { cause: 'mail-sent', since: (sentAt ?? createdAt).toISOString() };
  if (lastError === withdrawn)
    return { cause: 'mail-withdrawn', since: (failedAt ?? createdAt).toISOString() };
  return settledAt === null ? null : { cause: 'mail-seen-to', since: settledAt.toISOString() };
}

/**
 * Sends a failed mail again, as a mail of its own, so that what is still said of the first (a notice that comes twice) is not
 * said of it: to another address where one is given, else to the one that its recipient has today. Once, however many ask.
 *
 * @returns the new mail's id
 * @throws Refusal `mail-without-address`
 */
export async function sendAgain(
  tx: Tx,
  failed: Notification,
  given: string | undefined,
  seeing: SeeingTo,
): Promise<string> {
  const present = await presentAddress(tx, failed);
  const address = given ?? (present === '' ? failed.address : present);
  if (address === '') throw new Refusal({ cause: 'mail-without-address' });
  const moves = address !== failed.address;
  const id = randomUUID();
  const { key, event, pathKind, pathId, recipient, personId, unit, subject, text, html, attachments, at } =
    failed;
  const [, host = ''] = /@([^>]+)>/.exec(failed.messageId) ?? [];
  await tx.notification.create({
    data: {
      ...{ id, key: `${key}:again:${id}`, event, pathKind, pathId, recipient, personId, unit, address },
      ...{ subject, text, html, attachments: attachments ?? [], at, insteadOf: failed.id },
      messageId: `<${createHash('sha256').update(`${failed.messageId} ${id}`).digest('hex')}@${host}>`,
    },
  });
  await settle(tx, failed, seeing);
  await note(tx, failed, seeing, 'mail-sent-again', { instead: id, moves });
  await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
  return id;
}

/** Notes that the recipient was told in another way: by telephone, on paper. Nothing more is to be done about the mail. */
export async function tellOtherwise(
  tx: Tx,
  failed: Notification,
  how: string,
  seeing: SeeingTo,
): Promise<void> {
  await settle(tx, failed, seeing, how);
  await note(tx, failed, seeing, 'mail-told-otherwise', {});
}

/** Has an address be the unit's from now on. */
export async function rememberAddress(
  tx: Tx,
  unit: string,
  address: string,
  organization: string,
  { personId, by, at }: SeeingTo,
): Promise<void> {
  await tx.unit.update({ where: { code: unit }, data: { email: address, version: { increment: 1 } } });
  const detail = { unit, fields: ['email'] };
  await audit(tx, organization, at.toISOString(), { personId, ...by }, 'unit-changed', null, detail);
}

/** Where its recipient gets mail today; empty where there is no such address. */
async function presentAddress(tx: Tx, { personId, unit }: Notification): Promise<string> {
  if (personId !== null)
    return (await tx.person.findUnique({ where: { id: personId }, select: { email: true } }))?.email ?? '';
  if (unit === null) return '';
  return (await tx.unit.findUnique({ where: { code: unit }, select: { email: true } }))?.email ?? '';
}

/** Somebody has seen to it. */
export async function settle(
  tx: Tx,
  { id }: Notification,
  { personId }: SeeingTo,
  told: string | null = null,
): Promise<void> {
  const data = { told, settledAt: new Date(), settledById: personId };
  await tx.notification.update({ where: { id }, data });
}

/** In the trail of the case, or of the recipient's organization: ids and codes, no address and no word of how. */
async function note(
  tx: Tx,
  { id, pathKind, pathId, unit }: Notification,
  { personId, by, at, about }: SeeingTo,
  action: string,
  more: Record<string, string | boolean>,
): Promise<void> {
  const kind = pathKinds.find((known): known is PathKind => known === pathKind);
  const path = kind === undefined ? null : { kind, id: pathId };
  const organization =
    about?.organization ??
    (await tx.unit.findUnique({ where: { code: unit ?? by.unit }, select: { organization: true } }))
      ?.organization ??
    '';
  const detail = { mail: id, ...more };
  await audit(tx, organization, at.toISOString(), { personId, ...by }, action, path, detail);
}
