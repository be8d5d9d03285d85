import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import { seatsVoting, tallyItem } from '../../domain/session.ts';
import type { Count, Tally } from '../../domain/voting.ts';
import { countBallots, countFaults } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { listedItem, tellNomination } from './agenda.ts';
import { choiceOf } from './ballots.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { ballotOf, itemParties, itemsIn, ruleOf, seatsOf } from './row.ts';

/** The secretary's count of hands or paper ballots for one item; entered again, the later one stands. */
export async function recordCount(tx: Tx, row: SessionRow, { body }: Happening): Promise<Effect> {
  const { nominationId, ...count } = sessionBodies['record-count'].parse(body);
  const item = listedItem(row, nominationId);
  const faults = countFaults(count, seatsVoting(seatsOf(row), itemParties(item)).length);
  if (faults.length > 0)
    throw new Refusal(
      'invalid',
      faults.map(({ field, message }) => ({ path: field, message })),
    );
  await tx.agendaItem.update({ where: keyOf(row, item), data: count });
  return { detail: { nominationId, ...count } };
}

/**
 * Closes the vote and counts, in one transaction and with the box to itself (the recorder has taken it): every
 * ballot that was answered is in the tally. Advice only: the head concludes.
 */
export async function close(tx: Tx, row: SessionRow, happening: Happening): Promise<Effect> {
  const listed = itemsIn(row, 'listed');
  const results = await Promise.all(listed.map((item) => resultOf(tx, row, item)));
  const missing = results.flatMap((result, i) => (result === null ? [listed[i]?.nominationId ?? ''] : []));
  if (missing.length > 0)
    throw new Refusal(
      'counts-missing',
      missing.map((id) => ({ path: `items.${id}`, message: 'Chưa có kết quả kiểm phiếu.' })),
    );
  let passed = 0;
  for (const [i, item] of listed.entries()) {
    const result = results[i];
    if (!result) continue;
    const { tally, count } = result;
    if (tally.passed) passed += 1;
    await tx.agendaItem.update({
      where: keyOf(row, item),
      data: { ...count, state: tally.passed ? 'passed' : 'failed', base: tally.base, needed: tally.needed },
    });
    // One ballot only as yet: a second one will be `result:2`.
    await (tally.passed
      ? tellNomination(tx, row, item.nominationId, 'result:1', 'passed', { approve: tally.approve })
      : tellNomination(tx, row, item.nominationId, 'result:1', 'failed'));
  }
  return {
    columns: { closedAt: new Date(happening.at) },
    detail: { passed, failed: listed.length - passed },
  };
}

/** An item's count and result, null where nobody has counted or voted. */
async function resultOf(
  tx: Tx,
  row: SessionRow,
  item: ItemRow,
): Promise<{ count: Count; tally: Tally } | null> {
  const [seats, parties, rule] = [seatsOf(row), itemParties(item), ruleOf(item)];
  if (ballotOf(row) !== 'open') {
    const { issued, collected, valid, approve, disapprove } = item;
    if (issued === null || collected === null || valid === null || approve === null || disapprove === null)
      return null;
    const count = { issued, collected, valid, approve, disapprove };
    return { count, tally: tallyItem(rule, seats, parties, count) };
  }
  const ballots = await tx.openBallot.findMany({
    where: { sessionId: row.id, nominationId: item.nominationId },
  });
  if (ballots.length === 0) return null;
  const count = countBallots(
    ballots.map((ballot) => choiceOf(ballot.choice)),
    seatsVoting(seats, parties).length,
  );
  const chair = row.members.find((member) => member.councilRole === 'chair');
  const chairApproved = ballots.some((b) => b.memberId === chair?.memberId && b.choice === 'approve');
  return { count, tally: tallyItem(rule, seats, parties, count, chairApproved) };
}

const keyOf = (row: SessionRow, { nominationId }: ItemRow) => ({
  sessionId_nominationId: { sessionId: row.id, nominationId },
});
