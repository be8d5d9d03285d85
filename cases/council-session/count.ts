import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { ItemVote } from '../../domain/session.ts';
import { seatsVoting, tallyItem } from '../../domain/session.ts';
import { countFaults } from '../../domain/voting.ts';
import type { Count } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { listedItem } from './agenda.ts';
import type { Effect, SessionRow } from './row.ts';
import { itemKey, ruleOf, voteOf } from './row.ts';

/**
 * The count of hands or paper ballots for one item, as the secretary or the tellers found it; entered again, the later
 * one stands. The base and the mark are those of the sitting in which it was counted.
 */
export async function recordCount(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { nominationId, written, ...count } = sessionBodies['record-count'].parse(body);
  const item = listedItem(row, nominationId);
  const roll = written.map((memberId) => ({ memberId, written: true }));
  const vote = voteOf(row, item, roll);
  const faults = [...writtenFaults(vote, count, written), ...voteFaults(vote, count)];
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const { base, needed } = tallyItem(ruleOf(item), vote, count);
  const key = { sessionId: row.id, nominationId, ballot: item.ballot };
  await tx.agendaItem.update({ where: itemKey(row, item), data: { ...count, base, needed } });
  await tx.voterRoll.deleteMany({ where: key });
  await tx.voterRoll.createMany({ data: roll.map((entry) => ({ ...key, ...entry })) });
  return { detail: { nominationId, ...count, written: written.length } };
}

const voteFaults = (vote: ItemVote, count: Count): FieldError[] =>
  countFaults(count, seatsVoting(vote).length).map(({ field, message }) => ({ path: field, message }));

/** Written opinions come from absent members, once each; of a written round they are all there is to count. */
function writtenFaults(
  { seats, mode }: ItemVote,
  { collected }: Count,
  written: readonly string[],
): FieldError[] {
  const absent = new Set(
    seats.flatMap(({ memberId, attendance }) => (attendance === 'absent' ? memberId : [])),
  );
  const faults = written.flatMap((memberId, i) =>
    absent.has(memberId) && written.indexOf(memberId) === i
      ? []
      : [{ path: `written.${i}`, message: 'Không phải thành viên vắng mặt, hoặc được nêu hai lần.' }],
  );
  if (mode === 'written' && written.length !== collected)
    faults.push({ path: 'written', message: 'Phải nêu mỗi thành viên đã gửi phiếu lấy ý kiến.' });
  return faults;
}
