import {
  AlignmentType,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { ISectionOptions } from 'docx';
import type { DateText } from '../domain/dates.ts';
import { formatLongDateVi } from '../domain/dates.ts';
import { line, mm, rule, sideBySide, typeface, widthOf, bodySize } from './layout.ts';
import type { Block } from './layout.ts';
import type { Issuer, Signer } from './types.ts';
import { capitals, clean } from './wording.ts';

/**
 * The frame of an administrative document after NĐ 30/2020/NĐ-CP Phụ lục I: A4, margins 20/20/30/15 mm, Times
 * New Roman, page number centred on top but not on page 1; what stands around the body.
 */
export interface AdministrativeDocument {
  issuer: Issuer;
  /** Số, ký hiệu, complete; a list that goes with another document has none of its own. */
  number?: string;
  /** Tên loại, e.g. 'Tờ trình'. */
  kind: string;
  /** Trích yếu. */
  subject: string;
  /**
   * The day of the place-and-date line, or the year alone where the day is left to whoever signs; minutes have
   * none, since their body says when (Mẫu 1.9).
   */
  signedOn?: DateText | { year: string };
  /** Lists that are documents of their own may lie across (NĐ 30/2020/NĐ-CP Phụ lục I). */
  landscape?: boolean;
  body: Block[];
  /** Each begins on a landscape page of its own, with page numbers of its own. */
  annexes?: Block[][];
}

const page = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 };
const textWidth = page.width - page.left - page.right;
const landscapeTextWidth = page.height - page.left - page.right;
/** Wide enough for the Quốc hiệu on one line at 12 pt. */
const columns = { left: 70, right: textWidth - 70 };
const landscapeColumns = { left: 126, right: landscapeTextWidth - 126 };

const nation = 'Cộng hòa xã hội chủ nghĩa Việt Nam';
const motto = 'Độc lập - Tự do - Hạnh phúc';
/** The length of the motto at 13 pt bold: the line below it is as long as the text. */
const mottoLength = 59;

/** A third to a half of the text above, or of the column where that is wrapped. */
const ruleBelow = (text: string, size: number, column: number): number =>
  Math.min(widthOf(text, size), column) * 0.42;

const placeAndDate = ({ place }: Issuer, signedOn: DateText | { year: string }): string =>
  typeof signedOn === 'string'
    ? `${place}, ${formatLongDateVi(signedOn)}`
    : `${place}, ngày\u00A0\u00A0\u00A0\u00A0\u00A0 tháng\u00A0\u00A0\u00A0\u00A0\u00A0 năm ${signedOn.year}`;

function headerBlock({ issuer, number, signedOn, landscape }: AdministrativeDocument): Block {
  const { left, right } = landscape ? landscapeColumns : columns;
  const names = issuer.name.split('\n').map(capitals);
  const parent = capitals(issuer.parentName);
  return sideBySide(
    [left, right],
    [
      [
        [
          ...(parent === '' ? [] : [line(parent, { size: 12 })]),
          ...names.map((name) => line(name, { size: 12, bold: true })),
          rule(ruleBelow(names.at(-1) ?? '', 12, left), left),
        ],
        [
          line(capitals(nation), { size: 12, bold: true }),
          line(motto, { size: 13, bold: true }),
          rule(mottoLength, right),
        ],
      ],
      [
        [line(number === undefined ? '' : `Số: ${number}`, { size: 13 }, { spacing: { before: 60 } })],
        signedOn === undefined
          ? [line('', { size: 13 })]
          : [line(placeAndDate(issuer, signedOn), { size: 13, italics: true }, { spacing: { before: 60 } })],
      ],
    ],
  );
}

function titleBlock({ kind, subject, landscape }: AdministrativeDocument): Block[] {
  const side = 10;
  const width = landscape ? landscapeTextWidth : textWidth;
  return [
    line(capitals(kind), { bold: true }, { spacing: { before: 320 } }),
    line(subject, { bold: true }, { indent: { left: mm(side), right: mm(side) } }),
    rule(ruleBelow(subject, bodySize, width - 2 * side), width, { before: 40, after: 120 }),
  ];
}

/** Where a name is signed: the lines above it in capitals, room for signature and seal, the name. */
function signature(above: string[], name: string): Paragraph[] {
  return [
    ...above.map((text) => line(text, { bold: true }, { keepNext: true })),
    line(name, { bold: true }, { spacing: { before: name === '' ? 900 : 1500 } }),
  ];
}

function signerLines(signer: Signer): string[] {
  const position = capitals(signer.position);
  switch (signer.capacity) {
    case undefined:
      return [position];
    case 'Q.':
      return [`Q. ${position}`];
    case 'KT.':
    case 'TL.':
    case 'TM.':
    case 'TUQ.':
      return [`${signer.capacity} ${capitals(signer.onBehalfOf)}`, position];
  }
}

/** Nơi nhận: each '- …;', the last, which is what is kept ('Lưu: VT'), with a full stop. */
export function receiversBlock(receivers: readonly string[], kept: string): Paragraph[] {
  const named = receivers.map((r) => clean(r).replace(/^[\s\-–+]+|[\s;.]+$/gu, '')).filter((r) => r !== '');
  const keeping = named.filter((r) => /^lưu\b/iu.test(r));
  const all = [...named.filter((r) => !keeping.includes(r)), ...(keeping.length > 0 ? keeping : [kept])];
  const left = { alignment: AlignmentType.LEFT };
  return [
    line('Nơi nhận:', { size: 12, bold: true, italics: true }, left),
    ...all.map((text, i) => line(`- ${text}${i === all.length - 1 ? '.' : ';'}`, { size: 11 }, left)),
  ];
}

/** Small, under what is kept: not part of the form, so that it stands where it is in nobody's way. */
export const sealLine = (seal: { position: number; hash: string } | null): Paragraph[] =>
  seal === null
    ? []
    : [
        line(
          `Dấu niêm phong nhật ký hệ thống, số ${seal.position} (SHA-256): ${seal.hash}`,
          { size: 8 },
          { alignment: AlignmentType.LEFT, spacing: { before: 120 } },
        ),
      ];

/** Between the last sentence and the signatures, which stay together with it. */
const gap = (): Paragraph =>
  new Paragraph({ keepNext: true, spacing: { line: 200, lineRule: LineRuleType.EXACT } });

/** Nơi nhận on the left (a list that goes with another document has none), who signs on the right. */
export const closingBlock = (receivers: Paragraph[], signer: Signer, landscape = false): Block[] => {
  const { left, right } = landscape ? landscapeColumns : columns;
  return [
    gap(),
    sideBySide(
      [left, right],
      [[receivers.length > 0 ? receivers : [line('')], signature(signerLines(signer), signer.name)]],
    ),
  ];
};

/** Two signatures, as minutes have them: the secretary on the left, the chair on the right (Mẫu 1.9). */
export const twoSignatures = (
  left: { position: string; name: string },
  right: { position: string; name: string },
): Block[] => [
  gap(),
  sideBySide(
    [textWidth / 2, textWidth / 2],
    [[left, right].map(({ position, name }) => signature([capitals(position)], name))],
  ),
];

const pageNumber = (): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
      }),
    ],
  });
const noPageNumber = (): Header => new Header({ children: [new Paragraph({})] });

const orientations = { portrait: PageOrientation.PORTRAIT, landscape: PageOrientation.LANDSCAPE };

/** A part of the document that numbers its own pages from 1 and hides the first number. */
const section = (children: Block[], orientation: keyof typeof orientations): ISectionOptions => ({
  properties: {
    titlePage: true,
    page: {
      // For landscape docx itself turns width and height round.
      size: { width: mm(page.width), height: mm(page.height), orientation: orientations[orientation] },
      margin: {
        top: mm(page.top),
        bottom: mm(page.bottom),
        left: mm(page.left),
        right: mm(page.right),
        header: mm(10),
        footer: mm(10),
      },
      pageNumbers: { start: 1 },
    },
  },
  headers: { default: pageNumber(), first: noPageNumber() },
  children,
});

/** The document as the bytes of a .docx file. */
export function packDocument(content: AdministrativeDocument): Promise<Buffer> {
  const { issuer, kind, subject, body, annexes = [] } = content;
  const document = new Document({
    title: clean(`${kind} ${subject}`),
    creator: clean(issuer.name),
    styles: {
      default: {
        document: { run: { font: typeface, size: bodySize * 2, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      section(
        [headerBlock(content), ...titleBlock(content), ...body],
        content.landscape ? 'landscape' : 'portrait',
      ),
      ...annexes.map((annex) => section(annex, 'landscape')),
    ],
  });
  return Packer.toBuffer(document);
}

/** The heading of an annex: its name, and the document it goes with. */
export const annexTitle = (name: string, subject: string, belongsTo: string): Block[] => [
  line(capitals(name), { bold: true }),
  line(subject, { bold: true }),
  line(`(${belongsTo})`, { italics: true }, { spacing: { after: 60 } }),
  rule(45, landscapeTextWidth, { after: 60 }),
];
