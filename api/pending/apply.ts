import { createHash } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { PendingChange, Prisma } from '../../prisma/generated/client.ts';
import { auditChange } from '../administration.ts';
import { seatCouncil } from '../council-seats.ts';
import type { CurrentPerson } from '../current-person.ts';
import { createDelegation } from '../delegation-rows.ts';
import type { ApiDeps } from '../deps.ts';
import { invite, withdrawInvitations } from '../invitations.ts';
import { lockPerson } from '../person-views.ts';
import { giveRoles, setLastDay } from '../person-roles.ts';
import { saidOf, tellOf } from './ask.ts';
import type { PendingOf } from './bodies.ts';
import type { ConfirmerAs } from './confirmers.ts';

export interface Confirming {
  by: Pick<CurrentPerson, 'id'>;
  as: ConfirmerAs;
  at: Date;
}

/** What an address is known by in the trail: a hash that only who has the row of the change can compare. */
const sealOf = (changeId: string, address: string): string =>
  createHash('sha256').update(`${changeId} ${address}`).digest('hex');

/** The action that the trail has for each kind once it holds. */
const actions = {
  'give-roles': 'role-given',
  'extend-role': 'role-extended',
  'change-address': 'person-changed',
  'reset-password': 'person-invited',
  delegate: 'delegated',
  'seat-council': 'council-seated',
} as const;

/**
 * Has a confirmed change hold, in the transaction that confirms it.
 * @throws Refusal `not-in-this-state` where what was asked can no longer be
 */
export async function applyChange(
  tx: Tx,
  deps: ApiDeps,
  row: PendingChange,
  change: PendingOf,
  { by, as, at }: Confirming,
): Promise<void> {
  try {
    const said = await effectOf(tx, deps, row, change, at);
    const role = as === 'administrator' || as === 'head' ? as : null;
    await auditChange(tx, { id: by.id, as: role }, row.organization, at, actions[change.kind], {
      ...{ change: row.id, person: row.personId, askedBy: row.askedById },
      ...(row.delegatorId === null ? {} : { delegator: row.delegatorId }),
      ...said,
    });
    await tellOf(tx, deps, row, 'change-made', at, {});
  } catch (failure) {
    if (failure instanceof Refusal && ['invalid', 'not-found'].includes(failure.code))
      throw new Refusal({ cause: 'change-impossible' });
    throw failure;
  }
}

/** @returns what the trail says of it, with what was before */
async function effectOf(
  tx: Tx,
  deps: ApiDeps,
  row: PendingChange,
  change: PendingOf,
  at: Date,
): Promise<Prisma.InputJsonObject> {
  const personId = row.personId ?? '';
  switch (change.kind) {
    case 'give-roles':
      await giveRoles(tx, personId, change.body.holdings);
      return saidOf(change);
    case 'extend-role': {
      const before = await setLastDay(tx, personId, change.body.holding, change.body.to, dateOf(at));
      return { ...saidOf(change), before: before.to };
    }
    case 'change-address': {
      const { email: former } = await lockPerson(tx, personId);
      const { email } = change.body;
      await tx.person.update({ where: { id: personId }, data: { email, version: { increment: 1 } } });
      // The link lies in a mailbox that may be a stranger's.
      await withdrawInvitations(tx, personId);
      await tellOf(tx, deps, row, 'address-left', at, { formerAddress: former });
      return { fields: ['email'], before: sealOf(row.id, former), after: sealOf(row.id, email) };
    }
    case 'reset-password': {
      const person = await lockPerson(tx, personId);
      if (person.disabledAt)
        throw new Refusal({ cause: 'account-disabled', since: person.disabledAt.toISOString() });
      await invite(tx, deps, row.organization, person, at);
      return {};
    }
    case 'delegate': {
      const { id } = await createDelegation(tx, change.body, row.askedById, at);
      return { ...saidOf(change), id };
    }
    case 'seat-council': {
      const after = await seatCouncil(tx, change.body.body, change.body.seats, at);
      return { ...after };
    }
  }
}
