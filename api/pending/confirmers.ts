import { asDate, inForceOn } from '../../cases/context.ts';
import { administeredBy, organizationsAbove } from '../../domain/administration.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Units } from '../../domain/organization.ts';
import type { PendingKind } from '../../domain/pending-changes.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Settings } from '../../settings.ts';
import { loadAdministration } from '../administration.ts';

/** In what they may confirm: an administrator, the head, or who lends the role or whose account it is. */
export type ConfirmerAs = 'administrator' | 'head' | 'delegator' | 'owner';
export interface Confirmer {
  id: string;
  displayName: string;
  as: ConfirmerAs;
}
export interface Asked {
  kind: PendingKind;
  organization: string;
  personId: string | null;
  delegatorId: string | null;
  gainingIds: readonly string[];
  askedById: string;
}

const ownersOf: Record<PendingKind, (asked: Asked) => { id: string | null; as: ConfirmerAs } | null> = {
  'give-roles': () => null,
  'extend-role': () => null,
  'change-address': ({ personId }) => ({ id: personId, as: 'owner' }),
  'reset-password': ({ personId }) => ({ id: personId, as: 'owner' }),
  delegate: ({ delegatorId }) => ({ id: delegatorId, as: 'delegator' }),
  'seat-council': () => null,
};

/** The organization whose head confirms for another: its own, or the nearest above that has one. */
export const headedAbove = (
  units: Units,
  headed: ReadonlySet<string>,
  organization: string,
): string | undefined => organizationsAbove(units, organization).find((above) => headed.has(above));

/**
 * Who may confirm what was asked, as things stand: another administrator of the organization; its head, or where it has
 * none the head of the nearest organization above that has one; who lends the role, or whose account it is. Never who
 * asked, nor who gains; and only who can log in.
 */
export async function confirmersOf(
  tx: Tx,
  settings: Pick<Settings, 'deploymentAdministrators'>,
  asked: Asked,
  at: Date,
): Promise<Confirmer[]> {
  const administration = await loadAdministration(tx, settings, at);
  const { units } = administration;
  const able = { disabledAt: null, passwordHash: { not: null } };
  const holdings = await tx.roleHolding.findMany({
    where: {
      role: { in: ['administrator', 'head'] },
      ...inForceOn(asDate(dateOf(at))),
      person: able,
    },
    include: { person: { select: { id: true, displayName: true, username: true } } },
    orderBy: { person: { username: 'asc' } },
  });
  const organizationOf = (unit: string) => units.get(unit)?.organization;
  const serving = administeredBy(administration, asked.organization);
  const heads = holdings.filter(({ role }) => role === 'head');
  const headed = headedAbove(
    units,
    new Set(heads.flatMap(({ unit }) => organizationOf(unit) ?? [])),
    asked.organization,
  );
  const owner = ownersOf[asked.kind](asked);
  const owners = owner?.id
    ? await tx.person.findMany({ where: { id: owner.id, ...able }, select: { id: true, displayName: true } })
    : [];
  const found: Confirmer[] = [
    ...owners.map(({ id, displayName }) => ({ id, displayName, as: owner?.as ?? 'owner' })),
    ...holdings.flatMap(({ role, unit, person: { id, displayName, username } }): Confirmer[] => {
      if (role === 'head') return organizationOf(unit) === headed ? [{ id, displayName, as: 'head' }] : [];
      const serves =
        serving.has(organizationOf(unit) ?? '') || settings.deploymentAdministrators.includes(username);
      return serves ? [{ id, displayName, as: 'administrator' }] : [];
    }),
  ];
  const barred = [asked.askedById, ...asked.gainingIds];
  const seen = new Set<string>();
  return found.filter(({ id }) => {
    if (barred.includes(id) || seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
