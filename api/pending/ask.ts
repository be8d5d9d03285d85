import { randomUUID } from 'node:crypto';
import { notify } from '../../cases/shared/notify.ts';
import { PENDING_DAYS, pendingKinds } from '../../domain/pending-changes.ts';
import { addDays, dateOf, endOfDay, lastDayBefore } from '../../domain/dates.ts';
import type { Audience } from '../../cases/shared/audience.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Tx } from '../../prisma/db.ts';
import type { PendingChange, Prisma } from '../../prisma/generated/client.ts';
import { auditChange } from '../administration.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { PendingOf } from './bodies.ts';
import { confirmersOf } from './confirmers.ts';
import { stateOf } from './state.ts';
import { askedOf, pendingView } from './view.ts';
import type { PendingView } from './view.ts';

export interface Asking {
  change: PendingOf;
  organization: string;
  /** Whose account it is, or who gains by it. */
  personId: string | null;
  gainingIds: string[];
  delegatorId?: string;
}

/**
 * Writes down what one person has asked for, and tells those who may confirm it and those whom it concerns. What was
 * asked for by the same person and still waits is answered as it stands.
 */
export async function ask(
  tx: Tx,
  deps: ApiDeps,
  by: CurrentPerson,
  { change, organization, personId, gainingIds, delegatorId }: Asking,
  at: Date,
): Promise<PendingView> {
  const what = { kind: change.kind, personId, askedById: by.id };
  const waiting = { state: 'waiting', expiresAt: { gt: new Date() } };
  const body: Prisma.InputJsonObject = change.body;
  const same = await tx.pendingChange.findFirst({ where: { ...what, ...waiting, body: { equals: body } } });
  if (same) return pendingView(tx, deps, by, same, at);
  const row = await tx.pendingChange.create({
    data: {
      ...{ id: randomUUID(), ...what, organization, gainingIds, delegatorId: delegatorId ?? null },
      ...{ body, before: await stateOf(tx, change, personId) },
      ...{ askedAt: at, expiresAt: endOfDay(addDays(dateOf(new Date()), PENDING_DAYS)) },
    },
  });
  await auditChange(tx, by, organization, at, 'change-asked', {
    change: row.id,
    kind: row.kind,
    person: personId,
    ...(delegatorId === undefined ? {} : { delegator: delegatorId }),
    ...saidOf(change),
  });
  const confirmers = (await confirmersOf(tx, deps.settings, askedOf(row), at)).map(({ id }) => id);
  await tellOf(tx, deps, row, 'change-asked', at, { confirmers });
  return pendingView(tx, deps, by, row, at);
}

/** What the trail says of it: ids and codes. An address stands in the row that the entry names. */
export function saidOf(change: PendingOf): Prisma.InputJsonObject {
  switch (change.kind) {
    case 'give-roles':
      return { roles: change.body.holdings };
    case 'extend-role':
      return { ...change.body };
    case 'delegate': {
      const { role, unit, from, to } = change.body;
      return { role, unit, from, to };
    }
    case 'seat-council':
      return { body: change.body.body };
    case 'change-address':
    case 'reset-password':
      return {};
  }
}

/** Writes to those whom a change concerns; no secret, no address and no name but the user's own is in it. */
export async function tellOf(
  tx: Tx,
  { settings }: ApiDeps,
  row: PendingChange,
  event: MailEvent,
  at: Date,
  audience: Audience,
): Promise<void> {
  const person = row.personId && (await tx.person.findUnique({ where: { id: row.personId } }));
  const concerned = [row.personId, row.delegatorId].filter((id) => id !== null);
  await notify(tx, {
    event,
    path: { kind: 'person', id: row.personId ?? row.id },
    keyPart: row.id,
    at,
    facts: {
      kind: 'person',
      pathCode: person ? person.username : '',
      link: `${settings.baseUrl}/pending-changes/${row.id}`,
      change: pendingKinds[askedOf(row).kind].vi,
      ...(event === 'change-asked' ? { due: lastDayBefore(row.expiresAt) } : {}),
    },
    audience: { organization: row.organization, concerned, ...audience },
  });
}
