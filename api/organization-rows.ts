import { z } from 'zod';
import { asDate, dateText, dateTextOrNull } from '../cases/context.ts';
import { successionKinds } from '../domain/bodies.ts';
import { Refusal } from '../domain/problems.ts';
import type { FieldError } from '../domain/problems.ts';
import { organizationFaults } from '../organization/organization-rules.ts';
import type {
  FunctionRow,
  OrganizationFault,
  OrganizationRows,
  SuccessionRow,
  UnitRow,
} from '../organization/organization-rules.ts';
import type { Tx } from '../prisma/db.ts';

/** A `from`/`to` period as its columns. */
export const termOf = ({ from, to }: { from: string; to: string | null }) => ({
  validFrom: asDate(from),
  validTo: to === null ? null : asDate(to),
});
/** And back. */
export const periodOf = ({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }) => ({
  from: dateText(validFrom),
  to: dateTextOrNull(validTo),
});

/** Has administrators change the organization one after the other: each change is judged with all before it. */
export async function lockOrganization(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('organization', 0))`;
}

/** The whole organization with its dates, as the rules take it. */
export async function loadOrganization(tx: Tx): Promise<OrganizationRows> {
  const [units, functions, successions] = [
    await tx.unit.findMany({ orderBy: { code: 'asc' } }),
    await tx.functionHolder.findMany({ orderBy: [{ function: 'asc' }, { validFrom: 'asc' }] }),
    await tx.unitSuccession.findMany({ orderBy: [{ fromUnit: 'asc' }, { effectiveOn: 'asc' }] }),
  ];
  return {
    units: parentsFirst(
      units.map((row) => ({
        code: row.code,
        parent: row.parentCode,
        organization: row.organization,
        ...periodOf(row),
      })),
    ),
    functions: functions.map((row) => ({ function: row.function, unit: row.unit, ...periodOf(row) })),
    successions: successions.map((row) => ({
      from: row.fromUnit,
      to: row.toUnit,
      on: dateText(row.effectiveOn),
      kind: z.enum(successionKinds).parse(row.kind),
      scope: row.scope,
    })),
  };
}

function parentsFirst(units: UnitRow[]): UnitRow[] {
  const parents = new Map(units.map(({ code, parent }) => [code, parent]));
  const depth = (code: string): number => {
    const parent = parents.get(code);
    return parent ? depth(parent) + 1 : 0;
  };
  return units.toSorted((a, b) => depth(a.code) - depth(b.code));
}

/** Where in the request a fault of the changed organization comes from; undefined where it lies outside of it. */
export interface Blame {
  unit?: (row: UnitRow, field: string) => string | undefined;
  function?: (row: FunctionRow, field: string | undefined) => string | undefined;
  succession?: (row: SuccessionRow, field: string | undefined) => string | undefined;
}

/**
 * Refuses a change that would leave the organization as a whole wrong, by the rules of the shipped file. What was
 * wrong before stays no hindrance: an administrator must be able to mend one thing at a time.
 * @throws Refusal `invalid` naming each fault, at the request's path, or by list and code where another row suffers
 */
export function refuseFaults(before: OrganizationRows, after: OrganizationRows, blame: Blame): void {
  const keyOf = (rows: OrganizationRows, fault: OrganizationFault) =>
    `${nameOf(rows, fault)} ${fault.message}`;
  const known = new Set(organizationFaults(before).map((fault) => keyOf(before, fault)));
  const faults = organizationFaults(after)
    .filter((fault) => !known.has(keyOf(after, fault)))
    .map((fault): FieldError => ({
      path: blamed(after, fault, blame) ?? nameOf(after, fault),
      message: fault.message,
    }));
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

function blamed(rows: OrganizationRows, { path }: OrganizationFault, blame: Blame): string | undefined {
  const [part, index, field] = path;
  const [unit, holding, succession] = [
    rows.units[index],
    rows.functions[index],
    rows.successions[index],
  ] as const;
  if (part === 'units') return unit && blame.unit?.(unit, field ?? 'code');
  if (part === 'functions') return holding && blame.function?.(holding, field);
  return succession && blame.succession?.(succession, field);
}

/** A fault's place by code, since the rows of the record have no numbers. */
function nameOf(rows: OrganizationRows, { path: [part, index, field] }: OrganizationFault): string {
  const holding = rows.functions[index];
  const succession = rows.successions[index];
  const names = {
    units: rows.units[index]?.code,
    functions: holding && `${holding.function}/${holding.unit}/${holding.from}`,
    successions: succession && `${succession.from}/${succession.on}`,
  };
  return [part, names[part], field].filter((step) => step !== undefined).join('.');
}
