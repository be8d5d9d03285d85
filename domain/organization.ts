import type { Role, RoleAt } from './roles.ts';

/** Units as the rules see them on a day: a forest by parent, each in an organization. */
export interface UnitNode {
  code: string;
  parent: string | null;
  organization: string;
  /** Of a unit that has ended by that day: who took over what it held, null where nobody did as a whole. */
  became?: string | null;
  /** As people read it; no rule asks for it. */
  name?: string;
}
export type Units = ReadonlyMap<string, UnitNode>;

/**
 * Who holds on that day what a unit holds: the unit itself, or what it became; null where it ended and nobody took its
 * place. The one answer that rights, sight, tasks and mail go by; what is recorded names the unit as it was.
 */
export function holderOf(units: Units, unit: string): string | null {
  const became = units.get(unit)?.became;
  return became === undefined ? unit : became;
}

/** Whether what a unit holds is in these hands. */
export const isHeldBy = (units: Units, unit: string, holder: string): boolean =>
  holderOf(units, unit) === holder;

/** These units with all that have become them: whose cases they hold. */
export const withPredecessors = (units: Units, codes: readonly string[]): string[] => {
  const held = new Set(codes);
  return [
    ...codes,
    ...[...units.values()].flatMap(({ code, became }) => (became && held.has(became) ? [code] : [])),
  ];
};

/** What waits for a unit waits for who holds it: where nobody does, for the unit that ended. */
export const inHands = <W extends { body: string | null }>(waiting: W, units: Units): W =>
  waiting.body === null ? waiting : { ...waiting, body: holderOf(units, waiting.body) ?? waiting.body };

/** The organization that a unit is part of on that day. */
export function organizationOf(units: Units, unit: string): string {
  const organization = units.get(unit)?.organization ?? unit;
  return holderOf(units, organization) ?? organization;
}

/** A unit and those above it, as they stand on that day. */
export function upwards(units: Units, unit: string): string[] {
  const passed = new Set<string>();
  for (let at: string | null | undefined = unit; at && !passed.has(at);) {
    passed.add(at);
    const parent: string | null = units.get(at)?.parent ?? null;
    at = parent && holderOf(units, parent);
  }
  return [...passed];
}

/**
 * Whether `unit` is who holds what `ancestor` holds, or lies below it in the same organization: a Sở stands under UBND
 * tỉnh in the tree, but its people do not act for UBND.
 */
export function isWithin(units: Units, unit: string, ancestor: string): boolean {
  const holder = holderOf(units, ancestor);
  if (holder === null || organizationOf(units, unit) !== organizationOf(units, holder)) return false;
  return upwards(units, unit).includes(holder);
}

/** The person's roles of these kinds that count at a body: held there, or in a unit below it. */
export function rolesAt(units: Units, held: RoleAt[], body: string | null, ...kinds: Role[]): RoleAt[] {
  return held.filter(
    ({ role, unit }) => body !== null && kinds.includes(role) && isWithin(units, unit, body),
  );
}

/** The head of who holds what an organization, or a body, holds. */
export const headOf = (units: Units, held: RoleAt[], ...bodies: (string | null)[]): RoleAt | undefined =>
  held.find(
    ({ role, unit }) =>
      role === 'head' && bodies.some((body) => body !== null && isHeldBy(units, body, unit)),
  );
