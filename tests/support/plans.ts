import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KnownUnits } from '../../domain/plan-checks.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { readPlanFile } from '../../movements/plan-file.ts';
import { parseOrganizationFile } from '../../organization/organization-file.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

export const cchcCode = 'cai-cach-hanh-chinh-hung-yen-2022';

/** The organization as it is shipped. */
export const organization = parseOrganizationFile(read('organization/units.yaml'));
export const known: KnownUnits = {
  units: new Set(organization.units.map(({ code }) => code)),
  functions: new Set(organization.functions.map((row) => row.function)),
};

export const planText = (code: string): string => read(`movements/${code}.yaml`);
/** The plan's YAML, parsed and unchecked, anew each time. */
export const planSource = (code: string): unknown => parse(planText(code));

/** A shipped plan. @throws Error with its faults */
export function readPlan(code: string): Plan {
  const result = readPlanFile(planText(code), known);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.plan;
}
