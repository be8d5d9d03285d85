import { createHash } from 'node:crypto';
import { delegationsLent, recusedFrom } from '../activities/delegations.ts';
import { roleNatures } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import type { Holder } from '../domain/permissions.ts';
import { isRole } from '../domain/roles.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';

/** Who makes a request, with the roles he holds today: read at each request, so that a taken role is gone at once. */
export interface CurrentPerson extends Holder {
  username: string;
  displayName: string;
  email: string;
  /** Those in whose roles, marked with `forId`, he acts today. */
  standsInFor: { id: string; displayName: string }[];
  organization: string;
  /** By an API token: never good for a vote. */
  viaToken: boolean;
  /** Named by a setting to administer every organization; holds no role that judges. */
  ofDeployment: boolean;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

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

/** @returns null for a person who is not there or has been disabled */
export async function loadPerson(
  db: Tx,
  id: string,
  now: Date,
  viaToken: boolean,
): Promise<CurrentPerson | null> {
  const person = await db.person.findUnique({ where: { id }, include: { roles: true } });
  if (!person || person.disabledAt) return null;
  const lent = await delegationsLent(db, { delegateId: id }, now);
  const held = [
    ...rolesToday(person.roles, now),
    ...lent.flatMap(({ role, unit, delegatorId }) =>
      isRole(role) ? [{ role, unit, forId: delegatorId }] : [],
    ),
  ];
  const unit = held[0] && (await db.unit.findUnique({ where: { code: held[0].unit } }));
  return {
    id: person.id,
    username: person.username,
    displayName: person.displayName,
    email: person.email,
    roles: held,
    organization: unit?.organization ?? person.organization ?? '',
    standsInFor: lent.map(({ delegator }) => ({ id: delegator.id, displayName: delegator.displayName })),
    ...(lent.length > 0 ? { recusedFrom: await recusedFrom(db, id) } : {}),
    viaToken,
    ofDeployment: false,
  };
}

/** Who administers the whole deployment judges nothing, whatever roles they hold or are lent. */
export const asOfDeployment = (person: CurrentPerson): CurrentPerson => ({
  ...person,
  ofDeployment: true,
  roles: person.roles.filter(({ role }) => !roleNatures[role].judges),
});
