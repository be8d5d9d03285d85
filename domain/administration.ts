import type { Units } from './organization.ts';
import type { Role } from './roles.ts';

interface Nature {
  /** Judges, votes on, submits or decides what others propose: nothing for who administers a whole deployment. */
  judges: boolean;
  /** Gives power over others' dossiers, or over people: given by two. */
  byTwo: boolean;
}
const proposes: Nature = { judges: false, byTwo: false };
const judges: Nature = { judges: true, byTwo: true };

/** What kind of power each role is. */
export const roleNatures: Record<Role, Nature> = {
  'unit-officer': proposes,
  'unit-head': proposes,
  selector: judges,
  'office-reviewer': judges,
  'office-head': judges,
  'council-member': judges,
  'council-chair': judges,
  'council-secretary': judges,
  head: judges,
  appraiser: judges,
  // Ranks that are published make a check met.
  'index-owner': { judges: false, byTwo: true },
  administrator: { judges: false, byTwo: true },
  auditor: { judges: false, byTwo: true },
};

/** The organizations from a unit's own upwards, nearest first. */
export function organizationsAbove(units: Units, unit: string): string[] {
  const found: string[] = [];
  for (let at = units.get(unit); at; at = at.parent === null ? undefined : units.get(at.parent))
    if (!found.includes(at.organization)) found.push(at.organization);
  return found;
}

/** Who administers what today. */
export interface Administration {
  units: Units;
  /** Organizations where somebody holds `administrator` today who can log in. */
  administered: ReadonlySet<string>;
  /** Whether a setting names somebody who administers the whole deployment. */
  hasDeployment: boolean;
}

const rootOf = (units: Units, unit: string): string => {
  const above = units.get(unit)?.parent;
  return above && units.has(above) ? rootOf(units, above) : unit;
};

/**
 * Whose administrators look after a unit: those of its own organization, or where that has none, of the nearest one above
 * it that has. Where there is none up to the top it is for who administers the whole deployment; where nobody is named for
 * that, for those who administer something under the same top, and only where there are none for all.
 */
export function administeredBy(
  { units, administered, hasDeployment }: Administration,
  unit: string,
): ReadonlySet<string> {
  const above = organizationsAbove(units, unit).find((organization) => administered.has(organization));
  if (above !== undefined) return new Set([above]);
  if (hasDeployment) return new Set();
  const top = rootOf(units, unit);
  const beside = [...administered].filter((organization) => rootOf(units, organization) === top);
  return beside.length > 0 ? new Set(beside) : administered;
}
