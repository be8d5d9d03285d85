import type { PathRef } from '../../../domain/path.ts';
import { pathKinds } from '../../../domain/path.ts';
import type { Tx } from '../../../prisma/db.ts';
import { openCasesWith } from '../../case-rows.ts';
import type { CaseRow } from '../../case.ts';
import { kinds } from '../../kinds.ts';

/** What is open, with the units that it lies with as its row names them. */
export interface OpenCase extends Omit<CaseRow, 'id'> {
  path: PathRef;
}

/** What lies open with one of these units, as rows name them; in the order of their kinds and codes. */
export async function openCasesOf(tx: Tx, units: readonly string[]): Promise<OpenCase[]> {
  if (units.length === 0) return [];
  const found: OpenCase[] = [];
  for (const kind of pathKinds) {
    const rows = await openCasesWith(tx, kind, units);
    found.push(...rows.map(({ id, ...row }) => ({ path: { kind, id }, ...row })));
  }
  return found;
}

/**
 * The same, held until the transaction ends and as they then stand, each with its next version: a path learns of it when it
 * next asks the record.
 */
export async function stepOpenCasesOf(tx: Tx, units: readonly string[]): Promise<OpenCase[]> {
  const ids = (await openCasesOf(tx, units)).map(({ path }) => path.id);
  for (const { table } of Object.values(kinds))
    await tx.$queryRaw`SELECT 1 FROM ${table} WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const held = (await openCasesOf(tx, units)).filter(({ path }) => ids.includes(path.id));
  const there = held.map(({ path }) => path.id);
  for (const { table } of Object.values(kinds))
    await tx.$executeRaw`UPDATE ${table} SET version = version + 1 WHERE id = ANY(${there}::uuid[])`;
  return held.map((open) => ({ ...open, version: open.version + 1 }));
}
