import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { listedItem } from './agenda.ts';
import { annul } from './annul.ts';
import { hasBegun, loadRoll } from './box.ts';
import type { Rolls } from './box.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { ballotOf } from './row.ts';

/**
 * Sets a member aside for one item, also where the conflict was found after they had voted. A vote by name is taken
 * back: it stays in its box and is not counted. Of any other ballot nobody may know which vote is theirs, nor, while a
 * secret one runs, whether there is one: whatever has been cast or counted on the item is annulled, and all vote anew.
 */
export async function recuse(tx: Tx, row: SessionRow, { body, at }: Happening): Promise<Effect> {
  const { nominationId, memberId, reason } = sessionBodies.recuse.parse(body);
  const item = listedItem(row, nominationId);
  if (!row.members.some((member) => member.memberId === memberId))
    throw new Refusal('invalid', [{ path: 'memberId', message: 'Không phải thành viên được triệu tập.' }]);
  // Who does not vote on it already changes nothing.
  if (item.recusals.some((recusal) => recusal.memberId === memberId))
    return { reason, detail: { nominationId, memberId } };
  const rolls = await loadRoll(tx, row);
  const takenBack = ballotOf(row) === 'open' ? ballotTakenBack(item, rolls, memberId) : null;
  await tx.recusal.create({ data: { sessionId: row.id, nominationId, memberId, reason, takenBack } });
  const annulled =
    ballotOf(row) !== 'open' && hasBegun(item, rolls)
      ? await annul(tx, row, item, rolls, { reason, at })
      : null;
  return {
    reason,
    detail: { nominationId, memberId, ...(takenBack === null ? {} : { takenBack }), ...annulled },
    ...(annulled ? { also: 'ballot-annulled', about: nominationId } : {}),
  };
}

const ballotTakenBack = ({ nominationId, ballot }: ItemRow, rolls: Rolls, memberId: string): number | null =>
  rolls.get(nominationId)?.some((entry) => entry.memberId === memberId) ? ballot : null;
