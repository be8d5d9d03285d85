import { z } from 'zod';
import type { ItemRow } from '../../activities/session/row.ts';
import type { Db } from '../../prisma/db.ts';

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
      rows
        .filter((row) => row.nominationId === nominationId && row.ballot < last)
        .map(({ ballot, method, issued, collected, valid, approve, disapprove, base, needed, passed }) => ({
          ...{ ballot, method, issued, collected, valid, approve, disapprove, base, needed, passed },
        })),
    ]),
  );
}
