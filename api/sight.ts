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
import type { Db, Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/** The organization's units as they stand today. */
export const loadUnits = async ({ db, clock }: Pick<ApiDeps, 'db' | 'clock'>): Promise<Units> =>
  unitsOn(db, await clock());

type Where = Prisma.NominationWhereInput;

/** The nominations a person may see, as a condition for a query that names them: what it excludes is 404. */
export const visibleTo = (person: CurrentPerson, units: Units): Where => ({
  OR: [
    ...seenByColumns(person, units),
    { proposingUnit: { in: ended(units) }, round: ledBy(person, units) },
    { enquiries: { some: opinionOf(person, units) } },
    { agenda: { some: agendaOf(person) } },
  ],
});

/**
 * The same, as a condition for a list of them: it speaks of columns of the nomination alone, each with its index. What other
 * tables know is asked before. It is little: whose agenda it was on, who was asked about it.
 */
export async function listedFor(db: Tx, person: CurrentPerson, units: Units): Promise<Where> {
  const [rounds, opinions, items] = await Promise.all([
    ended(units).length === 0 ? [] : db.round.findMany({ where: ledBy(person, units), select: { id: true } }),
    db.enquiry.findMany({ where: opinionOf(person, units), select: ofNomination }),
    onAgendaOf(db, person),
  ]);
  const ids = [...new Set([...opinions, ...items].flatMap(({ nominationId }) => nominationId ?? []))];
  return {
    OR: [
      ...seenByColumns(person, units),
      ...(rounds.length === 0
        ? []
        : [{ proposingUnit: { in: ended(units) }, roundId: { in: rounds.map(({ id }) => id) } }]),
      ...(ids.length === 0 ? [] : [{ id: { in: ids } }]),
    ],
  };
}
/** By the person's own seats: of sessions there are many. */
async function onAgendaOf(db: Tx, person: CurrentPerson): Promise<{ nominationId: string }[]> {
  const seats = await db.sessionMember.findMany({ where: seatOf(person), select: { sessionId: true } });
  if (seats.length === 0) return [];
  const sessionId = { in: seats.map((seat) => seat.sessionId) };
  return db.agendaItem.findMany({
    where: { sessionId, session: { state: { not: 'draft' } } },
    select: ofNomination,
  });
}

const ofNomination = { nominationId: true } as const;

function seenByColumns(person: CurrentPerson, units: Units): Where[] {
  const { proposedBy, reached, organizations } = sightOf(person.roles, units);
  const within = [...units.values()].filter((unit) => organizations.includes(unit.organization));
  const bodies = [...new Set([...reached, ...within.map(({ code }) => code)])];
  return [
    { createdById: person.id },
    ...(proposedBy.length === 0
      ? []
      : [{ proposingUnit: { in: proposedBy } }, { handedTo: { in: proposedBy } }]),
    ...(bodies.length === 0 ? [] : [{ reached: { hasSome: bodies } }]),
    ...(organizations.length === 0 ? [] : [{ organization: { in: organizations } }]),
  ];
}

/** Nobody became their unit: the office that leads a round finds one. */
const ended = (units: Units): string[] => [...units.keys()].filter((unit) => holderOf(units, unit) === null);
const ledBy = (person: CurrentPerson, units: Units): Prisma.RoundWhereInput => ({
  leadBody: { in: submissionSight(person.roles, units).leads },
});

/** Who is asked for an opinion reads what it is about. */
function opinionOf(person: CurrentPerson, units: Units): Prisma.EnquiryWhereInput {
  const { reached, proposedBy } = sightOf(person.roles, units);
  return { kind: 'opinion', reached: { hasSome: [...reached, ...proposedBy] } };
}

/** On the agenda of a session of theirs, once that was told. */
const agendaOf = (person: CurrentPerson): Prisma.AgendaItemWhereInput => ({
  session: { state: { not: 'draft' }, members: { some: seatOf(person) } },
});
const seatOf = ({ id }: CurrentPerson) => ({ OR: [{ personId: id }, { substituteId: id }] });

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
