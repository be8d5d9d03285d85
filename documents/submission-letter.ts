import { formatDateVi, formatLongDateVi } from '../domain/dates.ts';
import { annexTitle, closingBlock, packDocument, receiversBlock } from './administrative-form.ts';
import { body, line } from './layout.ts';
import type { Block } from './layout.ts';
import { basesBlock, legalBasesOn, movementBases } from './legal-bases.ts';
import { kindsListed, listSubject, meritOf, movementName, nomineeTables } from './nominees.ts';
import type { SubmissionLetter } from './types.ts';
import { countedSubjects, documentNumber } from './wording.ts';

const councilOf = ({ issuer }: SubmissionLetter): string => `Hội đồng Thi đua - Khen thưởng ${issuer.name}`;

/** Each a paragraph in italics that ends with ';', the last with '.'. */
function bases(letter: SubmissionLetter): Block[] {
  const { council, signedOn } = letter;
  const minutesNumber = council?.minutesNumber ? `số ${council.minutesNumber} ` : '';
  const all = [
    ...(letter.legalBases ?? legalBasesOn(signedOn)),
    ...movementBases(letter),
    ...(council
      ? [`Biên bản ${minutesNumber}họp ngày ${formatDateVi(council.heldOn)} của ${councilOf(letter)}`]
      : []),
  ];
  return basesBlock(all);
}

/** The request, the standards met, who answers for it (Luật Thi đua, khen thưởng Đ13), what is enclosed. */
function text(letter: SubmissionLetter): Block[] {
  const { issuer, recipientName, recipientDecides, award, council, publicity } = letter;
  const kinds = kindsListed(letter);
  const counts = countedSubjects(letter.collectives.length, letter.individuals.length);
  const request = recipientDecides
    ? `kính trình ${recipientName} xem xét, quyết định`
    : `kính đề nghị ${recipientName} thẩm định, trình cấp có thẩm quyền xem xét, quyết định`;
  return [
    body(
      `Trên cơ sở thành tích của các ${kinds} trong ${movementName(letter)}` +
        `${council ? ` và kết quả họp xét của ${councilOf(letter)}` : ''}, ${issuer.name} ${request} ` +
        `tặng ${award.name} cho ${counts} có thành tích xuất sắc (có danh sách kèm theo).`,
    ),
    body(
      `Các ${kinds} được đề nghị khen thưởng bảo đảm điều kiện, tiêu chuẩn theo quy định của pháp luật về thi ` +
        'đua, khen thưởng và của kế hoạch phát động phong trào thi đua' +
        `${council ? `, đã được ${councilOf(letter)} xét, thông qua` : ''}.`,
    ),
    ...(publicity
      ? [
          body(
            `Danh sách đề nghị khen thưởng đã được công khai từ ngày ${formatDateVi(publicity.from)} đến ngày ` +
              `${formatDateVi(publicity.to)}; đến nay không có đơn thư khiếu nại, tố cáo đang được xem xét, ` +
              'giải quyết liên quan đến việc đề nghị khen thưởng.',
          ),
        ]
      : []),
    body(
      `${issuer.name} chịu trách nhiệm trước pháp luật về tính chính xác, trung thực của thành tích và hồ sơ đề ` +
        'nghị khen thưởng theo quy định tại Điều 13 Luật Thi đua, khen thưởng.',
    ),
    body(
      `Hồ sơ gửi kèm gồm: danh sách đề nghị khen thưởng; báo cáo thành tích của các ${kinds}` +
        `${council ? `; biên bản họp ${councilOf(letter)}` : ''}.`,
    ),
    body(`${issuer.name} ${request}./.`, {}, { keepNext: true }),
  ];
}

const list = (letter: SubmissionLetter, number: string): Block[] => [
  ...annexTitle(
    'Danh sách',
    listSubject(letter),
    `Kèm theo Tờ trình số ${number} ${formatLongDateVi(letter.signedOn)} của ${letter.issuer.name}`,
  ),
  ...nomineeTables(letter),
];

/**
 * The tờ trình đề nghị khen thưởng (Mẫu số 01, Phụ lục NĐ 152/2025/NĐ-CP) as a .docx file, with the list as its
 * annex. The annex is in the same file and so bears no signature of its own (NĐ 30/2020/NĐ-CP Phụ lục I).
 * @throws RangeError if nobody is proposed, or for a day that does not exist.
 */
export async function renderSubmissionLetter(letter: SubmissionLetter): Promise<Buffer> {
  if (letter.collectives.length + letter.individuals.length === 0) {
    throw new RangeError('a submission letter that proposes nobody');
  }
  const number = documentNumber(letter.number, 'TTr', letter.issuer.symbol);
  return packDocument({
    issuer: letter.issuer,
    number,
    kind: 'Tờ trình',
    subject: `Về việc đề nghị tặng ${letter.award.name} cho ${kindsListed(letter)} ${meritOf(letter)}`,
    signedOn: letter.signedOn,
    body: [
      line(`Kính gửi: ${letter.recipientName}`, {}, { spacing: { before: 120, after: 120 } }),
      ...bases(letter),
      ...text(letter),
      ...closingBlock(receiversBlock(['Như trên', ...letter.receivers], 'Lưu: VT'), letter.signer),
    ],
    annexes: [list(letter, number)],
  });
}
