import type { SessionRow } from '../../cases/council-session/row.ts';
import { attendances } from '../../cases/council-session/row.ts';
import type { Attendance, CouncilMember, Sitting } from '../../documents/types.ts';
import type { SittingView } from './sittings.ts';

const roleNames: Record<string, string> = {
  chair: 'Chủ tịch Hội đồng',
  deputy: 'Phó Chủ tịch Hội đồng',
  standing: 'Ủy viên Thường trực Hội đồng',
  secretary: 'Thư ký Hội đồng',
  member: 'Ủy viên Hội đồng',
};
const roleName = (councilRole: string): string => roleNames[councilRole] ?? councilRole;

/**
 * Who held an office in this session: the first in rank who was there in person at its end, else at an earlier sitting,
 * else its holder.
 */
export function officer(
  { members }: SessionRow,
  sittings: readonly SittingView[],
  ranks: string[],
): { name: string; position: string } {
  const holders = ranks.flatMap((rank) => members.filter(({ councilRole }) => councilRole === rank));
  const satIn = sittings.toReversed().map(({ seats }) => seats);
  const atEnd = satIn.flatMap((seats) => holders.find(({ memberId }) => isPresent(seats, memberId)) ?? [])[0];
  const holder = atEnd ?? holders[0];
  return { name: holder?.name ?? '', position: roleName(holder?.councilRole ?? ranks[0] ?? '') };
}

const isPresent = (seats: SittingView['seats'], memberId: string): boolean =>
  seats.some((seat) => seat.memberId === memberId && seat.attendance === 'present');

/** `answered`: seats whose written opinion is in. */
export function memberOf(
  member: SessionRow['members'][number],
  answered: ReadonlySet<string>,
): CouncilMember {
  const { memberId, name, councilRole, attendance, substituteName, letter } = member;
  const substitute = substituteName === null ? null : { name: substituteName, letter };
  const seat = { memberId, attendance: attendances.parse(attendance), substitute };
  return { name, councilRole: roleName(councilRole), ...attendanceOf(seat, answered) };
}

function attendanceOf(
  { memberId, attendance, substitute }: SittingView['seats'][number],
  answered: ReadonlySet<string>,
): Attendance {
  if (attendance === 'substituted')
    return { attendance, substitute: substitute?.name ?? '', letter: (substitute?.letter ?? null) !== null };
  if (attendance === 'present') return { attendance };
  return { attendance, writtenOpinion: answered.has(memberId) };
}

/** A sitting with the members in the order in which the minutes list them. */
export const minutesSitting = (
  { openedAt, endedAt, seats }: SittingView,
  members: SessionRow['members'],
  answered: ReadonlySet<string>,
): Sitting => ({
  openedAt,
  endedAt,
  seats: members.flatMap(({ memberId }) => {
    const seat = seats.find((one) => one.memberId === memberId);
    return seat ? [attendanceOf(seat, answered)] : [];
  }),
});
