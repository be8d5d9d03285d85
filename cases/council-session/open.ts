import { dateOf, formatDateVi } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { sessionBodies } from '../../domain/act-bodies.ts';
import type { FieldError } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import { attendanceFaults, sessionQuorum } from '../../domain/session.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { goneFrom, refuseEmpty, takeOff } from './agenda.ts';
import { refuseEndedSeats } from './ended-seats.ts';
import type { Effect, SessionRow } from './row.ts';
import { itemsIn, ruleOf, seatsOf } from './row.ts';
import { setNomineesAside } from './set-aside.ts';
import { beginSitting } from './sittings.ts';

/**
 * Opens the session, or resumes it: who is there, whether they are enough by the pinned rule over all pinned members, and which
 * nominations can still be voted on. From now on those refuse to be withdrawn or held.
 * @throws Refusal invalid, seats-ended, no-quorum, nominees-untold
 */
export async function open(tx: Tx, row: SessionRow, happening: Happening): Promise<Effect> {
  const { present, substitutes, earlyReason } = sessionBodies.open.parse(happening.body);
  const early = isEarly(row, happening.at);
  const faults = [
    ...(early && earlyReason === undefined ? [tooEarly(row)] : []),
    ...attendanceFaults(seatsOf(row), { present, substitutes }),
    ...(await substituteFaults(tx, row, substitutes)),
  ];
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const there = new Set([...present, ...substitutes.map(({ memberId }) => memberId)]);
  // Of one that is resumed, who voted at an earlier sitting stays a member of it, and is not there any more.
  const asked = row.members.filter(({ memberId }) => row.openedAt === null || there.has(memberId));
  await refuseEndedSeats(tx, { ...row, members: asked }, happening.at);
  const gone = await goneFrom(tx, row, itemsIn(row, 'listed'));
  const left = { ...row, items: row.items.filter((item) => !gone.has(item.nominationId)) };
  refuseEmpty(left);
  const filled = there.size;
  const quorum = sessionQuorum(itemsIn(left, 'listed').map(ruleOf), row.members.length, filled);
  if (!quorum.met)
    throw new Refusal('no-quorum', [
      { path: 'present', message: `Có mặt ${quorum.have}, cần ít nhất ${quorum.needed} thành viên.` },
    ]);

  await takeAttendance(tx, row, present, substitutes);
  await beginSitting(tx, row, happening.at);
  for (const [nominationId, why] of gone) await takeOff(tx, row, [{ nominationId }], why);
  const setAside = await setNomineesAside(tx, row, happening.at);
  return {
    columns: { openedAt: row.openedAt ?? new Date(happening.at), resumesAt: null },
    detail: {
      members: row.members.length,
      present: filled,
      needed: quorum.needed,
      absent: row.members.map(({ memberId }) => memberId).filter((id) => !there.has(id)),
      removed: [...gone.keys()],
      ...(setAside > 0 ? { setAside } : {}),
      ...(early ? { scheduledOn: dayOf(row) } : {}),
    },
    ...(early && earlyReason !== undefined ? { reason: earlyReason } : {}),
  };
}

/** The day to which the members were invited: of a session that was adjourned, the one on which it goes on. */
const dayOf = ({ scheduledAt, resumesAt }: SessionRow): DateText => dateOf(resumesAt ?? scheduledAt);
const isEarly = (row: SessionRow, at: string): boolean => dateOf(new Date(at)) < dayOf(row);
const tooEarly = (row: SessionRow): FieldError => ({
  path: 'earlyReason',
  message: `Phiên họp được mời vào ngày ${formatDateVi(dayOf(row))}; khai mạc trước ngày đó phải nêu lý do.`,
});

/** Who is there now; of a session that is resumed, who isn't any more is absent. */
async function takeAttendance(
  tx: Tx,
  { id: sessionId }: SessionRow,
  present: string[],
  substitutes: { memberId: string; person?: string | undefined; name: string; letter: string }[],
): Promise<void> {
  const nobody = { substituteId: null, substituteName: null, letter: null };
  await tx.sessionMember.updateMany({ where: { sessionId }, data: { attendance: 'absent', ...nobody } });
  await tx.sessionMember.updateMany({
    where: { sessionId, memberId: { in: present } },
    data: { attendance: 'present' },
  });
  for (const { memberId, person, name, letter } of substitutes)
    await tx.sessionMember.update({
      where: { sessionId_memberId: { sessionId, memberId } },
      data: {
        attendance: 'substituted',
        substituteId: person ?? null,
        substituteName: name.normalize('NFC'),
        letter,
      },
    });
}

/** An account that exists, and a rule that knows substitutes at all. */
async function substituteFaults(
  tx: Tx,
  row: SessionRow,
  substitutes: { memberId: string; person?: string | undefined }[],
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  if (substitutes.length > 0 && itemsIn(row, 'listed').some((item) => ruleOf(item).absentees === 'none'))
    faults.push({ path: 'substitutes', message: 'Quy định của kế hoạch không cho cử người dự thay.' });
  const persons = substitutes.flatMap(({ person }) => (person === undefined ? [] : [person]));
  const known = await tx.person.findMany({
    where: { id: { in: persons }, disabledAt: null },
    select: { id: true },
  });
  substitutes.forEach(({ person }, i) => {
    if (person !== undefined && !known.some(({ id }) => id === person))
      faults.push({ path: `substitutes.${i}.person`, message: 'Không có tài khoản này.' });
  });
  return faults;
}
