import type { DateText } from '../domain/dates.ts';
import { body } from './layout.ts';
import type { Block } from './layout.ts';
import type { Nominees } from './types.ts';

/** A căn cứ with the days on which it is in force; `to` is its last day, null while in force. */
interface LegalBasis {
  text: string;
  from: DateText;
  to: DateText | null;
}

/** Laws are cited by name and date, without number (NĐ 30/2020/NĐ-CP Phụ lục I mục II.6). */
const bases: readonly LegalBasis[] = [
  { text: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022', from: '2024-01-01', to: '2026-09-30' },
  {
    // Luật 06/2026/QH16; its transitional rule leaves dossiers received before to the old text.
    text: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022, được sửa đổi, bổ sung ngày 23 tháng 4 năm 2026',
    from: '2026-10-01',
    to: null,
  },
  {
    text:
      'Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số ' +
      'điều của Luật Thi đua, khen thưởng',
    from: '2024-01-01',
    to: '2025-06-30',
  },
  {
    text:
      'Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền ' +
      'trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi ' +
      'đua, khen thưởng',
    from: '2025-07-01',
    to: null,
  },
];

/** The căn cứ of a commendation on a day, without 'Căn cứ'. Before 2024 none is known here. */
export const legalBasesOn = (date: DateText): string[] =>
  bases.filter(({ from, to }) => from <= date && (to === null || date <= to)).map(({ text }) => text);

/** What the plan rests on, the plan, and the guidance of its round, in the order in which papers cite them. */
export const movementBases = ({ movement }: Nominees): string[] => [
  ...movement.parents,
  movement.planReference,
  ...movement.guidance,
];

/**
 * The căn cứ as a document has them, given without 'Căn cứ' and ';'. Each ends with ';', the last of all with '.':
 * that is `request` where there is one (NĐ 30/2020/NĐ-CP Mẫu 1.2: 'Theo đề nghị của …').
 */
export function basesBlock(texts: readonly string[], request?: string): Block[] {
  const lines = [
    ...texts.map((text) => `Căn cứ ${text.trim().replace(/[;.]+$/u, '')}`),
    ...(request === undefined ? [] : [request]),
  ];
  return lines.map((text, i) => body(`${text}${i === lines.length - 1 ? '.' : ';'}`, { italics: true }));
}
