import { asDate } from '../cases/context.ts';
import { delegationOf, holdingOf } from '../cases/shared/delegations.ts';
import { dateOf } from '../domain/dates.ts';
import { delegationFaults } from '../domain/delegation.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { termOf } from './organization-rows.ts';
import type { PendingBody } from './pending/bodies.ts';
import { findPerson, lockPerson } from './person-views.ts';

export const delegationInclude = { delegator: true, delegate: true } satisfies Prisma.DelegationInclude;
export type DelegationRow = Prisma.DelegationGetPayload<{ include: typeof delegationInclude }>;
export type NewDelegation = PendingBody<'delegate'>;

/** @throws Refusal `invalid` naming what is wrong with it as things stand; the delegator is locked, so that no two overlap */
export async function refuseDelegation(tx: Tx, delegation: NewDelegation, at: Date): Promise<void> {
  const { delegatorId, delegateId } = delegation;
  const held = (await known('delegator', () => lockPerson(tx, delegatorId))).roles.map(holdingOf);
  await known('delegate', () => findPerson(tx, delegateId, false));
  const others = await tx.delegation.findMany({ where: { delegatorId, revokedAt: null } });
  const faults = delegationFaults(delegation, held, others.map(delegationOf), dateOf(at));
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

/** @throws Refusal `invalid` */
export async function createDelegation(
  tx: Tx,
  delegation: NewDelegation,
  createdById: string,
  at: Date,
): Promise<DelegationRow> {
  await refuseDelegation(tx, delegation, at);
  const { delegatorId, delegateId, role, unit, document, reason } = delegation;
  return tx.delegation.create({
    data: {
      ...{ delegatorId, delegateId, role, unit, document, reason },
      ...termOf(delegation),
      ...{ validTo: asDate(delegation.to), createdById, createdAt: at },
    },
    include: delegationInclude,
  });
}

/** Somebody named in the request. @throws Refusal `invalid` at the path where there is nobody */
async function known<T>(path: string, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    throw new Refusal('invalid', [{ path, message: 'Không có người dùng này.' }]);
  }
}
