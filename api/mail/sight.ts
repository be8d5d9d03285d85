import { homeIn } from '../../cases/shared/home.ts';
import type { Administration } from '../../domain/administration.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import type { Role } from '../../domain/roles.ts';
import type { RecipientKind } from '../../mail/recipients.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { administrationOf } from '../administration.ts';
import type { CurrentPerson } from '../current-person.ts';
import { listedFor } from '../sight.ts';

/** Written to those outside the reviewing body: nothing in it says who there has a case. */
const openKinds: RecipientKind[] = [
  ...(['proposer', 'proposing-unit', 'proposing-unit-head', 'nominee-unit'] as const),
  ...(['next-body', 'plan-recipients', 'lead-office'] as const),
];

/**
 * Mail that somebody may see: what was written to them or to a unit where they work; who looks after an office's cases, also
 * what was written about these to units, and to its own people; who leads a council, what its sessions wrote; who
 * administers, what was written to their organization, and who does so for all, what is about the service.
 */
export async function mailSeenBy(
  tx: Tx,
  person: CurrentPerson,
  administration: Administration,
): Promise<Prisma.NotificationWhereInput> {
  const { units } = administration;
  const own = person.roles.map(({ unit }) => unit);
  const served = [...units.keys()].filter((unit) => administrationOf(administration, person, unit));
  const may: Prisma.NotificationWhereInput[] = [{ personId: person.id }, { unit: { in: own } }];
  if (served.length > 0) may.push({ OR: await writtenTo(tx, served, units) });
  if (person.ofDeployment) may.push({ pathKind: 'service' });
  const councils = ledBy(person, units, 'council-secretary', 'council-chair');
  if (councils.length > 0) {
    const sessions = await tx.councilSession.findMany({
      where: { body: { in: councils } },
      select: { id: true },
    });
    may.push({ pathId: { in: idsOf(sessions) } });
  }
  const offices = person.roles.filter(({ role }) => role === 'office-reviewer' || role === 'office-head');
  if (offices.length > 0) {
    const organizations = offices.map(({ unit }) => units.get(unit)?.organization);
    const here = [...units.values()].filter(({ organization }) => organizations.includes(organization));
    const toHere = await writtenTo(
      tx,
      here.map(({ code }) => code),
      units,
    );
    may.push({
      AND: [
        { OR: await aboutLed(tx, { ...person, roles: offices }, units) },
        { OR: [{ recipient: { in: openKinds } }, ...toHere] },
      ],
    });
  }
  return { OR: may };
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** The bodies at which a person holds one of these roles, or above which they do. */
const ledBy = (person: CurrentPerson, units: Units, ...roles: Role[]): string[] =>
  [...units.keys()].filter((unit) => rolesAt(units, person.roles, unit, ...roles).length > 0);

/**
 * About the nominations that an office may see, and whatever else it leads. Those of which there are as many as cases are asked
 * for by the mail's own relation to them, the few others before.
 */
async function aboutLed(
  tx: Tx,
  person: CurrentPerson,
  units: Units,
): Promise<Prisma.NotificationWhereInput[]> {
  const leadBody = { in: ledBy(person, units, 'office-reviewer', 'office-head') };
  const select = { id: true } as const;
  const rounds = await tx.round.findMany({ where: { leadBody }, select });
  const found = await Promise.all([
    tx.submission.findMany({ where: { roundId: { in: idsOf(rounds) } }, select }),
    tx.revocation.findMany({ where: { leadBody }, select }),
  ]);
  return [
    { nomination: await listedFor(tx, person, units) },
    { obligation: { leadBody } },
    { enquiry: { leadBody } },
    { pathId: { in: [rounds, ...found].flatMap(idsOf) } },
  ];
}

/** Rows to these units, and to people whose account is at home in their organizations. */
async function writtenTo(
  tx: Tx,
  codes: readonly string[],
  units: Units,
): Promise<Prisma.NotificationWhereInput[]> {
  const organizations = new Set(codes.map((code) => units.get(code)?.organization));
  const people = await tx.person.findMany({ select: { id: true, organization: true, roles: true } });
  const ids = people.filter((row) => organizations.has(homeIn(units, row))).map(({ id }) => id);
  return [{ unit: { in: [...codes] } }, { personId: { in: ids }, unit: null }];
}
