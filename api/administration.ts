import { asDate, inForceOn } from '../cases/context.ts';
import { loadUnits } from '../cases/shared/accounts.ts';
import { audit } from '../cases/record.ts';
import { administeredBy } from '../domain/administration.ts';
import type { Administration } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Settings } from '../settings.ts';
import type { CurrentPerson } from './current-person.ts';

/** Who administers what today: the one rule of all that administrators read and write is asked of it. */
export async function loadAdministration(
  tx: Tx,
  { deploymentAdministrators }: Pick<Settings, 'deploymentAdministrators'>,
  at: Date,
): Promise<Administration> {
  const units = await loadUnits(tx, at);
  const held = await tx.roleHolding.findMany({
    where: {
      role: 'administrator',
      ...inForceOn(asDate(dateOf(at))),
      person: { disabledAt: null, passwordHash: { not: null } },
    },
    select: { unit: true },
  });
  const administered = held.flatMap(({ unit }) => units.get(unit)?.organization ?? []);
  return {
    units,
    administered: new Set(administered),
    hasDeployment: deploymentAdministrators.length > 0,
  };
}

/** The role by which a person administers a unit. Whom a setting names for the whole deployment administers every one. */
export function administrationOf(
  administration: Administration,
  person: CurrentPerson,
  unit: string,
): RoleAt | undefined {
  const own = person.roles.filter(({ role }) => role === 'administrator');
  if (person.ofDeployment) return own[0];
  const by = administeredBy(administration, unit);
  return own.find((held) => by.has(administration.units.get(held.unit)?.organization ?? ''));
}

/** @throws Refusal `other-organization` where one of the units has other administrators, or none */
export function requireAdministration(
  administration: Administration,
  person: CurrentPerson,
  ...units: string[]
): RoleAt {
  const roles = units.map((unit) => administrationOf(administration, person, unit));
  const [by] = roles;
  if (by === undefined || roles.includes(undefined)) throw new Refusal('other-organization');
  return by;
}

/** Of a unit that is there. */
export async function organizationOf(tx: Tx, unit: string): Promise<string> {
  return (await tx.unit.findUniqueOrThrow({ where: { code: unit }, select: { organization: true } }))
    .organization;
}

/** The role by which a person administers anything at all; endpoints let others in no further than their `roles`. */
export function administratorRole(person: CurrentPerson): RoleAt {
  const by = person.roles.find(({ role }) => role === 'administrator');
  if (!by) throw new Refusal('forbidden');
  return by;
}

/**
 * Notes what somebody who administers did, for the auditors of the organization that it concerns, which need not be their
 * own: ids and codes only, no names or addresses.
 */
export const auditChange = (
  tx: Tx,
  person: Pick<CurrentPerson, 'id'> & { as?: RoleAt['role'] | null },
  organization: string,
  at: Date,
  action: string,
  detail: Prisma.InputJsonObject,
): Promise<void> =>
  audit(
    tx,
    organization,
    at.toISOString(),
    { personId: person.id, ...(person.as === null ? {} : { role: person.as ?? 'administrator' }) },
    action,
    null,
    detail,
  );
