import { administeredBy } from '../../domain/administration.ts';
import { holderOf } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import type { Role } from '../../domain/roles.ts';
import type { RecipientKind } from '../../mail/recipients.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadUnits } from './accounts.ts';
import { inForceOn } from '../context.ts';
import { delegationsLent } from './delegations.ts';
import { loadReference } from '../reference.ts';

/** Whom an event concerns, in unit codes and person ids. What is left out concerns nobody. */
export interface Audience {
  organization?: string;
  leadBody?: string;
  proposerIds?: string[];
  /** One for a nomination; for a round every unit that is to hear of it. */
  proposingUnits?: string[];
  nomineeUnit?: string | null;
  /** Who must act; of a case that was just closed, who would have had to. */
  waiting?: { body: string; role: Role } | null;
  /** Person ids; members without accounts are invited on paper. */
  council?: {
    members: string[];
    secretaries: string[];
    chairs: string[];
    invitees?: string[];
    awaited?: string[];
  };
  nextBody?: string | null;
  /** Units that the plan's Nơi nhận names. */
  planRecipients?: string[];
  /** Who has it on his desk from now on. */
  assignee?: string;
  /** Whose account it is about. */
  invited?: string;
  /** Person ids: who may confirm a change, and whom it concerns. */
  confirmers?: string[];
  concerned?: string[];
  /** Where a person's mail went until now. */
  formerAddress?: string;
  /** It concerns those who administer: an organization, or where none is named the service itself. */
  administrators?: Administered;
  /** An address outside, which is nobody's account. */
  headsKeeper?: string;
}

interface Administered {
  organization: string | null;
  /** User names of those whom a setting has administer every organization. */
  ofDeployment: readonly string[];
}

/** Somebody to write to: a person, or a unit by its own address; `address` null where there is none to be found. */
export interface Recipient {
  personId: string | null;
  unit: string | null;
  address: string | null;
}

export type FindRecipients = (kind: RecipientKind) => Recipient[];

/** The day of `at` in the record's `@db.Date` columns. */
type DateColumn = Date;

/**
 * Loads the units and role holdings in force on the day, without disabled persons, and answers for each kind of
 * recipient. People come before a unit's shared address where the kind asks for people.
 */
export async function loadAudience(tx: Tx, audience: Audience, day: DateColumn): Promise<FindRecipients> {
  const { organization, leadBody, proposingUnits = [], nomineeUnit, waiting, council, nextBody } = audience;
  const planRecipients = audience.planRecipients ?? [];
  const codes = [
    organization,
    leadBody,
    ...proposingUnits,
    nomineeUnit,
    waiting?.body,
    nextBody,
    ...planRecipients,
  ];
  const named = [...new Set(codes.filter((code) => code !== null && code !== undefined))];
  const units = await unitsWritten(tx, named);
  const holder = await holdersOf(tx, units, day);
  const unitCodes = [...new Set(named.map(holder))];
  const others = unitCodes.filter((code) => !named.includes(code));
  const { members = [], secretaries = [], chairs = [], invitees = [], awaited = [] } = council ?? {};
  const councillors = [...members, ...secretaries, ...chairs, ...invitees, ...awaited];
  const invited = audience.invited === undefined ? [] : [audience.invited];
  const assignee = audience.assignee === undefined ? [] : [audience.assignee];
  const { confirmers = [], concerned = [], formerAddress, headsKeeper } = audience;
  const written = [...(audience.proposerIds ?? []), ...councillors, ...invited, ...assignee];
  const personIds = [...new Set([...written, ...confirmers, ...concerned])];
  const [successors, held, lent, people, administrators] = await Promise.all([
    others.length === 0 ? [] : unitsWritten(tx, others),
    tx.roleHolding.findMany({
      where: {
        unit: { in: unitCodes },
        ...inForceOn(day),
        person: { disabledAt: null },
      },
      select: { role: true, unit: true, personId: true, person: { select: { email: true } } },
      orderBy: [{ person: { username: 'asc' } }],
    }),
    delegationsLent(tx, { unit: { in: unitCodes } }, day),
    tx.person.findMany({
      where: { id: { in: personIds }, disabledAt: null },
      select: { id: true, email: true },
      orderBy: { username: 'asc' },
    }),
    audience.administrators ? administratorsOn(tx, day, audience.administrators) : [],
  ]);
  // A task goes to whoever stands in as well: the one away may look in all the same.
  const holdings = [
    ...held,
    ...lent.map(({ role, unit, delegate }) => ({ role, unit, personId: delegate.id, person: delegate })),
  ];
  const emails = new Map([...units, ...successors].map((unit) => [unit.code, unit.email]));

  const persons = (ids: string[] = []): Recipient[] =>
    people
      .filter((person) => ids.includes(person.id))
      .map((person) => ({ personId: person.id, unit: null, address: person.email }));
  const holders = (unit: string, role: Role): Recipient[] =>
    holdings
      .filter((holding) => holding.unit === unit && holding.role === role)
      .map((holding) => ({ personId: holding.personId, unit, address: holding.person.email }));
  const addressOf = (unit: string): Recipient[] => {
    const address = emails.get(unit);
    return address ? [{ personId: null, unit, address }] : [];
  };
  /** The first of several ways that reaches somebody; a body that none reaches is kept, to be shown as failed. */
  const firstOf = (unit: string, ...ways: (() => Recipient[])[]): Recipient[] => {
    for (const way of ways) {
      const found = way();
      if (found.length > 0) return found;
    }
    return [{ personId: null, unit, address: null }];
  };
  const atUnits = (given: (string | null | undefined)[], find: (unit: string) => Recipient[]): Recipient[] =>
    [...new Set(given.flatMap((unit) => (unit ? [holder(unit)] : [])))].flatMap(find);
  const peopleIn = (roles: readonly Role[]) => (unit: string) =>
    firstOf(unit, ...roles.map((role) => () => holders(unit, role)), () => addressOf(unit));
  const desk = (roles: readonly Role[]) => (unit: string) =>
    firstOf(unit, () => addressOf(unit), ...roles.map((role) => () => holders(unit, role)));

  const finders: Record<RecipientKind, () => Recipient[]> = {
    proposer: () => persons(audience.proposerIds),
    'proposing-unit': () => atUnits(proposingUnits, desk(['unit-officer', 'unit-head'])),
    'proposing-unit-head': () => atUnits(proposingUnits, peopleIn(['unit-head'])),
    'nominee-unit': () => atUnits([nomineeUnit], desk(['unit-officer', 'unit-head'])),
    'body-waiting': () => (waiting ? peopleIn([waiting.role])(holder(waiting.body)) : []),
    'body-head': () => (waiting ? peopleIn(headsOf(waiting.role))(holder(waiting.body)) : []),
    'organization-head': () => atUnits([organization], peopleIn(['head'])),
    'lead-office': () => atUnits([leadBody], peopleIn(['office-reviewer', 'office-head'])),
    'council-members': () => persons(council?.members),
    'council-secretary': () => persons(council?.secretaries),
    'council-chair': () => persons(council?.chairs),
    'council-invitees': () => persons(council?.invitees),
    'council-awaited': () => persons(council?.awaited),
    'next-body': () => atUnits([nextBody], desk(['appraiser', 'head'])),
    'plan-recipients': () => atUnits(planRecipients, addressOf),
    'invited-person': () => persons(invited),
    'change-confirmers': () => persons(confirmers),
    'person-concerned': () => persons(concerned),
    'former-address': () =>
      formerAddress === undefined
        ? []
        : [{ personId: concerned[0] ?? null, unit: null, address: formerAddress }],
    assignee: () => persons(assignee),
    administrators: () =>
      administrators.map(({ id, email }) => ({ personId: id, unit: null, address: email })),
    'heads-keeper': () =>
      headsKeeper === undefined ? [] : [{ personId: null, unit: null, address: headsKeeper }],
  };
  return (kind) => finders[kind]();
}

/** Who is written to for a unit: who holds on that day what it held; where nobody does, its own people still. */
async function holdersOf(
  tx: Tx,
  named: readonly { validTo: Date | null }[],
  day: DateColumn,
): Promise<(code: string) => string> {
  const hasEnded = named.some(({ validTo }) => validTo !== null && validTo < day);
  const units: Units = hasEnded ? await loadUnits(tx, day) : new Map();
  return (code) => holderOf(units, code) ?? code;
}

async function unitsWritten(tx: Tx, codes: readonly string[]) {
  const { byCode } = await loadReference(tx);
  return codes.flatMap((code) => byCode.get(code) ?? []);
}

/** A unit that proposes is headed by its unit-head, an office by its office-head, a body by its head. */
function headsOf(waitingRole: Role): Role[] {
  return waitingRole === 'unit-officer' || waitingRole === 'unit-head'
    ? ['unit-head', 'head']
    : ['office-head', 'head', 'council-chair', 'unit-head'];
}

/**
 * Who can do something about the service: those who administer the whole deployment, where a setting names them. Else, of an
 * organization, whoever administers it; of the service as such there is nobody but the administrators there are.
 */
async function administratorsOn(
  tx: Tx,
  day: DateColumn,
  { organization, ofDeployment }: Administered,
): Promise<{ id: string; email: string }[]> {
  const held = { role: 'administrator', ...inForceOn(day) };
  const all = await tx.person.findMany({
    where: { disabledAt: null, roles: { some: held } },
    select: { id: true, email: true, username: true, passwordHash: true, roles: { where: held } },
    orderBy: { username: 'asc' },
  });
  const named = all.filter(({ username }) => ofDeployment.includes(username));
  if (named.length > 0) return named;
  if (organization === null) return all;
  const units = await loadUnits(tx, day);
  const organizationsOf = (roles: readonly { unit: string }[]) =>
    roles.flatMap(({ unit }) => units.get(unit)?.organization ?? []);
  const administered = new Set(
    all.filter(({ passwordHash }) => passwordHash !== null).flatMap(({ roles }) => organizationsOf(roles)),
  );
  const serving = administeredBy({ units, administered, hasDeployment: false }, organization);
  return all.filter(({ roles }) => organizationsOf(roles).some((its) => serving.has(its)));
}
