import type { Role, RoleAt } from './roles.ts';

/** Units as the rules see them: a forest by parent, each in an organization. */
export interface UnitNode {
  code: string;
  parent: string | null;
  organization: string;
}
export type Units = ReadonlyMap<string, UnitNode>;

/**
 * Whether `unit` is `ancestor` or lies below it in the same organization: a Sở stands under UBND tỉnh in the tree,
 * but its people do not act for UBND.
 */
export function isWithin(units: Units, unit: string, ancestor: string): boolean {
  if (units.get(unit)?.organization !== units.get(ancestor)?.organization) return false;
  for (let at: string | null | undefined = unit; at; at = units.get(at)?.parent)
    if (at === ancestor) return true;
  return false;
}

/** The person's roles of these kinds that count at a body: held there, or in a unit below it. */
export function rolesAt(units: Units, held: RoleAt[], body: string | null, ...kinds: Role[]): RoleAt[] {
  return held.filter(
    ({ role, unit }) => body !== null && kinds.includes(role) && isWithin(units, unit, body),
  );
}
