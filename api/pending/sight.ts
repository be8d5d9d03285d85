import { asDate, inForceOn } from '../../cases/context.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Units } from '../../domain/organization.ts';
import type { PendingState } from '../../domain/pending-changes.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Tx } from '../../prisma/db.ts';
import { administrationOf, loadAdministration } from '../administration.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { headedAbove } from './confirmers.ts';

/** What waits, by the wall clock. */
const waiting = (): Prisma.PendingChangeWhereInput => ({ state: 'waiting', expiresAt: { gt: new Date() } });

/** Changes in a state; what is not confirmed in time is nobody's row to change, and expires by itself. */
export const inState = (state: PendingState): Prisma.PendingChangeWhereInput => {
  if (state === 'waiting') return waiting();
  if (state === 'expired') return { state: 'waiting', expiresAt: { lte: new Date() } };
  return { state };
};

/**
 * What somebody may see of what was asked for: what concerns them or was asked or settled by them, what is of an organization that
 * they administer, audit or head; and, while it waits, what they may confirm as the nearest head above.
 */
export async function pendingSeenBy(
  tx: Tx,
  { settings }: Pick<ApiDeps, 'settings'>,
  person: CurrentPerson,
  at: Date,
): Promise<Prisma.PendingChangeWhereInput> {
  const administration = await loadAdministration(tx, settings, at);
  const { units } = administration;
  const organizationsOf = (...roles: string[]) =>
    new Set(
      person.roles
        .filter(({ role }) => roles.includes(role))
        .flatMap(({ unit }) => units.get(unit)?.organization ?? []),
    );
  const looksOn = organizationsOf('auditor', 'head');
  const heads = organizationsOf('head');
  const headed = heads.size === 0 ? new Set<string>() : await headedOn(tx, at, administration.units);
  const organizations = [...new Set([...units.values()].map(({ organization }) => organization))];
  const theirs = organizations.filter(
    (organization) =>
      looksOn.has(organization) || administrationOf(administration, person, organization) !== undefined,
  );
  const below = organizations.filter((organization) =>
    heads.has(headedAbove(units, headed, organization) ?? ''),
  );
  const { id } = person;
  return {
    OR: [
      ...[{ askedById: id }, { personId: id }, { delegatorId: id }, { settledById: id }],
      { organization: { in: theirs } },
      { AND: [waiting(), { organization: { in: below } }, { NOT: { gainingIds: { has: id } } }] },
    ],
  };
}

/** Organizations with a head today who can log in. */
async function headedOn(tx: Tx, at: Date, units: Units): Promise<ReadonlySet<string>> {
  const held = await tx.roleHolding.findMany({
    where: {
      role: 'head',
      ...inForceOn(asDate(dateOf(at))),
      person: { disabledAt: null, passwordHash: { not: null } },
    },
    select: { unit: true },
  });
  return new Set(held.flatMap(({ unit }) => units.get(unit)?.organization ?? []));
}
