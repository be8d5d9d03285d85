import { z } from 'zod';
import type { PathRef } from '../domain/path.ts';
import type { Because } from '../domain/problems.ts';
import type { Circumstances } from '../domain/problems/cause.ts';
import { roles } from '../domain/roles.ts';
import type { Db, Tx } from '../prisma/db.ts';
import { kinds } from './kinds.ts';

/**
 * Why an act was refused, with what the record knows of it: since when the case stands where it does, and in which role, of which
 * unit, somebody brought it there. A path refuses by what it has open, and knows no more; and of a case that moved
 * meanwhile it matters where it now is.
 */
export async function withCircumstances(
  db: Db,
  path: PathRef,
  act: string,
  because: Because,
): Promise<Because> {
  return db.$transaction(async (tx) => {
    const { recorder } = kinds[path.kind];
    const row = await recorder.lock(tx, path.id);
    if (!row) return because;
    const standing = recorder.rights.standing(row, act);
    const why = because.cause === 'case-moved' && standing !== null ? standing : because;
    // What is no matter of where the case stands has its own time, or none.
    if (why.cause !== standing?.cause) return why;
    return { ...(await broughtBy(tx, path, row.entryVersion)), ...standing, ...why };
  });
}

async function broughtBy(tx: Tx, { kind, id }: PathRef, version: number): Promise<Circumstances> {
  const where = { pathKind_pathId_version: { pathKind: kind, pathId: id, version } };
  const brought = await tx.transition.findUnique({ where });
  if (!brought) return {};
  const { at, role, unit } = brought;
  const by = role === null ? {} : { by: { role: z.enum(roles).parse(role), unit } };
  return { since: at.toISOString(), ...by };
}
