import { z } from 'zod';
import type { ItemRow } from '../../cases/council-session/row.ts';
import type { Units } from '../../domain/organization.ts';
import type { Db } from '../../prisma/db.ts';
import type { BallotResult } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import { sessionsVisibleTo } from './session.ts';

export const resultSchema = z.object({
  ballot: z.number().int(),
  method: z.string(),
  issued: z.number().int(),
  collected: z.number().int(),
  valid: z.number().int(),
  approve: z.number().int(),
  disapprove: z.number().int(),
  base: z.number().int(),
  needed: z.number().int(),
  passed: z.boolean(),
});
export type BallotResultView = z.infer<typeof resultSchema>;
export const ballotSchema = resultSchema.extend({
  sessionId: z.uuid(),
  session: z.string(),
  closedAt: z.string(),
});

/** By nomination, what each ballot before its last came to, in order. */
export async function earlierResults(
  db: Db,
  items: readonly Pick<ItemRow, 'nominationId' | 'ballot'>[],
): Promise<Map<string, BallotResultView[]>> {
  const rows = await db.ballotResult.findMany({
    where: { nominationId: { in: items.map(({ nominationId }) => nominationId) } },
    orderBy: { ballot: 'asc' },
  });
  return new Map(
    items.map(({ nominationId, ballot: last }) => [
      nominationId,
      rows.filter((row) => row.nominationId === nominationId && row.ballot < last).map(resultOf),
    ]),
  );
}

const resultOf = (row: BallotResult): BallotResultView => {
  const { ballot, method, issued, collected, valid, approve, disapprove, base, needed, passed } = row;
  return { ballot, method, issued, collected, valid, approve, disapprove, base, needed, passed };
};

/** What each ballot on a nomination came to, oldest first: for those who may see its session. */
export async function ballotsOn(
  db: Db,
  nominationId: string,
  person: CurrentPerson,
  units: Units,
): Promise<z.infer<typeof ballotSchema>[]> {
  const rows = await db.ballotResult.findMany({ where: { nominationId }, orderBy: { closedAt: 'asc' } });
  if (rows.length === 0) return [];
  const ids = rows.map(({ sessionId }) => sessionId);
  const sessions = await db.councilSession.findMany({
    where: { AND: [{ id: { in: ids } }, sessionsVisibleTo(person, units)] },
    select: { id: true, code: true },
  });
  return rows.flatMap((row) =>
    sessions
      .filter(({ id }) => id === row.sessionId)
      .map(({ id, code }) => ({
        ...{ sessionId: id, session: code, closedAt: row.closedAt.toISOString() },
        ...resultOf(row),
      })),
  );
}
