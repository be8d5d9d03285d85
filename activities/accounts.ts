import { dateOf } from '../domain/dates.ts';
import type { UnitNode, Units } from '../domain/organization.ts';
import { isWithin } from '../domain/organization.ts';
import type { Tx } from '../prisma/db.ts';
import { asDate, inForceOn } from './context.ts';

/** The organization's units as the rules see them. */
export async function loadUnits(tx: Tx): Promise<Units> {
  const rows = await tx.unit.findMany({ select: { code: true, parentCode: true, organization: true } });
  return new Map(
    rows.map((row): [string, UnitNode] => [
      row.code,
      { code: row.code, parent: row.parentCode, organization: row.organization },
    ]),
  );
}

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
