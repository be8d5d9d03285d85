import type { Holder } from '../../domain/permissions.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { delegationsLent, recusedFrom } from './delegations.ts';
import type { DelegationRow } from './delegations.ts';
import { lentRoles, rolesToday } from '../held-roles.ts';
import { knownAs } from './known-people.ts';

/** A person with all that they may act as at a moment, and the delegations by which it is lent to them. */
export interface LoadedHolder extends Holder {
  row: Person;
  lent: DelegationRow[];
}

/**
 * What a person may act as, read where it is asked: within the transaction that records an act, or at a request.
 * @returns null for a person who is not there or has been disabled
 */
export async function loadHolder(tx: Tx, id: string, now: Date): Promise<LoadedHolder | null> {
  const person = await tx.person.findUnique({ where: { id }, include: { roles: true } });
  if (!person || person.disabledAt) return null;
  const lent = await delegationsLent(tx, { delegateId: id }, now);
  return {
    id,
    row: person,
    lent,
    roles: [...rolesToday(person.roles, now), ...lentRoles(lent)],
    known: [knownAs(person, lent, now), ...lent.map(({ delegator }) => knownAs(delegator, [], now))],
    ...(lent.length > 0 ? { recusedFrom: await recusedFrom(tx, id) } : {}),
  };
}
