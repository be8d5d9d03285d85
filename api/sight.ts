import { loadUnits as unitsOn } from '../cases/shared/accounts.ts';
import { partiesOf, standingOf } from '../cases/nomination/rights.ts';
import { stateOfRow, unitOf } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { openActs } from '../domain/open-acts.ts';
import { holderOf, isHeldBy } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { mayAct, sightOf } from '../domain/permissions.ts';
import { Refusal } from '../domain/problems.ts';
import { submissionSight } from '../domain/submission.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { NominationWork } from '../domain/standing.ts';
import type { NominationAct } from '../domain/stages.ts';
import type { Db } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/** The organization's units as they stand today. */
export const loadUnits = async ({ db, clock }: Pick<ApiDeps, 'db' | 'clock'>): Promise<Units> =>
  unitsOn(db, await clock());

/** The nominations a person may see, as a condition for every query of them: what it excludes is 404. */
export function visibleTo(person: CurrentPerson, units: Units): Prisma.NominationWhereInput {
  const sight = sightOf(person.roles, units);
  const ended = [...units.keys()].filter((unit) => holderOf(units, unit) === null);
  return {
    OR: [
      { proposingUnit: { in: sight.proposedBy } },
      { handedTo: { in: sight.proposedBy } },
      // Nobody became its unit: the office that leads its round finds one.
      {
        proposingUnit: { in: ended },
        round: { leadBody: { in: submissionSight(person.roles, units).leads } },
      },
      { reached: { hasSome: sight.reached } },
      { createdById: person.id },
      // Who is asked for an opinion reads what it is about.
      {
        enquiries: {
          some: { kind: 'opinion', reached: { hasSome: [...sight.reached, ...sight.proposedBy] } },
        },
      },
      { organization: { in: sight.organizations } },
      {
        reached: {
          hasSome: [...units.values()]
            .filter((u) => sight.organizations.includes(u.organization))
            .map((u) => u.code),
        },
      },
      {
        agenda: {
          some: {
            session: {
              state: { not: 'draft' },
              members: { some: { OR: [{ personId: person.id }, { substituteId: person.id }] } },
            },
          },
        },
      },
    ],
  };
}

/** A nomination the person may see. @throws Refusal `not-found` for one he may not, as for one that isn't there */
export async function findVisible(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<NominationRow> {
  const row = await db.nomination.findFirst({
    where: { AND: [{ id }, visibleTo(person, units)] },
    include: { round: true },
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

/** The role in which a person works on a draft: of the proposing unit, or of the office that drafts for outsiders. */
export function drafterRole(person: CurrentPerson, row: NominationRow, units: Units): RoleAt | undefined {
  return (
    person.roles.find(
      (r) => ['unit-officer', 'unit-head'].includes(r.role) && isHeldBy(units, unitOf(row), r.unit),
    ) ??
    (row.outsideProposer !== null && row.createdById === person.id
      ? person.roles.find((r) => r.role === 'office-reviewer' || r.role === 'office-head')
      : undefined)
  );
}

/** The acts that are open now and this person's to do. */
export function allowedActs(row: NominationRow, person: CurrentPerson, units: Units): NominationAct[] {
  const parties = partiesOf(row);
  return openActs(stateOfRow(row)).filter((act) => typeof mayAct(act, person, parties, units) === 'object');
}

/** 409, with what the caller may do instead. */
export const notNow = (
  row: NominationRow,
  work: NominationWork,
  person: CurrentPerson,
  units: Units,
): Refusal =>
  new Refusal(standingOf(row, work) ?? { cause: 'case-moved' }, [], allowedActs(row, person, units));
