import { Refusal } from '../../domain/problems.ts';
import { homeIn } from '../../cases/shared/home.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Notification } from '../../prisma/generated/client.ts';
import { auditChange, loadAdministration } from '../administration.ts';
import type { ApiDeps } from '../deps.ts';
import { invite } from '../invitations.ts';
import { isWorthTaking, lockPerson } from '../person-views.ts';
import type { SeeingTo } from './again.ts';

const event: MailEvent = 'invited';

/** Whether a mail is an invitation: what its link opens is for the account's own mailbox, so it is never sent again as it is. */
export const isInvitation = (mail: Notification): boolean => mail.event === event;

/**
 * Invites anew who was not reached, with a new link. The account's address is mended with it where one administrator may do
 * that: of an account that is in use, or holds what two have given, it takes two.
 *
 * @returns the new mail's id
 * @throws Refusal `mail-has-a-secret` where it takes two
 */
export async function inviteAgain(
  tx: Tx,
  deps: ApiDeps,
  failed: Notification,
  address: string | undefined,
  { personId, by, at }: SeeingTo,
): Promise<string> {
  const row = await lockPerson(tx, failed.pathId);
  const moves = address !== undefined && address !== row.email;
  if (row.passwordHash !== null || (moves && isWorthTaking(row, at)))
    throw new Refusal({ cause: 'mail-has-a-secret' });
  const { units } = await loadAdministration(tx, deps.settings, at);
  const organization = homeIn(units, row);
  const who = { id: personId, as: by.role };
  if (moves) {
    await tx.person.update({
      where: { id: row.id },
      data: { email: address, version: { increment: 1 } },
    });
    const detail = { person: row.id, fields: ['email'] };
    await auditChange(tx, who, organization, at, 'person-changed', detail);
  }
  await invite(tx, deps, organization, row, at);
  await auditChange(tx, who, organization, at, 'person-invited', { person: row.id });
  const written = await tx.notification.findFirstOrThrow({
    where: { event, pathId: row.id, state: 'waiting' },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  await tx.notification.update({ where: written, data: { insteadOf: failed.id } });
  return written.id;
}
