import { dateOf } from '../domain/dates.ts';
import type { Holder } from '../domain/permissions.ts';
import { isRole } from '../domain/roles.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Person } from '../prisma/generated/client.ts';
import { delegationsLent, recusedFrom } from './delegations.ts';
import type { DelegationRow } from './delegations.ts';

interface Holding {
  role: string;
  unit: string;
  validFrom: Date;
  validTo: Date | null;
}

/** The roles in force on the day it is in Vietnam; the last day of a holding counts. */
export function rolesToday(holdings: Holding[], now: Date): RoleAt[] {
  const today = new Date(`${dateOf(now)}T00:00:00Z`);
  return holdings.flatMap(({ role, unit, validFrom, validTo }) =>
    isRole(role) && validFrom <= today && (validTo === null || validTo >= today) ? [{ role, unit }] : [],
  );
}

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
    roles: [
      ...rolesToday(person.roles, now),
      ...lent.flatMap(({ role, unit, delegatorId }) =>
        isRole(role) ? [{ role, unit, forId: delegatorId }] : [],
      ),
    ],
    ...(lent.length > 0 ? { recusedFrom: await recusedFrom(tx, id) } : {}),
  };
}
