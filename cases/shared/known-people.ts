import { isSameName } from '../../domain/identity.ts';
import { nomineeGround } from '../../domain/nominee.ts';
import type { KnownPerson, Nominee, NomineeGround } from '../../domain/nominee.ts';
import type { Units } from '../../domain/organization.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { delegationsLent } from './delegations.ts';
import type { DelegationRow } from './delegations.ts';
import { lentRoles, rolesToday } from '../held-roles.ts';
import type { Holding } from '../held-roles.ts';

type PersonRow = Pick<Person, 'id' | 'displayName' | 'organization'> & { roles: Holding[] };

/** An account as it is compared with nominees: with what it heads today, also in another's place. */
export const knownAs = (person: PersonRow, lent: readonly DelegationRow[], now: Date): KnownPerson => ({
  id: person.id,
  name: person.displayName,
  organization: person.organization,
  posts: [...rolesToday(person.roles, now), ...lentRoles(lent)],
});

/** The accounts with these ids, as people are compared with nominees. */
export async function knownPeople(tx: Tx, ids: readonly string[], now: Date): Promise<KnownPerson[]> {
  const known = [...new Set(ids)];
  if (known.length === 0) return [];
  const people = await tx.person.findMany({
    where: { id: { in: known } },
    include: { roles: true },
    orderBy: { id: 'asc' },
  });
  const lent = await delegationsLent(tx, { delegateId: { in: known } }, now);
  return people.map((person) =>
    knownAs(
      person,
      lent.filter(({ delegateId }) => delegateId === person.id),
      now,
    ),
  );
}

/** Somebody who is nominated, bears the nominee's name, or heads what is nominated. */
export interface FoundNominee {
  personId: string;
  displayName: string;
  ground: NomineeGround;
}

/** Which accounts are found to be one of these. */
export async function nomineesAmong(
  tx: Tx,
  nominee: Nominee,
  units: Units,
  now: Date,
): Promise<FoundNominee[]> {
  const people = await knownPeople(tx, await candidates(tx, nominee, units, now), now);
  return people.flatMap((person) => {
    const ground = nomineeGround(nominee, person, units);
    return ground ? [{ personId: person.id, displayName: person.name, ground }] : [];
  });
}

/** Whom to compare: of a collective who holds or is lent a role there, of an individual the account and the namesakes. */
async function candidates(tx: Tx, nominee: Nominee, units: Units, now: Date): Promise<string[]> {
  const able = { disabledAt: null };
  if (nominee.kind === 'collective') {
    const { unit } = nominee;
    const holders = await tx.roleHolding.findMany({
      where: { unit, person: able },
      select: { personId: true },
    });
    const lent = await delegationsLent(tx, { unit }, now);
    return [...holders.map(({ personId }) => personId), ...lent.map(({ delegateId }) => delegateId)];
  }
  const organization = units.get(nominee.unit)?.organization ?? nominee.unit;
  const there = [...units.values()].flatMap((unit) =>
    unit.organization === organization ? [unit.code] : [],
  );
  const lentThere = { some: { unit: { in: there }, revokedAt: null } };
  const people = await tx.person.findMany({
    where: {
      ...able,
      OR: [{ organization }, { roles: { some: { unit: { in: there } } } }, { standsIn: lentThere }],
    },
    select: { id: true, displayName: true },
  });
  const namesakes = people.filter(({ displayName }) => isSameName(displayName, nominee.name));
  return [...namesakes.map(({ id }) => id), ...(nominee.personId === null ? [] : [nominee.personId])];
}
