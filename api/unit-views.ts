import { z } from 'zod';
import { dateText, dateTextOrNull } from '../cases/context.ts';
import { successionKinds } from '../domain/bodies.ts';
import type { Tx } from '../prisma/db.ts';
import type { FunctionHolder, Unit, UnitSuccession } from '../prisma/generated/client.ts';
import { periodOf } from './organization-rows.ts';

/** A unit as everybody reads it; `version` is what a change of it names in If-Match. */
export const unitSchema = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  parent: z.string().nullable(),
  organization: z.string(),
  /** The unit's own address, nobody's personal one. */
  email: z.string().nullable(),
  place: z.string().nullable(),
  symbol: z.string().nullable(),
  source: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
  functions: z.array(
    z.object({ function: z.string(), from: z.string(), to: z.string().nullable(), citation: z.string() }),
  ),
  successors: z.array(
    z.object({
      /** Null: dissolved, and nobody took its place. */
      unit: z.string().nullable(),
      on: z.string(),
      kind: z.enum(successionKinds),
      /** The part of the work that went there; empty for all of it. */
      scope: z.string(),
      citation: z.string(),
    }),
  ),
});

/** @param holders of this unit alone, as are its successions */
const viewOf = (row: Unit, holders: FunctionHolder[], successions: UnitSuccession[]) => ({
  code: row.code,
  name: row.name,
  shortName: row.shortName,
  kind: row.kind,
  parent: row.parentCode,
  organization: row.organization,
  email: row.email,
  place: row.place,
  symbol: row.symbol,
  source: row.source,
  validFrom: dateText(row.validFrom),
  validTo: dateTextOrNull(row.validTo),
  version: row.version,
  functions: holders.map((holder) => ({
    function: holder.function,
    ...periodOf(holder),
    citation: holder.citation,
  })),
  successors: successions.map(({ toUnit, effectiveOn, kind, scope, citation }) => ({
    unit: toUnit,
    on: dateText(effectiveOn),
    kind: z.enum(successionKinds).parse(kind),
    scope,
    citation,
  })),
});
export type UnitView = ReturnType<typeof viewOf>;

/** Units with the functions they hold and what they became: all, or those of a code. */
export async function unitViews(tx: Tx, code?: string): Promise<UnitView[]> {
  const units = await tx.unit.findMany({ where: { ...(code !== undefined && { code }) } });
  const holders = await tx.functionHolder.findMany({ orderBy: [{ function: 'asc' }, { validFrom: 'asc' }] });
  const successions = await tx.unitSuccession.findMany({
    orderBy: [{ effectiveOn: 'asc' }, { scope: 'asc' }],
  });
  const held = Map.groupBy(holders, ({ unit }) => unit);
  const became = Map.groupBy(successions, ({ fromUnit }) => fromUnit);
  return units.map((row) => viewOf(row, held.get(row.code) ?? [], became.get(row.code) ?? []));
}
