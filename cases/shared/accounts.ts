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
    units.map(({ code, name, parentCode, organization, to }): [string, UnitNode] => {
      const node = { code, name, parent: parentCode, organization };
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

/** Whether anybody can act for a body, as it was read once for all of them. */
export type Accounts = (body: string) => boolean;

/** The same of every body: for whoever asks of many. */
export async function loadAccounts(tx: Tx, units: Units, now: Date): Promise<Accounts> {
  const holders = await tx.roleHolding.findMany({
    where: { ...inForceOn(asDate(dateOf(now))), person: { disabledAt: null, passwordHash: { not: null } } },
    select: { unit: true },
    distinct: ['unit'],
  });
  const known = new Map<string, boolean>();
  return (body) => {
    const has = known.get(body) ?? holders.some(({ unit }) => isWithin(units, unit, body));
    known.set(body, has);
    return has;
  };
}

/** When it is asked, and what is known of accounts already. */
export interface AskedNow {
  units: Units;
  at: Date;
  accounts?: Accounts | undefined;
}

export const canAct = async (tx: Tx, body: string, { units, at, accounts }: AskedNow): Promise<boolean> =>
  accounts ? accounts(body) : hasAccounts(tx, body, units, at);
