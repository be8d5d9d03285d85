import { formatDateVi, formatLongDateVi } from '../domain/dates.ts';
import { annexTitle, closingBlock, packDocument, receiversBlock } from './administrative-form.ts';
import { body, leadIn, line, ruledTable } from './layout.ts';
import type { Block, Column } from './layout.ts';
import { legalBasesOn } from './legal-bases.ts';
import type { ListedCollective, ListedIndividual, SubmissionLetter } from './types.ts';
import { capitalized, countedSubjects, documentNumber, fraction, percent } from './wording.ts';

const councilOf = ({ issuer }: SubmissionLetter): string => `Hội đồng Thi đua - Khen thưởng ${issuer.name}`;

/** 'phong trào thi đua “…”', unless the title says itself what it is. */
function movementName({ movement: { title } }: SubmissionLetter): string {
  const name = title.normalize('NFC').trim();
  if (/^(phong trào|đợt) thi đua/iu.test(name))
    return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
  return `phong trào thi đua “${name.replace(/^[“"]|[”"]$/gu, '')}”`;
}

const kindsListed = ({ collectives, individuals }: SubmissionLetter): string =>
  [...(collectives.length > 0 ? ['tập thể'] : []), ...(individuals.length > 0 ? ['cá nhân'] : [])].join(', ');

const meritOf = (letter: SubmissionLetter): string => `có thành tích xuất sắc trong ${movementName(letter)}`;

/** Each a paragraph in italics that ends with ';', the last with '.'. */
function bases(letter: SubmissionLetter): Block[] {
  const { council, movement, signedOn } = letter;
  const minutesNumber = council?.minutesNumber ? `số ${council.minutesNumber} ` : '';
  const all = [
    ...(letter.legalBases ?? legalBasesOn(signedOn)),
    movement.planReference,
    ...(council
      ? [`Biên bản ${minutesNumber}họp ngày ${formatDateVi(council.heldOn)} của ${councilOf(letter)}`]
      : []),
  ];
  return all.map((text, i) =>
    body(`Căn cứ ${text.trim().replace(/[;.]+$/u, '')}${i === all.length - 1 ? '.' : ';'}`, {
      italics: true,
    }),
  );
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

const addressee = ({ gender, name }: ListedIndividual): string =>
  gender === 'female' ? `Bà ${name}` : gender === 'male' ? `Ông ${name}` : name;

/** One table for each kind; the column of votes only where a council voted. */
function list(letter: SubmissionLetter, number: string): Block[] {
  const { issuer, signedOn, collectives, individuals } = letter;
  const voted = [...collectives, ...individuals].some(({ votes }) => votes !== null);
  const votesColumn: Column[] = voted ? [{ title: 'Số phiếu đồng ý (tỷ lệ)', width: 30 }] : [];
  const votesOf = ({ votes }: ListedCollective): string[][] =>
    voted ? [votes ? [fraction(votes), `(${percent(votes)})`] : ['']] : [];
  const achievementWidth = voted ? 0 : 30;
  const first: Column = { title: 'STT', width: 12 };
  const left = { align: 'left' } as const;
  return [
    ...annexTitle(
      'Danh sách',
      `${capitalized(kindsListed(letter))} đề nghị tặng ${letter.award.name} ${meritOf(letter)}`,
      `Kèm theo Tờ trình số ${number} ${formatLongDateVi(signedOn)} của ${issuer.name}`,
    ),
    ...(collectives.length === 0
      ? []
      : [
          leadIn('I. TẬP THỂ', { bold: true }),
          ruledTable(
            [
              first,
              { title: 'Tên tập thể', width: 60, ...left },
              { title: 'Đơn vị', width: 50, ...left },
              { title: 'Tóm tắt thành tích', width: 100 + achievementWidth, ...left },
              ...votesColumn,
            ],
            collectives.map((c, i) => [String(i + 1), c.name, c.unit, c.achievement, ...votesOf(c)]),
            12,
          ),
        ]),
    ...(individuals.length === 0
      ? []
      : [
          leadIn(`${collectives.length === 0 ? 'I' : 'II'}. CÁ NHÂN`, { bold: true }),
          ruledTable(
            [
              first,
              { title: 'Họ và tên', width: 50, ...left },
              { title: 'Chức vụ', width: 35, ...left },
              { title: 'Đơn vị', width: 45, ...left },
              { title: 'Tóm tắt thành tích', width: 80 + achievementWidth, ...left },
              ...votesColumn,
            ],
            individuals.map((p, i) => [
              String(i + 1),
              addressee(p),
              p.position ?? '',
              p.unit,
              p.achievement,
              ...votesOf(p),
            ]),
            12,
          ),
        ]),
    body(`Tổng cộng: ${countedSubjects(collectives.length, individuals.length)}./.`, { bold: true }),
  ];
}

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
