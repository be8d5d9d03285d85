import { dateOf, formatDateVi } from '../domain/dates.ts';
import { body, leadIn, ruledTable } from './layout.ts';
import type { Block } from './layout.ts';
import { isThere, presentCount } from './minutes-checks.ts';
import type { Attendance, CouncilMember, CouncilMinutes, SessionMode, Sitting } from './types.ts';
import { figures, momentOf } from './wording.ts';

function attendanceText(member: Attendance, mode: SessionMode): string {
  if (mode === 'written')
    return member.attendance === 'absent' && !member.writtenOpinion ? 'Chưa gửi ý kiến' : 'Đã gửi ý kiến';
  switch (member.attendance) {
    case 'present':
      return 'Có mặt';
    case 'substituted':
      return `Vắng mặt, cử ${member.substitute} dự họp thay${member.letter ? ' (có văn bản cử)' : ''}`;
    case 'absent':
      return member.writtenOpinion ? 'Vắng mặt, có ý kiến bằng văn bản' : 'Vắng mặt';
  }
}

const dayOf = ({ openedAt }: Sitting): string => formatDateVi(dateOf(new Date(openedAt)));
/** The sittings where there were several: of one, the members' own attendance says all. */
const several = ({ sittings = [] }: CouncilMinutes): Sitting[] => (sittings.length > 1 ? sittings : []);

/** How a member attended: of several sittings, each with its day. */
const cellOf = (minutes: CouncilMinutes, member: CouncilMember, i: number): string | string[] => {
  const sittings = several(minutes);
  if (sittings.length === 0) return attendanceText(member, minutes.mode);
  return sittings.flatMap((sitting, nth) => {
    const seat = sitting.seats[i];
    return seat ? [`Lần ${nth + 1}, ${dayOf(sitting)}: ${attendanceText(seat, minutes.mode)}`] : [];
  });
};

/** So many members, so many of them there, and by whom absent ones were stood in for. */
function counts(seats: readonly Attendance[]): string[] {
  const present = seats.filter(isThere).length;
  const substituted = seats.filter(({ attendance }) => attendance === 'substituted').length;
  const written = seats.filter((seat) => seat.attendance === 'absent' && seat.writtenOpinion).length;
  return [
    `có mặt ${figures(present)}${substituted > 0 ? ` (trong đó ${figures(substituted)} người dự họp thay)` : ''}`,
    `vắng mặt ${figures(seats.length - present)}${written > 0 ? ` (trong đó ${figures(written)} người có ý kiến bằng văn bản)` : ''}`,
  ];
}

function membersText(minutes: CouncilMinutes): string {
  const { members, mode } = minutes;
  const all = `tổng số ${figures(members.length)} thành viên`;
  if (mode === 'meeting' && several(minutes).length > 0) return all;
  if (mode === 'meeting') return [all, ...counts(members)].join('; ');
  const answered = members.filter((m) => m.attendance === 'absent' && m.writtenOpinion).length;
  return [
    all,
    `đã gửi ý kiến ${figures(answered)}`,
    `chưa gửi ý kiến ${figures(members.length - answered)}`,
  ].join('; ');
}

const sittingText = (sitting: Sitting, i: number): string =>
  `- Lần họp thứ ${i + 1}: từ ${momentOf(sitting.openedAt)}` +
  `${sitting.endedAt === null ? '' : ` đến ${momentOf(sitting.endedAt)}`}; ${counts(sitting.seats).join('; ')}.`;

/** Who was there, at each sitting where there were several, and that they were enough. */
export function attendanceBlocks(minutes: CouncilMinutes): Block[] {
  const { members, chair, secretary, mode, invitees = [] } = minutes;
  return [
    body(`1. Chủ trì: ${chair.name}, ${chair.position}.`),
    body(`2. Thư ký: ${secretary.name}, ${secretary.position}.`),
    leadIn(`3. Thành viên Hội đồng: ${membersText(minutes)}.`),
    ruledTable(
      [
        { title: 'STT', width: 12 },
        { title: 'Họ và tên', width: 52, align: 'left' },
        { title: 'Chức danh trong Hội đồng', width: 51, align: 'left' },
        { title: mode === 'written' ? 'Ý kiến' : 'Tham dự', width: 50, align: 'left' },
      ],
      members.map((m, i) => [String(i + 1), m.name, m.councilRole, cellOf(minutes, m, i)]),
      12,
    ),
    ...several(minutes).map((sitting, i) => body(sittingText(sitting, i))),
    body(quorumStatement(minutes)),
    ...(invitees.length > 0
      ? [
          body(
            `Khách mời (không biểu quyết): ${invitees.map(({ name, title }) => (title ? `${name}, ${title}` : name)).join('; ')}.`,
          ),
        ]
      : []),
    ...breaksOf(minutes),
  ];
}

/** Each break of the meeting: why, until when, and who did not come back. */
const breaksOf = ({ breaks = [] }: CouncilMinutes): Block[] =>
  breaks.map(({ at, reason, resumedAt, absent, early }) =>
    body(
      `Cuộc họp tạm dừng lúc ${momentOf(at)}; lý do: ${reason.replace(/[\s.]+$/u, '')}. ` +
        (resumedAt === null
          ? ''
          : `Cuộc họp tiếp tục lúc ${momentOf(resumedAt)}${absent.length > 0 ? `, vắng mặt: ${absent.join(', ')}` : ', đủ thành viên'}${early === undefined ? '' : `; sớm hơn ngày đã hẹn, lý do: ${early.replace(/[\s.]+$/u, '')}`}.`),
    ),
  );

/** The regulation that a rule stands in, where the council has one of its own. */
export const cited = (regulation: string | undefined): string =>
  regulation === undefined ? '' : ` (${regulation})`;

function quorumStatement(minutes: CouncilMinutes): string {
  const {
    mode,
    members,
    rule: { quorum, regulation },
  } = minutes;
  const by = cited(regulation);
  if (mode === 'written') {
    const answered = members.filter((m) => m.attendance !== 'absent' || m.writtenOpinion).length;
    return `Hội đồng được lấy ý kiến bằng văn bản${by}; ${figures(answered)}/${figures(quorum.members)} thành viên đã gửi ý kiến.`;
  }
  const sittings = several(minutes);
  const there = sittings.length > 0 ? sittings.map(({ seats }) => presentCount(seats)) : [quorum.have];
  const met = there.every((have) => have >= quorum.needed);
  const share = (have: number): string => `${figures(have)}/${figures(quorum.members)} thành viên tham dự`;
  const attended = sittings.map(
    (sitting, i) => `lần ${i + 1}, ngày ${dayOf(sitting)}, có ${share(there[i] ?? 0)}`,
  );
  return (
    `Theo quy định, Hội đồng họp khi có ít nhất ${figures(quorum.needed)}/${figures(quorum.members)} thành viên ` +
    `tham dự${by}. Cuộc họp ${attended.length > 0 ? attended.join('; ') : `có ${share(quorum.have)}`}, ` +
    `${met ? 'đủ' : 'không đủ'} điều kiện để tiến hành.`
  );
}

/** As the record of the count has it, in one sentence. */
export function attendanceSentence(minutes: CouncilMinutes): string {
  const { mode, members } = minutes;
  const total = figures(members.length);
  if (mode === 'written') return `Tổng số thành viên được lấy ý kiến: ${total}.`;
  const there = (seats: readonly Attendance[]): string =>
    `có mặt: ${figures(presentCount(seats))}; vắng mặt: ${figures(seats.length - presentCount(seats))}`;
  const sittings = several(minutes);
  const attended =
    sittings.length > 0
      ? sittings
          .map((sitting, i) => `lần ${i + 1}, ngày ${dayOf(sitting)}, ${there(sitting.seats)}`)
          .join('; ')
      : there(members);
  return `Tổng số thành viên được triệu tập: ${total}; ${attended}.`;
}
