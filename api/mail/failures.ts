import type { Notification, Prisma } from '../../prisma/generated/client.ts';
import { withdrawn } from '../invitations.ts';

/** Mail that did not arrive and that nobody has seen to; what was withdrawn was not to arrive. */
export const openFailures = {
  state: 'failed',
  settledAt: null,
  OR: [{ lastError: null }, { lastError: { not: withdrawn } }],
} satisfies Prisma.NotificationWhereInput;

export const isOpenFailure = ({ state, settledAt, lastError }: Notification): boolean =>
  state === 'failed' && settledAt === null && lastError !== withdrawn;
