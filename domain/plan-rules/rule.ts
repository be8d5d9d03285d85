import type { Plan } from '../plan-schema.ts';

/** A fault at a place in a plan; `message` is Vietnamese. */
export interface Fault {
  path: readonly (string | number)[];
  message: string;
}

/** What the organization's data knows; without it, names of units and functions are not checked. */
export interface KnownUnits {
  units: ReadonlySet<string>;
  functions: ReadonlySet<string>;
}

/** A rule between sections of a plan; it is silent where one of them is missing. */
export type PlanRule = (sections: Partial<Plan>, known?: KnownUnits) => Fault[];

/** A rule that needs these sections. */
export const rule =
  <K extends keyof Plan>(
    needs: readonly K[],
    check: (plan: Pick<Plan, K>, known?: KnownUnits) => Fault[],
  ): PlanRule =>
  (sections, known) =>
    hasAll(sections, needs) ? check(sections, known) : [];

const hasAll = <K extends keyof Plan>(
  sections: Partial<Plan>,
  needs: readonly K[],
): sections is Partial<Plan> & Pick<Plan, K> => needs.every((section) => sections[section] !== undefined);

export const faultIf = (wrong: boolean, path: Fault['path'], message: string): Fault[] =>
  wrong ? [{ path, message }] : [];

/** Codes that nothing of that name stands behind. */
export const unknownCodes = (
  codes: readonly string[],
  known: readonly { code: string }[],
  path: Fault['path'],
  what: string,
): Fault[] =>
  codes.flatMap((code, i) =>
    faultIf(!known.some((k) => k.code === code), [...path, i], `Không có ${what} “${code}”.`),
  );

/** Each entry whose value an earlier one has already. */
export const repeated = <T>(
  list: readonly T[],
  valueOf: (entry: T) => string,
  pathOf: (index: number) => Fault['path'],
  what: string,
): Fault[] => {
  const values = list.map(valueOf);
  return values.flatMap((value, i) =>
    faultIf(values.indexOf(value) < i, pathOf(i), `${what} “${value}” bị trùng.`),
  );
};

/** Lists of codes where an empty one means all: whether both can name the same thing. */
export const overlap = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((code) => b.includes(code));
