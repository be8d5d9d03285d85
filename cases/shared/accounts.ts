import { succeeded } from '../../domain/bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { UnitNode, Units } from '../../domain/organization.ts';
import { isWithin } from '../../domain/organization.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, dateText, inForceOn, loadSuccessions, periodOf } from '../context.ts';

/** The organization's units as the rules see them on the day that it is at a moment. */
export async function loadUnits(tx: Tx, now: Date): Promise<Units> {
  const today = dateOf(now);
  const [rows, successions] = await Promise.all([
    tx.unit.findMany({
      select: { code: true, parentCode: true, organization: true, validFrom: true, validTo: true },
    }),
    loadSuccessions(tx),
  ]);
  const terms = new Map(rows.map((row) => [row.code, periodOf(row)]));
  return new Map(
    rows.map(({ code, parentCode, organization, validTo }): [string, UnitNode] => {
      const node = { code, parent: parentCode, organization };
      const hasEnded = validTo !== null && dateText(validTo) < today;
      if (!hasEnded) return [code, node];
      return [code, { ...node, became: succeeded(code, today, terms, successions).standing }];
    }),
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
