import type { DateText } from './dates.ts';
import type { Plan } from './plan-schema.ts';

/** From its first day to its last; `to` is null while it lasts. */
export interface InForce {
  from: DateText;
  to: DateText | null;
}
export const isInForce = ({ from, to }: InForce, on: DateText): boolean =>
  from <= on && (to === null || on <= to);

/** How a unit came to its end, or handed a part of its work on. */
export const successionKinds = ['merge', 'split', 'rename', 'abolish', 'function-transfer'] as const;
export type SuccessionKind = (typeof successionKinds)[number];
export interface Succession {
  from: string;
  /** Null where a unit ended and nobody took its place. */
  to: string | null;
  /** The first day on which the successor stands in its place. */
  on: DateText;
  kind: SuccessionKind;
  /** Which part of the work it is; empty for all of it. */
  scope: string;
}

/** The organization with its dates, as far as the rules need it. */
export interface Organization {
  units: readonly ({ code: string; organization: string } & InForce)[];
  functions: readonly ({ function: string; unit: string } & InForce)[];
  successions: readonly Succession[];
}

/** What a route asks of the organization. */
export interface Bodies {
  /** The unit that stands behind a body of the plan on a day, null where none does. */
  resolve: (body: string, on: DateText) => string | null;
  /** The organization that a unit is part of; a body is its own. */
  organizationOf: (unit: string) => string;
  /** The unit itself, or what it became as a whole by that day; null where nobody stands in its place. */
  standing: (unit: string, on: DateText) => string | null;
}

/**
 * Resolves a plan's bodies by the organization's dates. A function has the holder that the data names for that day.
 * A unit that is no longer in office is followed to what it became as a whole; where it was dissolved, or split
 * among several, nobody stands in its place. A body with neither unit nor function is left open by the plan.
 */
export function bodiesOf(named: Plan['bodies'], { units, functions, successions }: Organization): Bodies {
  const known = new Map(units.map((unit) => [unit.code, unit]));
  const holderOf = (fn: string, on: DateText) =>
    functions.find((row) => row.function === fn && isInForce(row, on))?.unit;
  const inOffice = (code: string, on: DateText) => succeeded(code, on, known, successions).standing;
  const standing = (code: string, on: DateText) => {
    const found = succeeded(code, on, known, successions);
    return found.ended.length === 0 ? code : found.standing;
  };

  return {
    resolve: (name, on) => {
      const body = named[name];
      const code = body ? (body.unit ?? (body.function && holderOf(body.function, on))) : holderOf(name, on);
      return code ? inOffice(code, on) : null;
    },
    organizationOf: (unit) => known.get(unit)?.organization ?? unit,
    standing,
  };
}

/**
 * A unit on a day, or what it became as a whole.
 * @returns who stands in its place, null where nobody does; and the units that ended on the way there
 */
export function succeeded(
  code: string,
  on: DateText,
  units: ReadonlyMap<string, InForce>,
  successions: readonly Succession[],
): { standing: string | null; ended: string[] } {
  const ended = new Set<string>();
  for (let at: string | null | undefined = code; at && !ended.has(at);) {
    const here: string = at;
    const unit = units.get(here);
    if (!unit) break;
    if (isInForce(unit, on)) return { standing: here, ended: [...ended] };
    ended.add(here);
    at = successions.find((s) => s.from === here && s.on <= on && isOfTheWhole(s))?.to;
  }
  return { standing: null, ended: [...ended] };
}

/** Whether a unit is the same one under another name on a day. */
export function isRenamed(
  code: string,
  on: DateText,
  units: ReadonlyMap<string, InForce>,
  successions: readonly Succession[],
): boolean {
  const { standing, ended } = succeeded(code, on, units, successions);
  const renamed = (unit: string) =>
    successions.some(({ from, kind, scope }) => from === unit && kind === 'rename' && scope === '');
  return standing !== null && ended.every(renamed);
}

const isOfTheWhole = ({ kind, scope }: Succession): boolean =>
  (kind === 'merge' || kind === 'rename') && scope === '';
