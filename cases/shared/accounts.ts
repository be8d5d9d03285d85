import { succeeded } from '../../domain/bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { UnitNode, Units } from '../../domain/organization.ts';
import { isWithin } from '../../domain/organization.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, inForceOn } from '../context.ts';
import { loadReference } from '../reference.ts';
import type { Reference } from '../reference.ts';

const unitsOfDays = new WeakMap<Reference, Map<DateText, Units>>();

/** The organization's units as the rules see them on the day that it is at a moment. */
export async function loadUnits(tx: Tx, now: Date): Promise<Units> {
  const reference = await loadReference(tx);
  const today = dateOf(now);
  const days = unitsOfDays.get(reference) ?? new Map<DateText, Units>();
  unitsOfDays.set(reference, days);
  const known = days.get(today) ?? unitsOn(today, reference);
  // One day more each day, and those of a rehearsal.
  if (days.size > 10) days.clear();
  days.set(today, known);
  return known;
}

const unitsOn = (today: DateText, { units, byCode, successions }: Reference): Units =>
  new Map(
    units.map(({ code, parentCode, organization, to }): [string, UnitNode] => {
      const node = { code, parent: parentCode, organization };
      const hasEnded = to !== null && to < today;
      if (!hasEnded) return [code, node];
      return [code, { ...node, became: succeeded(code, today, byCode, successions).standing }];
    }),
  );

/** Whether anybody can act in the system for a body: holds a role there today, and can log in. */
export async function hasAccounts(tx: Tx, body: string, units: Units, now: Date): Promise<boolean> {
  const below = [...units.keys()].filter((unit) => isWithin(units, unit, body));
  const today = asDate(dateOf(now));
  const holders = await tx.roleHolding.count({
    where: {
      unit: { in: below },
      ...inForceOn(today),
      person: { disabledAt: null, passwordHash: { not: null } },
    },
  });
  return holders > 0;
}
