import { PageBreak, Paragraph } from 'docx';
import { formatDateVi, formatLongDateVi } from '../domain/dates.ts';
import { closingBlock, packDocument } from './administrative-form.ts';
import { body, heading, leadIn, line, ruledTable } from './layout.ts';
import type { Block } from './layout.ts';
import { addressee, femaleShare, kindsListed, meritOf } from './nominees.ts';
import type { Achievement, AchievementSummary, SubmissionLetter } from './types.ts';
import { capitalized, documentNumber, fraction, percent } from './wording.ts';

const results: Record<Achievement['criteria'][number]['result'], string> = {
  met: 'Đạt',
  unmet: 'Chưa đạt',
  unverified: 'Chưa xác nhận',
};

/** Who, for what, in which time, each criterion with what was found, what the council said. */
function page(
  { kind, position, nominee, category, from, to, summary, criteria }: Achievement,
  { award }: SubmissionLetter,
): Block[] {
  const isPerson = kind === 'individual';
  const share = femaleShare(nominee).join(' ');
  return [
    heading(
      `${isPerson ? 'Cá nhân' : 'Tập thể'} số ${position}. ${isPerson ? addressee(nominee) : nominee.name}`,
    ),
    body(
      [
        ...(isPerson && nominee.position ? [`Chức vụ: ${nominee.position}`] : []),
        `Đơn vị: ${nominee.unit}`,
        `Đối tượng: ${category}`,
        ...(!isPerson && share !== '' ? [`Tỷ lệ nữ: ${share}`] : []),
      ].join('; ') + '.',
    ),
    body(`Hình thức đề nghị: ${award.name}.`),
    body(`Thành tích (từ ${formatDateVi(from)} đến ${formatDateVi(to)}): ${nominee.achievement}`),
    ...summary.split(/\n+/u).flatMap((text) => (text.trim() === '' ? [] : [body(text.trim())])),
    ...(criteria.length === 0
      ? []
      : [
          leadIn('Theo từng tiêu chí của kế hoạch:'),
          ruledTable(
            [
              { title: 'STT', width: 12 },
              { title: 'Tiêu chí', width: 78, align: 'left' },
              { title: 'Kết quả', width: 25 },
              { title: 'Căn cứ', width: 50, align: 'left' },
            ],
            criteria.map((c, i) => [String(i + 1), c.quote, results[c.result], c.reason]),
            12,
          ),
        ]),
    ...(nominee.votes
      ? [
          body(
            `Kết quả xét của Hội đồng: ${fraction(nominee.votes)} phiếu đồng ý, đạt ${percent(nominee.votes)}.`,
          ),
        ]
      : []),
  ];
}

/**
 * The tóm tắt thành tích of everybody in a tờ trình, a page for each, with the sender's word that it is right
 * (Luật Thi đua, khen thưởng Đ13).
 */
export function renderAchievementSummary({ letter, achievements }: AchievementSummary): Promise<Buffer> {
  const number = documentNumber(letter.number, 'TTr', letter.issuer.symbol);
  return packDocument({
    issuer: letter.issuer,
    kind: 'Tóm tắt thành tích',
    subject: `${capitalized(kindsListed(letter))} đề nghị tặng ${letter.award.name} ${meritOf(letter)}`,
    body: [
      line(
        `(Kèm theo Tờ trình số ${number} ${formatLongDateVi(letter.signedOn)} của ${letter.issuer.name})`,
        { italics: true },
      ),
      ...achievements.flatMap((achievement, i) => [
        ...(i === 0 ? [] : [new Paragraph({ children: [new PageBreak()] })]),
        ...page(achievement, letter),
      ]),
      body(
        `${letter.issuer.name} xác nhận nội dung tóm tắt thành tích nêu trên đúng với hồ sơ đề nghị khen thưởng./.`,
        {},
        { keepNext: true },
      ),
      ...closingBlock([], letter.signer),
    ],
  });
}
