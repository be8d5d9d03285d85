import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { goneFrom, tellNomination } from './agenda.ts';
import { ballotsUsed, uncounted } from './annul.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { itemKey, itemsIn, ruleOf } from './row.ts';
import { setNomineesAside } from './set-aside.ts';
import { goOnSitting } from './sittings.ts';

/**
 * Votes once more on what did not pass, as often as the rule allows in a round; where the plan says so also on what
 * passed with as many votes as another. What the earlier ballot came to stays beside it (`BallotResult`).
 * @throws Refusal ballots-used, invalid, nominees-untold
 */
export async function reballot(tx: Tx, row: SessionRow, { body, at }: Happening): Promise<Effect> {
  const { nominationIds, absenteeUntil } = sessionBodies.reballot.parse(body);
  const decided = itemsIn(row, 'passed', 'failed');
  const items = nominationIds.map((id) => decided.find((item) => item.nominationId === id));
  const gone = await goneFrom(tx, row, decided);
  const unknown = nominationIds.flatMap((id, i): FieldError[] =>
    items[i] && !gone.has(id)
      ? []
      : [
          {
            path: `nominationIds.${i}`,
            message: 'Hồ sơ không được xét tại phiên này, hoặc không còn ở Hội đồng.',
          },
        ],
  );
  if (row.mode === 'written' && absenteeUntil === undefined)
    unknown.push({ path: 'absenteeUntil', message: 'Phải ghi hạn gửi ý kiến lần này.' });
  if (absenteeUntil !== undefined && new Date(absenteeUntil) <= new Date(at))
    unknown.push({ path: 'absenteeUntil', message: 'Hạn đã qua.' });
  if (unknown.length > 0) throw new Refusal('invalid', unknown);
  const again = items.flatMap((item) => item ?? []);
  refuseUsed(again);
  for (const item of again) {
    const ballot = item.ballot + 1;
    const data = { ...uncounted, state: 'listed', ballot };
    await tx.agendaItem.update({ where: itemKey(row, item), data });
    // What passed before left the agenda; it must not be withdrawn or held under the vote.
    if (item.state === 'passed')
      await tellNomination(tx, row, item.nominationId, `ballot:${ballot}`, 'scheduled');
  }
  await goOnSitting(tx, row);
  const setAside = await setNomineesAside(tx, row, at);
  return {
    columns: {
      closedAt: null,
      ...(absenteeUntil === undefined ? {} : { absenteeUntil: new Date(absenteeUntil) }),
    },
    detail: { items: again.length, nominationIds, ...(setAside > 0 ? { setAside } : {}) },
  };
}

/** @throws Refusal `ballots-used`, for what has had its ballots, or else for what has passed */
function refuseUsed(again: readonly ItemRow[]): void {
  const at = (is: (item: ItemRow) => boolean, message: (item: ItemRow) => string): FieldError[] =>
    again.flatMap((item, i) => (is(item) ? [{ path: `nominationIds.${i}`, message: message(item) }] : []));
  const exhausted = at(isExhausted, (item) => `Đã bỏ phiếu ${ballotsUsed(item)} lần.`);
  if (exhausted.length > 0) throw new Refusal({ cause: 'ballots-exhausted' }, exhausted);
  const passed = at(
    (item) => !mayComeAgain(item, again),
    () => 'Đã được thông qua.',
  );
  if (passed.length > 0) throw new Refusal({ cause: 'passed-already' }, passed);
}

const isExhausted = (item: ItemRow): boolean => ballotsUsed(item) >= ruleOf(item).ballotsPerRound;

function mayComeAgain(item: ItemRow, among: readonly ItemRow[]): boolean {
  const { reballotTies } = ruleOf(item);
  if (item.state === 'failed') return true;
  const ties = among.some(
    (other) => other !== item && other.state === 'passed' && other.approve === item.approve,
  );
  return reballotTies === true && ties;
}
