import { dateOf } from '../domain/dates.ts';
import { isRole } from '../domain/roles.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { DelegationRow } from './shared/delegations.ts';

export interface Holding {
  role: string;
  unit: string;
  validFrom: Date;
  validTo: Date | null;
}

/** The roles in force on the day it is in Vietnam; the last day of a holding counts. */
export function rolesToday(holdings: readonly Holding[], now: Date): RoleAt[] {
  const today = new Date(`${dateOf(now)}T00:00:00Z`);
  return holdings.flatMap(({ role, unit, validFrom, validTo }) =>
    isRole(role) && validFrom <= today && (validTo === null || validTo >= today) ? [{ role, unit }] : [],
  );
}

/** The roles that are lent, each with whose it is. */
export const lentRoles = (lent: readonly DelegationRow[]): RoleAt[] =>
  lent.flatMap(({ role, unit, delegatorId }) => (isRole(role) ? [{ role, unit, forId: delegatorId }] : []));
