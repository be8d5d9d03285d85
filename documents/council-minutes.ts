import { formatDateVi } from '../domain/dates.ts';
import { packDocument, receiversBlock, sealLine, twoSignatures } from './administrative-form.ts';
import { body, heading, leadIn, line } from './layout.ts';
import type { Block } from './layout.ts';
import { attendanceBlocks, cited } from './council-attendance.ts';
import { checkMinutes } from './minutes-checks.ts';
import type { CouncilMinutes, MinutesItem } from './types.ts';
import { ballotNames, shareOf, voteNotes, voteTable } from './vote-table.ts';
import { countedSubjects, documentNumber, fraction, momentOf, percent } from './wording.ts';

const modeNames: Record<CouncilMinutes['mode'], string> = {
  meeting: 'Họp',
  written: 'Lấy ý kiến bằng văn bản',
};

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
      ...attendanceBlocks(minutes),
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
