import { convertLegacy, legacyEncodingOf } from '../legacy-vietnamese.ts';
import type { Words } from '../texts.ts';
import { vietnameseShare } from '../vietnamese-syllables.ts';
import { labelOf } from './columns.ts';
import type { Heading, ListField } from './columns.ts';
import { dayNumbered, dayWritten, within } from './dates.ts';
import { indexOf } from './find-list.ts';
import type { FoundList, ListCell, ListRow } from './find-list.ts';

/** What is said of a cell. */
export interface CellRemark {
  /** As Excel counts them. */
  cell: string;
  field: ListField;
  /** What its column is called. */
  column: Words;
  said: Words;
}

const needed: Words = { vi: 'Cần nhập.', en: 'Needed.' };
const noColumn = (field: ListField): Words => ({
  vi: `Tệp không có cột “${labelOf(field).vi}”.`,
  en: `The file has no column “${labelOf(field).vi}”.`,
});
const aDay: Words = { vi: 'Ô là một ngày, không phải chữ.', en: 'The cell is a date, not text.' };
const noCount: Words = { vi: 'Không phải số nguyên.', en: 'Not a whole number.' };
const failed = (what: string): Words => ({
  vi: `Ô không có giá trị dùng được (${what}): gõ giá trị vào ô.`,
  en: `The cell has no value to use (${what}): type one.`,
});
const legacy: Words = {
  vi: 'Chữ viết bằng phông cũ (TCVN3, VNI) hoặc sai bảng mã: chuyển sang Unicode ở trên, hoặc gõ lại.',
  en: 'Written for an old font (TCVN3, VNI) or in a wrong encoding: have it converted above, or type it again.',
};

/** Reads the cells of one row by what their columns hold, and gathers what is wrong with them and what is to be looked at. */
export class RowReader {
  readonly faults: CellRemark[] = [];
  readonly notes: CellRemark[] = [];
  /** Cells that were, or would be, converted, by what they say. */
  readonly converted = new Map<string, string>();

  constructor(
    private readonly found: FoundList,
    private readonly row: ListRow,
    private readonly convert: boolean,
  ) {}

  /** One for a cell: what comes after the first follows from it. */
  fault(field: ListField, said: Words): void {
    if (!this.isFaulty(field)) this.faults.push(this.remark(field, said));
  }
  isFaulty = (field: ListField): boolean => this.faults.some((fault) => fault.field === field);

  note(field: ListField, said: Words): void {
    this.notes.push(this.remark(field, said));
  }

  /** What a column holds, without spaces at either side; empty for an empty cell, and with a fault for one that is no text. */
  text(field: Heading, under: ListField = field === 'familyName' ? 'name' : field): string {
    const cell = this.cell(field);
    if (cell === null) return '';
    if (typeof cell === 'number') return String(cell);
    if (typeof cell === 'string') return this.unicode(cell, under).trim();
    this.fault(under, 'day' in cell ? aDay : failed(cell.failed));
    return '';
  }

  /** A text that has to be there. */
  needed(field: ListField): string {
    const text = this.text(field);
    if (text === '') this.lacks(field);
    return text;
  }

  day(field: ListField): string {
    const cell = this.cell(field);
    if (cell === null || cell === '') {
      this.lacks(field);
      return '';
    }
    if (typeof cell === 'object' && 'failed' in cell) {
      this.fault(field, failed(cell.failed));
      return '';
    }
    const read =
      typeof cell === 'number'
        ? dayNumbered(cell, this.found.sheet.from1904)
        : typeof cell === 'string'
          ? dayWritten(cell)
          : within(cell.day);
    if ('fault' in read) this.fault(field, read.fault);
    else if (read.note) this.note(field, read.note);
    return 'fault' in read ? '' : read.day;
  }

  count(field: ListField): number | null {
    const text = this.needed(field);
    const digits = text.replace(/\s*(người|nguoi)$/i, '');
    if (text === '') return null;
    if (/^\d{1,7}$/.test(digits)) return Number(digits);
    this.fault(field, noCount);
    return null;
  }

  lacks(field: ListField): void {
    this.fault(field, this.letter(field) === undefined ? noColumn(field) : needed);
  }

  private cell(field: Heading): ListCell {
    const at = this.found.columns.find((column) => column.field === field);
    return at ? (this.row.cells[indexOf(at.letter)] ?? null) : null;
  }

  private letter = (field: Heading): string | undefined =>
    this.found.columns.find((column) => column.field === field)?.letter;

  private remark(field: ListField, said: Words): CellRemark {
    return { cell: `${this.letter(field) ?? ''}${this.row.number}`, field, column: labelOf(field), said };
  }

  /** A text as Unicode has it: converted if that was asked for, and pointed out if not. */
  private unicode(text: string, field: ListField): string {
    if (!/[\u0080-\uffff]/.test(text)) return text;
    const ofCell = legacyEncodingOf(text);
    // A short one may be Vietnamese by chance ('Thò'): the rest of the file then says what it is.
    const encoding = ofCell ?? this.found.legacy;
    if (encoding === null) return text;
    const after = convertLegacy(text, encoding);
    if (ofCell === null && vietnameseShare(text) >= vietnameseShare(after)) return text;
    this.converted.set(text, after);
    if (this.convert) return after;
    this.fault(field, legacy);
    return text;
  }
}
