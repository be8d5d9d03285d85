import type { z } from 'zod';
import type { SessionRow } from '../../cases/council-session/row.ts';
import type { Db } from '../../prisma/db.ts';
import type { annulledSchema } from './session-schema.ts';

/** The ballots of a session that were annulled, by nomination, in their order: what was cast in them is never told. */
export async function annulledIn(
  db: Db,
  { id }: Pick<SessionRow, 'id'>,
): Promise<Map<string, z.infer<typeof annulledSchema>[]>> {
  const rows = await db.annulledBallot.findMany({ where: { sessionId: id }, orderBy: { ballot: 'asc' } });
  const found = new Map<string, z.infer<typeof annulledSchema>[]>();
  for (const { nominationId, ballot, cast, reason, at } of rows)
    found.set(nominationId, [
      ...(found.get(nominationId) ?? []),
      { ballot, cast, reason, at: at.toISOString() },
    ]);
  return found;
}
