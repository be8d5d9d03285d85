import { overStates } from '../domain/case-states.ts';
import type { PathKind, PathRef } from '../domain/path.ts';
import type { Tx } from '../prisma/db.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { CaseRow } from './case.ts';
import { kinds } from './kinds.ts';

/** Of the rows of a kind, named `c`. */
const isOpen = (kind: PathKind): Prisma.Sql => Prisma.sql`c.stage <> ALL(${overStates(kind)}::text[])`;

/** The rows of one kind that meet a condition on `c`, by their codes. */
const rowsOf = (tx: Tx, kind: PathKind, condition: Prisma.Sql): Promise<CaseRow[]> =>
  tx.$queryRaw<CaseRow[]>`
    SELECT * FROM (${kinds[kind].rows}) AS c WHERE ${condition} ORDER BY c.code, c.id`;

/** The cases with these ids, whichever of them there are. */
export const casesById = (tx: Tx, kind: PathKind, ids: readonly string[]): Promise<CaseRow[]> =>
  rowsOf(tx, kind, Prisma.sql`c.id = ANY(${[...ids]}::uuid[])`);

/** Those open with one of these units, as rows name them. */
export const openCasesWith = (tx: Tx, kind: PathKind, units: readonly string[]): Promise<CaseRow[]> =>
  rowsOf(tx, kind, Prisma.sql`${isOpen(kind)} AND c.units && ${[...units]}::text[]`);

/**
 * Every path that the record has open. `started`: those that Temporal was given, or those that a crash has kept from it.
 * A closed path needs no workflow.
 */
export async function openPaths(db: Tx, { started }: { started: boolean }): Promise<PathRef[]> {
  const found = await Promise.all(
    Object.values(kinds).map(async ({ kind, rows }): Promise<PathRef[]> => {
      const open = await db.$queryRaw<{ id: string }[]>`
        SELECT c.id FROM (${rows}) AS c WHERE ${isOpen(kind)} AND c.started = ${started}`;
      return open.map(({ id }) => ({ kind, id }));
    }),
  );
  return found.flat();
}

/** Whether the record has closed a path: its workflow has ended for good. */
export async function isClosed(db: Tx, { kind, id }: PathRef): Promise<boolean> {
  const [row] = await casesById(db, kind, [id]);
  return row !== undefined && overStates(kind).includes(row.stage);
}
