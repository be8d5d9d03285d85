import { formatDateVi } from '../domain/dates.ts';
import { packDocument, receiversBlock, sealLine, twoSignatures } from './administrative-form.ts';
import { body, heading, leadIn, line, ruledTable } from './layout.ts';
import type { Block } from './layout.ts';
import { checkMinutes, presentCount } from './minutes-checks.ts';
import type { CouncilMember, CouncilMinutes, MinutesItem, SessionMode } from './types.ts';
import { ballotNames, shareOf, voteNotes, voteTable } from './vote-table.ts';
import { countedSubjects, documentNumber, figures, fraction, momentOf, percent } from './wording.ts';

const modeNames: Record<CouncilMinutes['mode'], string> = {
  meeting: 'Họp',
  written: 'Lấy ý kiến bằng văn bản',
};

function attendanceText(member: CouncilMember, mode: SessionMode): string {
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

function attendance(minutes: CouncilMinutes): Block[] {
  const { members, chair, secretary, mode, invitees = [] } = minutes;
  const present = presentCount(minutes);
  const substituted = members.filter((m) => m.attendance === 'substituted').length;
  const written = members.filter((m) => m.attendance === 'absent' && m.writtenOpinion).length;
  const parts =
    mode === 'written'
      ? [
          `tổng số ${figures(members.length)} thành viên`,
          `đã gửi ý kiến ${figures(written)}`,
          `chưa gửi ý kiến ${figures(members.length - written)}`,
        ]
      : [
          `tổng số ${figures(members.length)} thành viên`,
          `có mặt ${figures(present)}${substituted > 0 ? ` (trong đó ${figures(substituted)} người dự họp thay)` : ''}`,
          `vắng mặt ${figures(members.length - present)}${written > 0 ? ` (trong đó ${figures(written)} người có ý kiến bằng văn bản)` : ''}`,
        ];
  return [
    body(`1. Chủ trì: ${chair.name}, ${chair.position}.`),
    body(`2. Thư ký: ${secretary.name}, ${secretary.position}.`),
    leadIn(`3. Thành viên Hội đồng: ${parts.join('; ')}.`),
    ruledTable(
      [
        { title: 'STT', width: 12 },
        { title: 'Họ và tên', width: 52, align: 'left' },
        { title: 'Chức danh trong Hội đồng', width: 51, align: 'left' },
        { title: mode === 'written' ? 'Ý kiến' : 'Tham dự', width: 50, align: 'left' },
      ],
      members.map((m, i) => [String(i + 1), m.name, m.councilRole, attendanceText(m, mode)]),
      12,
    ),
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
const cited = (regulation: string | undefined): string =>
  regulation === undefined ? '' : ` (${regulation})`;

function quorumStatement({ mode, members, rule: { quorum, regulation } }: CouncilMinutes): string {
  const by = cited(regulation);
  if (mode === 'written') {
    const answered = members.filter((m) => m.attendance !== 'absent' || m.writtenOpinion).length;
    return `Hội đồng được lấy ý kiến bằng văn bản${by}; ${figures(answered)}/${figures(quorum.members)} thành viên đã gửi ý kiến.`;
  }
  const met = quorum.have >= quorum.needed;
  return (
    `Theo quy định, Hội đồng họp khi có ít nhất ${figures(quorum.needed)}/${figures(quorum.members)} thành viên ` +
    `tham dự${by}. Cuộc họp có ${figures(quorum.have)}/${figures(quorum.members)} thành viên tham dự, ` +
    `${met ? 'đủ' : 'không đủ'} điều kiện để tiến hành.`
  );
}

/** The mark in ballots, once where it is the same for all. */
function neededTexts(items: MinutesItem[]): string[] {
  const marks = new Map<string, number[]>();
  for (const { needed, base, position } of items) {
    const mark = fraction({ approve: needed, base });
    marks.set(mark, [...(marks.get(mark) ?? []), position]);
  }
  return [...marks].map(([mark, positions]) =>
    marks.size === 1
      ? `ít nhất ${mark} phiếu đồng ý`
      : `ít nhất ${mark} phiếu đồng ý đối với mục ${positions.join(', ')}`,
  );
}

const choiceNames = { approve: 'đồng ý', disapprove: 'không đồng ý', abstain: 'không có ý kiến' } as const;

function openVotesText({ position, name, openVotes = [] }: MinutesItem): string {
  const parts = (['approve', 'disapprove', 'abstain'] as const).flatMap((choice) => {
    const members = openVotes.filter((vote) => vote.choice === choice).map(({ member }) => member);
    return members.length > 0 ? [`${choiceNames[choice]}: ${members.join(', ')}`] : [];
  });
  return `- Mục ${position} (${name}): ${parts.join('; ')}.`;
}

function voting({ ballot, rule, items, discussion = [] }: CouncilMinutes): Block[] {
  const opened = items.filter(({ openVotes }) => openVotes !== undefined);
  return [
    body(
      '1. Hội đồng nghe báo cáo tiêu chuẩn, điều kiện xét khen thưởng, tóm tắt thành tích của các tập thể, cá ' +
        'nhân được đề nghị và thảo luận.',
    ),
    ...discussion.map((text) => body(text)),
    body(
      `2. Hội đồng ${ballotNames[ballot]}. Tập thể, cá nhân được thông qua khi đạt ${rule.passText}` +
        `${cited(rule.regulation)}${items.length > 0 ? `, tức là ${neededTexts(items).join('; ')}` : ''}.`,
    ),
    leadIn('3. Kết quả:'),
    voteTable(items),
    ...voteNotes(items),
    ...(opened.length > 0
      ? [body('Ý kiến của từng thành viên:', { italics: true }, { keepNext: true })]
      : []),
    ...opened.map((item) => body(openVotesText(item))),
  ];
}

const countOf = (items: MinutesItem[]): string => {
  const collectives = items.filter(({ kind }) => kind === 'collective').length;
  return countedSubjects(collectives, items.length - collectives);
};

const namesOf = (items: MinutesItem[]): string => items.map(({ name }) => name).join('; ');

function conclusions({ items }: CouncilMinutes): Block[] {
  const passed = items.filter((item) => item.passed);
  const failed = items.filter((item) => !item.passed);
  const refused = items.filter(({ conclusion }) => conclusion === 'refused');
  const agreed = items.filter(({ conclusion }) => conclusion === 'agreed');
  const because = ({ reason }: MinutesItem): string => (reason ? `; lý do: ${reason}` : '');
  const words = items.flatMap(({ name, tieWords = [] }) => tieWords.map((word) => ({ name, ...word })));
  const awards = [...new Set(passed.map(({ awardName }) => awardName))];
  const paragraphs = [
    ...awards.map((award) => {
      const of = passed.filter(({ awardName }) => awardName === award);
      return [`Hội đồng thông qua việc đề nghị tặng ${award} cho ${countOf(of)}: ${namesOf(of)}.`];
    }),
    ...(failed.length > 0
      ? [
          [
            `Hội đồng không thông qua ${countOf(failed)}:`,
            ...failed.map(
              (f) =>
                `- ${f.name}: ${fraction(shareOf(f))} phiếu đồng ý (${percent(shareOf(f))})${because(f)}.`,
            ),
          ],
        ]
      : []),
    ...words.map(({ name, position, choice }) => [
      `Do bằng phiếu ở ranh giới chỉ tiêu, ${position} ${choice === 'approve' ? 'chọn' : 'không chọn'} ${name}.`,
    ]),
    ...(agreed.length > 0
      ? [
          [
            `Thủ trưởng cơ quan đồng ý với đề nghị của Hội đồng đối với ${countOf(agreed)}: ${namesOf(agreed)}.`,
          ],
        ]
      : []),
    ...(refused.length > 0
      ? [
          [
            `Thủ trưởng cơ quan không đồng ý với đề nghị của Hội đồng đối với ${countOf(refused)}:`,
            ...refused.map((r) => `- ${r.name}${because(r)}.`),
          ],
        ]
      : []),
  ];
  return paragraphs.flatMap(([first = '', ...rest], i) =>
    [`${i + 1}. ${first}`, ...rest].map((text) => body(text)),
  );
}

/**
 * The biên bản họp Hội đồng as a .docx file (NĐ 30/2020/NĐ-CP Mẫu 1.9). A secret ballot shows totals only.
 * @throws InconsistentMinutes (see `checkMinutes`), RangeError for what is no instant.
 */
export async function renderCouncilMinutes(minutes: CouncilMinutes): Promise<Buffer> {
  checkMinutes(minutes);
  const { issuer, councilName, purpose, mode, ballot, startedAt, endedAt, place, items, early } = minutes;
  const met = mode === 'meeting';
  return packDocument({
    issuer,
    number: documentNumber(minutes.number, 'BB', issuer.symbol),
    kind: 'Biên bản',
    subject: `${modeNames[mode]} ${councilName} ${purpose}`,
    body: [
      heading('I. THỜI GIAN, ĐỊA ĐIỂM'),
      body(`Thời gian bắt đầu: ${momentOf(startedAt)}.`),
      ...(early
        ? [
            body(
              `Cuộc họp khai mạc trước ngày mời họp (${formatDateVi(early.scheduledOn)}); lý do: ${early.reason.replace(/[\s.]+$/u, '')}.`,
            ),
          ]
        : []),
      body(`Địa điểm: ${place}.`),
      body(`Hình thức: ${modeNames[mode]}, ${ballotNames[ballot]}.`),
      heading('II. THÀNH PHẦN THAM DỰ'),
      ...attendance(minutes),
      heading('III. NỘI DUNG'),
      ...voting(minutes),
      ...(items.length > 0 ? [heading('IV. KẾT LUẬN'), ...conclusions(minutes)] : []),
      body(
        `${met ? 'Cuộc họp' : 'Việc lấy ý kiến'} kết thúc vào ` +
          `${endedAt === null ? '…… giờ …… phút, ngày …… tháng …… năm ……' : momentOf(endedAt)}./.`,
        {},
        { keepNext: true },
      ),
      ...twoSignatures(minutes.secretary, minutes.chair),
      line(''),
      ...receiversBlock(minutes.receivers ?? [], 'Lưu: VT, hồ sơ Hội đồng'),
      ...sealLine(minutes.seal),
    ],
  });
}
