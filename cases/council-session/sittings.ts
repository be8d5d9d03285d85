import type { Tx } from '../../prisma/db.ts';
import type { SessionRow } from './row.ts';

/**
 * Begins a sitting with the attendance that the members' rows have by now. Who was there at an earlier one stays on
 * record: they may have voted then, and minutes name all sittings.
 */
export async function beginSitting(
  tx: Tx,
  { id: sessionId }: Pick<SessionRow, 'id'>,
  at: string,
): Promise<void> {
  const number = (await tx.sitting.count({ where: { sessionId } })) + 1;
  const members = await tx.sessionMember.findMany({ where: { sessionId }, orderBy: { memberId: 'asc' } });
  await tx.sitting.create({ data: { sessionId, number, openedAt: new Date(at) } });
  await tx.sittingSeat.createMany({
    data: members.map(({ memberId, attendance, substituteName, letter }) => ({
      ...{ sessionId, number, memberId, attendance, substituteName, letter },
    })),
  });
}

/** Ends the sitting that goes on; a written round has none. */
export async function endSitting(
  tx: Tx,
  { id: sessionId }: Pick<SessionRow, 'id'>,
  at: string,
): Promise<void> {
  await tx.sitting.updateMany({ where: { sessionId, endedAt: null }, data: { endedAt: new Date(at) } });
}

/** A ballot that is held anew belongs to the sitting in which the one before was closed. */
export async function goOnSitting(tx: Tx, { id: sessionId }: Pick<SessionRow, 'id'>): Promise<void> {
  const last = await tx.sitting.findFirst({ where: { sessionId }, orderBy: { number: 'desc' } });
  if (last)
    await tx.sitting.updateMany({ where: { sessionId, number: last.number }, data: { endedAt: null } });
}
