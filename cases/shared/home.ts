import { dateOf } from '../../domain/dates.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate } from '../context.ts';

/** What of a person says where home is. */
export type Homed = Pick<Prisma.PersonModel, 'organization'> & {
  roles: readonly Pick<Prisma.RoleHoldingModel, 'id' | 'unit' | 'validFrom' | 'validTo'>[];
};

/**
 * The organization whose administrators look after a person's account: the one that the account was made for; of an
 * account from before that was kept, the one of the first role that is held today, or was held. Empty where there is none.
 */
export function homeIn(
  units: ReadonlyMap<string, { organization: string }>,
  { organization, roles }: Homed,
  now: Date = new Date(),
): string {
  if (organization !== null) return organization;
  const today = asDate(dateOf(now));
  const inOrder = roles.toSorted(
    (a, b) => a.validFrom.getTime() - b.validFrom.getTime() || (a.id < b.id ? -1 : 1),
  );
  const held = inOrder.find(
    ({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo >= today),
  );
  return units.get((held ?? inOrder[0])?.unit ?? '')?.organization ?? '';
}

export async function homeOf(tx: Tx, personId: string): Promise<string> {
  const person = await tx.person.findUnique({ where: { id: personId }, include: { roles: true } });
  if (!person) return '';
  const where = { code: { in: person.roles.map(({ unit }) => unit) } };
  const units = await tx.unit.findMany({ where, select: { code: true, organization: true } });
  return homeIn(new Map(units.map((unit) => [unit.code, unit])), person);
}
