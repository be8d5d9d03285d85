import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { listedItem } from './agenda.ts';
import { hasBegun, loadRoll } from './box.ts';
import type { Rolls } from './box.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { itemKey } from './row.ts';

/** An item that nobody has voted on, or counted, in its present ballot. */
export const uncounted = {
  ...{ issued: null, collected: null, valid: null, approve: null, disapprove: null },
  ...{ base: null, needed: null },
};

/**
 * Annuls the ballot that runs on one item, for a reason that is recorded: what was cast or counted stays where it lies
 * and is no vote any more, and all vote anew. It uses up none of the ballots that the rule allows.
 * @throws Refusal `invalid` where nothing has been cast or counted
 */
export async function annulBallot(tx: Tx, row: SessionRow, { body, at }: Happening): Promise<Effect> {
  const { nominationId, reason } = sessionBodies['annul-ballot'].parse(body);
  const item = listedItem(row, nominationId);
  const rolls = await loadRoll(tx, row);
  if (!hasBegun(item, rolls))
    throw new Refusal('invalid', [
      { path: 'nominationId', message: 'Chưa có phiếu nào được bỏ hoặc kiểm cho hồ sơ này.' },
    ]);
  const annulled = await annul(tx, row, item, rolls, { reason, at });
  return { about: nominationId, reason, detail: { nominationId, ...annulled } };
}

/** @returns for the timeline: which ballot it was, and how many had been cast or collected in it */
export async function annul(
  tx: Tx,
  row: SessionRow,
  item: ItemRow,
  rolls: Rolls,
  { reason, at }: { reason: string; at: string },
): Promise<{ annulled: number; cast: number }> {
  const { nominationId, ballot } = item;
  const cast = item.collected ?? rolls.get(nominationId)?.length ?? 0;
  await tx.annulledBallot.create({
    data: {
      ...{ sessionId: row.id, nominationId, ballot, method: row.ballot },
      ...{ cast, reason, at: new Date(at) },
    },
  });
  await tx.agendaItem.update({
    where: itemKey(row, item),
    data: { ...uncounted, ballot: ballot + 1, annulled: item.annulled + 1 },
  });
  return { annulled: ballot, cast };
}

/** How many ballots on it count against those that the rule allows in a round, the present one among them. */
export const ballotsUsed = ({ ballot, annulled }: Pick<ItemRow, 'ballot' | 'annulled'>): number =>
  ballot - annulled;
