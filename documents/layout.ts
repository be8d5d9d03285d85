import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { IParagraphOptions, IRunOptions, ITableBordersOptions } from 'docx';
import { clean } from './wording.ts';

/** The pieces that documents are set from. Lengths in millimetres, sizes of type in points. */
export type Block = Paragraph | Table;

/** Twips. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);

export const typeface = 'Times New Roman';
export const bodySize = 14;
/** Single, in 240ths of a line. */
const bodyLine = { line: 240, lineRule: LineRuleType.AUTO } as const;

export interface RunStyle {
  size?: number;
  bold?: boolean;
  italics?: boolean;
}

/** Every word of a document passes here, so every one is clean and NFC. */
function run(text: string, { size = bodySize, bold, italics }: RunStyle = {}): TextRun {
  const options: IRunOptions = { text: clean(text), size: size * 2, bold, italics };
  return new TextRun(options);
}

/** A line of the frame (header, title, signature): centred unless told otherwise. */
export const line = (text: string, style: RunStyle = {}, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, ...options, children: [run(text, style)] });

/** Nội dung: justified, first line indented by 1.27 cm, at least 6 pt apart. */
export const body = (text: string, style: RunStyle = {}, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 120, ...bodyLine },
    ...options,
    children: [run(text, style)],
  });

/** An article of a decision: its number in bold, then its text. */
export const article = (number: number, text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 120, ...bodyLine },
    children: [run(`Điều ${number}. `, { bold: true }), run(text)],
  });

/** A heading inside the body; stays with what follows. */
export const heading = (text: string): Paragraph => body(text, { bold: true }, { keepNext: true });

/** What leads to a table; stays with it. */
export const leadIn = (text: string, style: RunStyle = {}): Paragraph =>
  body(text, style, { keepNext: true, spacing: { before: 120, after: 80, ...bodyLine } });

/**
 * A continuous line, centred in a column: the top border of an empty paragraph, drawn in from both sides, since
 * an underline would not be apart from the text (NĐ 30/2020/NĐ-CP Phụ lục I asks for a drawn line).
 */
export function rule(length: number, column: number, { before = 20, after = 0 } = {}): Paragraph {
  const side = mm(Math.max(0, (column - length) / 2));
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before, after, line: 80, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}

/** Roughly how long bold text is in Times New Roman: enough for a rule of a third to a half of it. */
export const widthOf = (text: string, size: number): number => {
  const em = text === text.toLocaleUpperCase('vi') ? 0.66 : 0.49;
  return (clean(text).length * em * size * 25.4) / 72;
};

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders: ITableBordersOptions = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

/** Columns side by side without lines: the header block, the signatures. Each row stays on one page. */
export const sideBySide = (widths: number[], rows: Paragraph[][][]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths.map(mm),
    width: { size: mm(widths.reduce((sum, w) => sum + w, 0)), type: WidthType.DXA },
    borders: noBorders,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({ children, width: { size: mm(widths[i] ?? 0), type: WidthType.DXA } }),
          ),
        }),
    ),
  });

export interface Column {
  title: string;
  width: number;
  align?: 'left' | 'center';
  /** Neighbours of one group stand under one heading. */
  group?: string;
}

/** A cell's paragraphs. */
type CellText = string | string[];

/** A ruled table whose heading is repeated on each page. `size` in points. */
export function ruledTable(columns: Column[], rows: CellText[][], size: number): Table {
  const cell = (
    text: CellText,
    column: Column,
    style: RunStyle,
    span: { columnSpan?: number; verticalMerge?: 'restart' | 'continue' } = {},
  ): TableCell =>
    new TableCell({
      ...span,
      width: span.columnSpan === undefined ? { size: mm(column.width), type: WidthType.DXA } : undefined,
      verticalAlign: VerticalAlignTable.CENTER,
      children: [text].flat().map((part) =>
        line(
          part,
          { size, ...style },
          {
            alignment: column.align === 'left' && !style.bold ? AlignmentType.LEFT : AlignmentType.CENTER,
            keepNext: style.bold,
          },
        ),
      ),
    });
  // Small type means many narrow columns.
  const side = size < 12 ? 0.8 : 1.9;
  const grouped = columns.some(({ group }) => group !== undefined);
  const upper = columns.flatMap((column, i) => {
    const { group } = column;
    if (group === undefined)
      return [
        cell(
          column.title,
          column,
          { bold: true },
          grouped ? { verticalMerge: VerticalMergeType.RESTART } : {},
        ),
      ];
    if (columns[i - 1]?.group === group) return [];
    const columnSpan = columns.filter((other) => other.group === group).length;
    return [cell(group, { ...column, align: 'center' }, { bold: true }, { columnSpan })];
  });
  const lower = columns.map((column) =>
    column.group === undefined
      ? cell('', column, { bold: true }, { verticalMerge: VerticalMergeType.CONTINUE })
      : cell(column.title, column, { bold: true }),
  );
  const heads = grouped ? [upper, lower] : [upper];
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: columns.map(({ width }) => mm(width)),
    width: { size: mm(columns.reduce((sum, { width }) => sum + width, 0)), type: WidthType.DXA },
    margins: { left: mm(side), right: mm(side), top: mm(0.6), bottom: mm(0.6) },
    rows: [
      ...heads.map((children) => new TableRow({ tableHeader: true, cantSplit: true, children })),
      ...rows.map(
        (texts) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, i) => cell(texts[i] ?? '', column, {})),
          }),
      ),
    ],
  });
}
