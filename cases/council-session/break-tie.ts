import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateOf } from '../../domain/dates.ts';
import { areNominated } from '../../domain/nominee.ts';
import { loadUnits } from '../shared/accounts.ts';
import { knownPeople } from '../shared/known-people.ts';
import { nomineeOf, proposersOf } from '../nomination/row.ts';
import type { Actor } from '../record.ts';
import { audit } from '../record.ts';
import { sessionRef } from './agenda.ts';
import { poolsOf } from './conclude.ts';
import { cutIfSettled, tiesAtTheCut } from './cut.ts';
import type { SessionRow } from './row.ts';
import { itemsIn, lockSession } from './row.ts';

/**
 * The chair's word between nominations that tie at the cut-line, and where that leaves them even the head's: open, apart
 * from every ballot, and given only where there is a tie (TT 25/2025/TT-BKHCN Đ23: "lấy theo kết quả biểu quyết của Chủ
 * tịch Hội đồng"). Given again before the cut, the later stands. The session's path may have ended by now, so this is no
 * act of it; it makes the cut where nothing else stands in the way.
 * @throws Refusal `not-in-this-state` before closing, `not-tied`, `own-proposal`, `own-nomination`, `recused`
 */
export async function breakTie(
  tx: Tx,
  sessionId: string,
  { nominationId, choice }: { nominationId: string; choice: 'approve' | 'disapprove' },
  { actId, by, at }: { actId: string; by: Actor; at: string },
): Promise<void> {
  const row = await lockSession(tx, sessionId);
  if (!row) throw new Refusal('not-found');
  if (row.state !== 'closed' && row.state !== 'concluded') throw new Refusal({ cause: 'vote-not-closed' });
  const item = itemsIn(row, 'passed', 'agreed').find((one) => one.nominationId === nominationId);
  if (!item)
    throw new Refusal('invalid', [{ path: 'nominationId', message: 'Không phải hồ sơ đã được thông qua.' }]);
  const who = [by.personId, by.forId].flatMap((person) => person ?? []);
  if (who.some((person) => proposersOf(item.nomination).includes(person))) throw new Refusal('own-proposal');
  const nominees = { of: [nomineeOf(item.nomination)], units: await loadUnits(tx, new Date(at)) };
  if (areNominated(nominees, await knownPeople(tx, who, new Date(at)))) throw new Refusal('own-nomination');
  const own = row.members.filter(({ personId }) => personId !== null && who.includes(personId));
  if (own.some((seat) => item.recusals.some(({ memberId }) => memberId === seat.memberId)))
    throw new Refusal('recused');
  const { roundId, award } = item.nomination;
  const role = by.role === 'head' ? 'head' : 'council-chair';
  const key = { nominationId, role };
  // A word that was given may be taken back: without it, do they tie?
  await tx.tieWord.deleteMany({ where: key });
  if (!(await tiesAtTheCut(tx, roundId, award)).has(nominationId)) throw new Refusal('not-tied');
  await tx.tieWord.create({
    data: { ...key, sessionId, choice, personId: by.personId, at: new Date(at) },
  });
  const version = row.version + 1;
  await tx.councilSession.update({ where: { id: sessionId }, data: { version } });
  const path = sessionRef(sessionId);
  await tx.transition.create({
    data: {
      ...{ pathKind: path.kind, pathId: sessionId, version, actId },
      ...{ act: 'break-tie', fromStage: row.state, toStage: row.state, ...by },
      detail: { nominationId, choice, on: dateOf(new Date(at)) },
      at: new Date(at),
    },
  });
  await audit(tx, row.organization, at, by, 'break-tie', path, { version, nominationId });
  if (row.state === 'concluded') await cutIfSettled(tx, path, roundId, award);
}

/** Nominations of a session that still tie, once its vote is closed. */
export async function tiedIn(tx: Tx, row: SessionRow): Promise<string[]> {
  if (row.state !== 'closed' && row.state !== 'concluded') return [];
  const own = itemsIn(row, 'passed', 'agreed').map(({ nominationId }) => nominationId);
  if (own.length < 1) return [];
  const tied = new Set<string>();
  for (const { roundId, award } of poolsOf(row))
    for (const id of await tiesAtTheCut(tx, roundId, award)) tied.add(id);
  return own.filter((id) => tied.has(id));
}
