import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { homeOf } from '../cases/shared/home.ts';
import { notify } from '../cases/shared/notify.ts';
import { audit } from '../cases/record.ts';
import { addDays, dateOf, endOfDay } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import type { MailEvent } from '../mail/events.ts';
import type { Tx } from '../prisma/db.ts';
import { hashToken } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { endAccess } from './access.ts';
import type { Ended } from './access.ts';
import { hashNewPassword, newPassword } from './passwords.ts';

/** An invitation is good until the end of this many days after today, on the wall clock. */
const INVITATION_DAYS = 7;
/** On a mail that was not sent because its link is no longer good. */
export const withdrawn = 'withdrawn';
const event: MailEvent = 'invited';

const invitationToken = z.string().min(1).max(200);

interface Invited {
  id: string;
  username: string;
}

/**
 * Writes to a person a link with which he sets his password, once. A link he had before is no longer good. The
 * secret goes into the mail alone: the record keeps its hash, and forgets the mail's text when it has been sent.
 */
export async function invite(
  tx: Tx,
  { settings }: ApiDeps,
  organization: string,
  person: Invited,
  at: Date,
): Promise<void> {
  await withdrawInvitations(tx, person.id);
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const due = addDays(dateOf(new Date()), INVITATION_DAYS);
  await tx.invitation.create({
    data: {
      id,
      personId: person.id,
      tokenHash: hashToken(token),
      expiresAt: endOfDay(due),
    },
  });
  await notify(tx, {
    event,
    path: { kind: 'person', id: person.id },
    keyPart: id,
    at,
    facts: {
      kind: 'person',
      pathCode: person.username,
      link: `${settings.baseUrl}/invitations/${token}`,
      due,
    },
    audience: { organization, leadBody: organization, invited: person.id },
  });
}

/** Makes every link that a person has no longer good, and unsaid what was not sent. */
export async function withdrawInvitations(tx: Tx, personId: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { personId, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await tx.notification.updateMany({
    where: { personId, event, state: { not: 'sent' }, settledAt: null },
    data: { state: 'failed', lastError: withdrawn, text: '', html: '', failedAt: new Date() },
  });
}

/**
 * Puts a new password in place of the old one: sessions, tokens and links from before are no longer good, but for the
 * session `kept`. @returns how many of each it ended, as the trail says it
 */
export async function putPassword(
  tx: Tx,
  personId: string,
  passwordHash: string,
  kept?: string,
): Promise<Ended> {
  await tx.person.update({ where: { id: personId }, data: { passwordHash } });
  await withdrawInvitations(tx, personId);
  return endAccess(tx, personId, kept);
}

/**
 * Sets the password of whoever was invited by this token, and ends what sessions he had.
 * @throws Refusal `invitation-void` for a token that is unknown, used, withdrawn or expired: which, is nobody's business
 */
async function setPassword(
  deps: ApiDeps,
  { token, password }: { token: string; password: string },
): Promise<{ username: string }> {
  const found = await openInvitation(deps, token);
  if (!found) throw new Refusal('invitation-void');
  const { id, personId, person } = found;
  const passwordHash = await hashNewPassword(person, password);
  const at = await deps.clock();
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, usedAt: null, revokedAt: null },
      data: { usedAt: new Date() },
    });
    // Two at once: the second finds it used; likewise one whose person is being disabled.
    if (count === 0) throw new Refusal('invitation-void');
    const ended = await putPassword(tx, personId, passwordHash);
    const organization = await homeOf(tx, personId);
    await audit(tx, organization, at.toISOString(), { personId }, 'password-set', null, { ...ended });
  });
  await deps.limits.logins.forget(person.username);
  return { username: person.username };
}

/** The invitation behind a token while it is good. */
const openInvitation = ({ db }: ApiDeps, token: string) =>
  db.invitation.findFirst({
    where: {
      tokenHash: hashToken(token),
      usedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      person: { disabledAt: null },
    },
    include: { person: { select: { username: true, displayName: true } } },
  });

export const invitationEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/session/password',
      tag: 'session',
      summary: 'Set a password by the token of an invitation, once',
      login: false,
      body: z.strictObject({ token: invitationToken, password: newPassword }),
      answer: { status: 200, schema: z.object({ username: z.string() }) },
      refusals: ['invitation-void'],
    },
    ({ deps, body }) => setPassword(deps, body),
  ),
];
