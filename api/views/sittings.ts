import { z } from 'zod';
import type { SessionRow } from '../../cases/council-session/row.ts';
import { attendances } from '../../cases/council-session/row.ts';
import type { Db } from '../../prisma/db.ts';

export const sittingSchema = z.object({
  number: z.number().int(),
  openedAt: z.string(),
  /** Null while it goes on. */
  endedAt: z.string().nullable(),
  /** Seats that somebody filled. */
  present: z.number().int(),
  seats: z.array(
    z.object({
      memberId: z.uuid(),
      attendance: attendances,
      substitute: z.object({ name: z.string(), letter: z.uuid().nullable() }).nullable(),
    }),
  ),
});
export type SittingView = z.infer<typeof sittingSchema>;

/** The sittings of a session, from the first: none of a written round, and of a meeting before it opens. */
export async function sittingsOf(db: Db, row: SessionRow): Promise<SittingView[]> {
  const sittings = await db.sitting.findMany({
    where: { sessionId: row.id },
    include: { seats: { orderBy: { memberId: 'asc' } } },
    orderBy: { number: 'asc' },
  });
  const views = sittings.map(({ number, openedAt, endedAt, seats }) =>
    viewOf({ number, openedAt, endedAt }, seats),
  );
  if (views.length > 0 || row.openedAt === null || row.mode === 'written') return views;
  // Opened by a worker of the release before, which kept the members' attendance alone.
  return [viewOf({ number: 1, openedAt: row.openedAt, endedAt: row.closedAt }, row.members)];
}

interface SeatTaken {
  memberId: string;
  attendance: string;
  substituteName: string | null;
  letter: string | null;
}

function viewOf(
  { number, openedAt, endedAt }: { number: number; openedAt: Date; endedAt: Date | null },
  seats: readonly SeatTaken[],
): SittingView {
  return {
    number,
    openedAt: openedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    present: seats.filter(({ attendance }) => attendance !== 'absent').length,
    seats: seats.map(({ memberId, attendance, substituteName, letter }) => ({
      memberId,
      attendance: attendances.parse(attendance),
      substitute: substituteName === null ? null : { name: substituteName, letter },
    })),
  };
}
