import { isCountedByHand } from '../../domain/ballots.ts';
import { Refusal } from '../../domain/problems.ts';
import { opinionsAwaited, seatsVoting, tallyItem } from '../../domain/session.ts';
import type { Count, Tally } from '../../domain/voting.ts';
import { countBallots } from '../../domain/voting.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { audit } from '../record.ts';
import { sessionRef, tellNomination } from './agenda.ts';
import { ballotsUsed } from './annul.ts';
import type { Rolls } from './box.ts';
import { loadRoll } from './box.ts';
import { carryOver } from './carry-over.ts';
import type { BoxContents } from './commitment.ts';
import { ballotsIn } from './commitment.ts';
import { boxFault, openingsThatHold } from './committed.ts';
import { choicesIn, contentsOf, loadContents } from './contents.ts';
import type { Boxes } from './contents.ts';
import { resultsHash } from './results.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { ballotOf, itemKey, itemsIn, modeOf, ruleOf, voteOf } from './row.ts';
import { endSitting } from './sittings.ts';
import { counted, takenBackIn } from './taken-back.ts';

interface Result {
  count: Count;
  tally: Tally;
}

/**
 * Closes the vote and counts, in one transaction and with the box to itself (the recorder has taken it): every
 * ballot that was answered is in the tally. Advice only: the head concludes. What passed hears of it; what failed,
 * once it can't be voted on again. What lies in the boxes must be what the trail committed to.
 * @throws Refusal before anything is written: opinions-awaited, counts-missing, no-quorum, box-mismatch
 */
export async function close(tx: Tx, row: SessionRow, { at }: Pick<Happening, 'at'>): Promise<Effect> {
  const listed = itemsIn(row, 'listed');
  await carryOver(tx, row, at);
  const rolls = await loadRoll(tx, row);
  refuseEarly(row, listed, rolls, at);
  const results = await resultsOf(tx, row, listed, rolls);
  let passed = 0;
  for (const [item, { tally, count }] of results) {
    if (tally.passed) passed += 1;
    const { base, needed } = tally;
    const state = tally.passed ? 'passed' : 'failed';
    await tx.agendaItem.update({ where: itemKey(row, item), data: { ...count, state, base, needed } });
    const what = `result:${item.ballot}`;
    if (tally.passed) {
      await tellNomination(tx, row, item.nominationId, what, 'passed', { approve: tally.approve });
    } else if (ballotsUsed(item) >= ruleOf(item).ballotsPerRound) {
      await tellNomination(tx, row, item.nominationId, what, 'failed');
    }
  }
  const data = results.map(
    ([
      { nominationId, ballot },
      {
        count,
        tally: { base, needed, passed: didPass },
      },
    ]) => ({
      ...{ sessionId: row.id, nominationId, ballot, method: row.ballot, closedAt: new Date(at) },
      ...{ ...count, base, needed, passed: didPass },
    }),
  );
  await tx.ballotResult.createMany({ data });
  await auditVoters(tx, row, rolls, at);
  await endSitting(tx, row, at);
  return {
    columns: { closedAt: new Date(at) },
    detail: { passed, failed: results.length - passed, results: resultsHash(data) },
  };
}

/** @throws Refusal `opinions-awaited` before their end, naming the items that lack some */
function refuseEarly(row: SessionRow, listed: ItemRow[], rolls: Rolls, at: string): void {
  if (!row.absenteeUntil || new Date(at) >= row.absenteeUntil) return;
  const waiting = listed.filter(
    (item) => opinionsAwaited(voteOf(row, item, rolls.get(item.nominationId) ?? [])).length > 0,
  );
  if (waiting.length > 0)
    throw new Refusal(
      'opinions-awaited',
      waiting.map((item) => ({
        path: `items.${item.nominationId}`,
        message: 'Còn thành viên vắng mặt chưa gửi ý kiến.',
      })),
    );
}

async function resultsOf(
  tx: Tx,
  row: SessionRow,
  listed: ItemRow[],
  rolls: Rolls,
): Promise<[ItemRow, Result][]> {
  const boxes = isCountedByHand(ballotOf(row)) ? null : await loadContents(tx, row.id);
  if (boxes) await openingsThatHold(tx, row, listed, boxes);
  const results = listed.map((item): [ItemRow, Result | null] => [
    item,
    boxes ? countedBySystem(row, item, rolls, countedIn(boxes, item)) : countedByHand(row, item, rolls),
  ]);
  const complete = results.flatMap(([item, result]): [ItemRow, Result][] => (result ? [[item, result]] : []));
  const missing = listed.filter((item) => !complete.some(([known]) => known === item));
  refuse('counts-missing', missing, 'Chưa có kết quả kiểm phiếu.');
  const tooFew = complete.filter(([, { tally }]) => tally.reason === 'no-quorum').map(([item]) => item);
  refuse('no-quorum', tooFew, 'Số thành viên tham gia ý kiến chưa đủ theo quy định.');
  return complete;
}

function refuse(code: 'counts-missing' | 'no-quorum', items: ItemRow[], message: string): void {
  const errors = items.map(({ nominationId }) => ({ path: `items.${nominationId}`, message }));
  if (errors.length > 0) throw new Refusal(code, errors);
}

/** As it was entered, null where nobody has. Of a meeting, base and mark are those of the sitting that counted. */
function countedByHand(row: SessionRow, item: ItemRow, rolls: Rolls): Result | null {
  const { issued, collected, valid, approve, disapprove, base, needed } = item;
  if (issued === null || collected === null || valid === null || approve === null || disapprove === null)
    return null;
  const count = { issued, collected, valid, approve, disapprove };
  if (base === null || needed === null || modeOf(row) === 'written')
    return {
      count,
      tally: tallyItem(ruleOf(item), voteOf(row, item, rolls.get(item.nominationId) ?? []), count),
    };
  const passed = approve >= needed;
  return { count, tally: { passed, base, needed, approve, reason: passed ? 'passed' : 'too-few' } };
}

/** What lies in an item's box without the votes that were taken back. */
const countedIn = (boxes: Boxes, item: ItemRow): BoxContents =>
  counted(contentsOf(boxes, item), takenBackIn(item.recusals, item));

/** What is in the box, null where nobody has voted. @throws Refusal `box-mismatch` */
function countedBySystem(row: SessionRow, item: ItemRow, rolls: Rolls, box: BoxContents): Result | null {
  const roll = rolls.get(item.nominationId) ?? [];
  if (ballotsIn(box) !== roll.length) throw new Refusal('box-mismatch', [boxFault(item)]);
  if (roll.length === 0) return null;
  const vote = voteOf(row, item, roll);
  const count = countBallots(choicesIn(box), seatsVoting(vote).length);
  const chair = row.members.find((member) => member.councilRole === 'chair');
  const chairApproved = box.votes.some((b) => b.memberId === chair?.memberId && b.choice === 'approve');
  return { count, tally: tallyItem(ruleOf(item), vote, count, chairApproved) };
}

/** Who voted, for auditors: written when the vote closes, by member, so that nothing tells when or in which order. */
async function auditVoters(tx: Tx, row: SessionRow, rolls: Rolls, at: string): Promise<void> {
  const items = new Map<string, number>();
  for (const { nominationId } of itemsIn(row, 'listed'))
    for (const { personId } of rolls.get(nominationId) ?? [])
      if (personId !== null) items.set(personId, (items.get(personId) ?? 0) + 1);
  for (const [personId, count] of [...items].sort(([a], [b]) => (a < b ? -1 : 1)))
    await audit(tx, row.organization, at, { personId, role: 'council-member' }, 'voted', sessionRef(row.id), {
      items: count,
    });
}
