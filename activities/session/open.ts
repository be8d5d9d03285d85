import { sessionBodies } from '../../domain/act-bodies.ts';
import type { FieldError } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import { attendanceFaults, sessionQuorum } from '../../domain/session.ts';
import type { Tx } from '../../prisma/db.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { Happening } from '../record.ts';
import type { RemovalCode } from './agenda.ts';
import { refuseEmpty, takeOff } from './agenda.ts';
import type { Effect, ItemRow, SessionRow } from './row.ts';
import { itemsIn, lockNominations, ruleOf, seatsOf } from './row.ts';

/**
 * Opens the session: who is there, whether they are enough by the pinned rule over all pinned members, and which
 * nominations can still be voted on. From now on those refuse to be withdrawn or held.
 */
export async function open(tx: Tx, row: SessionRow, happening: Happening): Promise<Effect> {
  const { present, substitutes } = sessionBodies.open.parse(happening.body);
  const faults = [
    ...attendanceFaults(seatsOf(row), { present, substitutes }),
    ...(await substituteFaults(tx, row, substitutes)),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const gone = await itemsGone(tx, row);
  const left = { ...row, items: row.items.filter((item) => !gone.has(item.nominationId)) };
  refuseEmpty(left);
  const filled = present.length + substitutes.length;
  const quorum = sessionQuorum(itemsIn(left, 'listed').map(ruleOf), row.members.length, filled);
  if (!quorum.met)
    throw new Refusal('no-quorum', [
      { path: 'present', message: `Có mặt ${quorum.have}, cần ít nhất ${quorum.needed} thành viên.` },
    ]);

  await tx.sessionMember.updateMany({
    where: { sessionId: row.id, memberId: { in: present } },
    data: { attendance: 'present' },
  });
  for (const { memberId, person, name, letter } of substitutes)
    await tx.sessionMember.update({
      where: { sessionId_memberId: { sessionId: row.id, memberId } },
      data: {
        attendance: 'substituted',
        substituteId: person ?? null,
        substituteName: name.normalize('NFC'),
        letter,
      },
    });
  for (const [nominationId, why] of gone) await takeOff(tx, row, [{ nominationId }], why);
  return {
    columns: { openedAt: new Date(happening.at) },
    detail: {
      members: row.members.length,
      present: filled,
      needed: quorum.needed,
      removed: [...gone.keys()],
    },
  };
}

/** A letter that was handed in, an account that exists, and a rule that knows substitutes at all. */
async function substituteFaults(
  tx: Tx,
  row: SessionRow,
  substitutes: { memberId: string; person?: string | undefined; letter: string }[],
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  if (substitutes.length > 0 && itemsIn(row, 'listed').some((item) => ruleOf(item).absentees === 'none'))
    faults.push({ path: 'substitutes', message: 'Quy định của kế hoạch không cho cử người dự thay.' });
  const letters = substitutes.map(({ letter }) => letter);
  const uploads = await tx.upload.findMany({ where: { id: { in: letters } }, select: { id: true } });
  const persons = substitutes.flatMap(({ person }) => (person === undefined ? [] : [person]));
  const known = await tx.person.findMany({
    where: { id: { in: persons }, disabledAt: null },
    select: { id: true },
  });
  substitutes.forEach(({ letter, person }, i) => {
    if (!uploads.some(({ id }) => id === letter))
      faults.push({ path: `substitutes.${i}.letter`, message: 'Không có tệp này.' });
    if (person !== undefined && !known.some(({ id }) => id === person))
      faults.push({ path: `substitutes.${i}.person`, message: 'Không có tài khoản này.' });
  });
  return faults;
}

/** What left on the way to the session: held, closed, or at another step or body by now. */
async function itemsGone(tx: Tx, row: SessionRow): Promise<Map<string, RemovalCode>> {
  const ids = itemsIn(row, 'listed').map((item: ItemRow) => item.nominationId);
  // Held until the commit: a withdrawal or hold comes wholly before the opening, or is refused after it.
  await lockNominations(tx, ids);
  const nominations = await tx.nomination.findMany({
    where: { id: { in: ids } },
    include: { round: true },
    orderBy: { id: 'asc' },
  });
  const gone = new Map<string, RemovalCode>();
  for (const nomination of nominations) {
    const { stage, route, step, hold } = stateOfRow(nomination);
    if (stage === 'closed') gone.set(nomination.id, 'closed');
    else if (hold) gone.set(nomination.id, 'on-hold');
    else if (stage !== 'council-vote' || route[step]?.body !== row.body)
      gone.set(nomination.id, 'not-at-council');
  }
  return gone;
}
