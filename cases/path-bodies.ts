import { pathKinds } from '../domain/path.ts';
import type { PathKind } from '../domain/path.ts';
import type { Tx } from '../prisma/db.ts';
import { casesById } from './case-rows.ts';
import type { CaseRow } from './case.ts';

/** Whose a path is. */
export interface PathBodies extends Pick<CaseRow, 'organization' | 'leadBody' | 'meetsAt'> {
  kind: PathKind;
}

/** Whose each of these is, by id; what is no path, as an account or the service itself, is left out. */
export async function bodiesOfPaths(
  tx: Tx,
  paths: readonly { pathKind: string; pathId: string }[],
): Promise<Map<string, PathBodies>> {
  const found = new Map<string, PathBodies>();
  for (const kind of pathKinds) {
    const ids = new Set(paths.filter(({ pathKind }) => pathKind === kind).map(({ pathId }) => pathId));
    if (ids.size === 0) continue;
    for (const { id, organization, leadBody, meetsAt } of await casesById(tx, kind, [...ids]))
      found.set(id, { kind, organization, leadBody, meetsAt });
  }
  return found;
}
