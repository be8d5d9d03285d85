import { sessionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import { conclusionFaults } from '../../domain/session.ts';
import type { Tx } from '../../prisma/db.ts';
import { proposersOf } from '../nomination/row.ts';
import type { Happening } from '../record.ts';
import { sessionRef, tellNomination } from './agenda.ts';
import { cutIfSettled, tiesAtTheCut } from './cut.ts';
import { refuseChangedBallots } from './recount.ts';
import type { Effect, SessionRow } from './row.ts';
import { itemsIn } from './row.ts';

/**
 * The head agrees with the council or not, item by item: it advises, he answers for it (TT 25/2025/TT-BKHCN Đ22).
 * Then the cut by quota is made where no session is to come for it. Nothing is concluded on ballots that were changed.
 * @throws Refusal invalid, own-proposal, box-mismatch
 */
export async function conclude(tx: Tx, row: SessionRow, { body, by }: Happening): Promise<Effect> {
  const { agreed, refused } = sessionBodies.conclude.parse(body);
  await refuseChangedBallots(tx, row.id);
  const passed = itemsIn(row, 'passed');
  const faults = conclusionFaults(
    passed.map((item) => item.nominationId),
    { agreed, refused },
  );
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const proposers = passed.flatMap(({ nomination }) => proposersOf(nomination));
  if (by && [by.personId, by.forId].some((id) => id !== undefined && proposers.includes(id)))
    throw new Refusal('own-proposal');

  const key = (nominationId: string) => ({ sessionId_nominationId: { sessionId: row.id, nominationId } });
  for (const id of agreed) {
    await tx.agendaItem.update({ where: key(id), data: { state: 'agreed' } });
    await tellNomination(tx, row, id, 'conclusion', 'agreed');
  }
  // Until now it could have been voted on again. What was told when the vote closed is known by its name.
  for (const { nominationId, ballot } of itemsIn(row, 'failed'))
    await tellNomination(tx, row, nominationId, `result:${ballot}`, 'failed');
  for (const { id, reason } of refused) {
    await tx.agendaItem.update({ where: key(id), data: { state: 'refused', reason } });
    await tellNomination(tx, row, id, 'conclusion', 'refused', { reason });
  }

  let selected = 0;
  let notSelected = 0;
  let tied = 0;
  // What failed here may have been the last that an earlier session's nominations were waiting for.
  for (const { roundId, award } of poolsOf(row)) {
    const cut = await cutIfSettled(tx, sessionRef(row.id), roundId, award);
    selected += cut.selected.length;
    notSelected += cut.notSelected.length;
    tied += (await tiesAtTheCut(tx, roundId, award)).size;
  }
  return {
    detail: { agreed: agreed.length, refused: refused.length, selected, notSelected, tied },
    ...(tied > 0 ? { also: 'session-tied' as const } : {}),
  };
}

/** The rounds and awards on this agenda, in one order for all sessions, since each is locked. */
export function poolsOf(row: Pick<SessionRow, 'items'>): { roundId: string; award: string }[] {
  const pools = new Map(
    row.items.map(({ nomination: { roundId, award } }) => [`${roundId} ${award}`, { roundId, award }]),
  );
  return [...pools.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pool]) => pool);
}
