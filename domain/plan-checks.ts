import type { z } from 'zod';
import { inVietnamese } from './plain-faults.ts';
import { planRules } from './plan-rules/index.ts';
import type { Fault, KnownUnits } from './plan-rules/rule.ts';
import type { Plan } from './plan-schema.ts';
import { planSchema } from './plan-schema.ts';

export type { KnownUnits } from './plan-rules/rule.ts';

/** Checks a plan when it is filed: its shape by the schema, what its parts say of each other by `planRules`. */
export interface PlanFault {
  /** E.g. `routes[0].steps[2].body`; empty for the plan as a whole. */
  path: string;
  /** Vietnamese. */
  message: string;
}

/** The faults between the parts of a plan whose shape is right. */
export const planFaults = (plan: Plan, known?: KnownUnits): PlanFault[] =>
  planRules.flatMap((check) => check(plan, known)).map(asFault);

/**
 * A plan from parsed YAML or JSON, or everything that is wrong with it. Where a section's own shape is wrong, the
 * rules that read it are left out, so that one fault is not told twice; all others still speak.
 */
export function parsePlan(source: unknown, known?: KnownUnits): { plan: Plan } | { faults: PlanFault[] } {
  if (nestsTooDeep(source)) return { faults: [{ path: '', message: 'Kế hoạch lồng nhau quá sâu.' }] };
  const parsed = planSchema.safeParse(source, { error: inVietnamese });
  if (parsed.success) {
    const faults = planFaults(parsed.data, known);
    return faults.length === 0 ? { plan: parsed.data } : { faults };
  }
  const issues = parsed.error.issues.flatMap((issue) => pinpointed(issue));
  const sound = soundSections(source, issues);
  const between = planRules.flatMap((check) => check(sound, known));
  return { faults: [...issues, ...between].map(asFault) };
}

interface Located extends Omit<Fault, 'path'> {
  path: readonly PropertyKey[];
  unknownKey?: boolean;
}

const asFault = ({ path, message }: Located): PlanFault => ({
  path: path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join(''),
  message,
});

/** One fault for each unknown key, and for a union those of the variant that was meant. */
function pinpointed(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Located[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'Không có mục này.',
      unknownKey: true,
    }));
  if (issue.code === 'invalid_union') {
    const meant = variantMeant(issue.errors);
    if (meant) return meant.flatMap((inner) => pinpointed(inner, path));
  }
  return [{ path, message: issue.message }];
}

/** The variant that knows more of the given keys than any other. */
function variantMeant(variants: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const foreignKeys = (variant: readonly z.core.$ZodIssue[]): number =>
    variant
      .map((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0))
      .reduce((a, b) => a + b, 0);
  const fewest = Math.min(...variants.map(foreignKeys));
  const best = variants.filter((variant) => foreignKeys(variant) === fewest);
  return best.length === 1 ? best[0] : undefined;
}

/** The sections whose shape is right, unknown keys apart. */
function soundSections(source: unknown, issues: readonly Located[]): Partial<Plan> {
  const copy: unknown = structuredClone(source);
  if (!isObject(copy)) return {};
  const damaged = new Set(issues.filter((issue) => !issue.unknownKey).map(({ path }) => path[0]));
  for (const { path } of issues.filter((issue) => issue.unknownKey)) remove(copy, path);
  for (const section of Object.keys(copy)) if (damaged.has(section)) Reflect.deleteProperty(copy, section);
  return planSchema.partial().safeParse(copy).data ?? {};
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function remove(from: object, path: readonly PropertyKey[]): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : at), from);
  const last = path.at(-1);
  if (isObject(holder) && last !== undefined) Reflect.deleteProperty(holder, last);
}

/** Deeper than any plan's sentences: criteria nest without limit in the schema, a parser's stack does not. */
const MOST_LEVELS = 40;

/** Breadth by breadth, so that a text made to overflow the stack (or to contain itself) is only refused. */
function nestsTooDeep(source: unknown): boolean {
  let level = [source];
  for (let depth = 0; depth < MOST_LEVELS; depth++) {
    level = [...new Set(level.filter(isObject).flatMap((value): unknown[] => Object.values(value)))];
    if (level.length === 0) return false;
  }
  return level.some(isObject);
}
