import { convertLegacy, legacyEncodings, legacyEncodingOf } from '../legacy-vietnamese.ts';
import type { LegacyEncoding } from '../legacy-vietnamese.ts';
import { columns, headingOf } from './columns.ts';
import type { Heading, ListField } from './columns.ts';

/** A sheet as its program shows it: what reading it gives (sheets/types.ts). */
export type ListCell = null | string | number | { day: string } | { failed: string };
export interface ListRow {
  number: number;
  hidden: boolean;
  cells: readonly ListCell[];
}
export interface ListSheet {
  name: string;
  hidden: boolean;
  from1904: boolean;
  rows: readonly ListRow[];
}

interface ListColumn {
  /** As Excel names it. */
  letter: string;
  heading: string;
  /** What it holds, null for what this list has no use for. */
  field: Heading | null;
}
/** Where in a workbook the list is. */
export interface FoundList {
  sheet: ListSheet;
  /** The number of the row with the headings. */
  headingRow: number;
  columns: ListColumn[];
  /** Those of the template that no column of it has. */
  missing: ListField[];
  /** Two columns that say they hold the same. */
  twice: { field: Heading; letters: string[] }[];
  /** The rows under the headings. */
  rows: readonly ListRow[];
  /** In which the file was written, where it is none that programs share. */
  legacy: LegacyEncoding | null;
}

/** How far down title lines may go. */
const TITLES_AT_MOST = 40;
/** Of a row that heads a list: a title line has none or one of them. */
const HEADINGS_AT_LEAST = 3;

export const textOf = (cell: ListCell | undefined): string =>
  typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '';

/** 'A' for the first, 'AA' for the 27th. */
export const letterOf = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : letterOf(Math.floor(at / 26) - 1) + letterOf(at % 26);

/** Where a column that Excel names so stands. @throws RangeError for what is no such name */
export function indexOf(letter: string): number {
  for (let at = 0; at < 1_000; at++) if (letterOf(at) === letter) return at;
  throw new RangeError(`no column ${letter}`);
}

/**
 * Finds the list by its headings, in whatever order and wherever they stand: in the sheet that is named, else in the one
 * that has most of them; of two alike in the first that is shown.
 */
export function findList(sheets: readonly ListSheet[], named?: string): FoundList | null {
  let best: { found: FoundList; known: number } | null = null;
  for (const sheet of sheets.filter(({ name }) => named === undefined || name === named).sort(shownFirst)) {
    const head = headOf(sheet);
    if (head && (best === null || head.known > best.known))
      best = { found: listUnder(sheet, head), known: head.known };
  }
  return best?.found ?? null;
}
const shownFirst = (a: ListSheet, b: ListSheet): number => Number(a.hidden) - Number(b.hidden);

interface Head {
  row: ListRow;
  fields: (Heading | null)[];
  known: number;
}

/** The row that has most headings, of those that have enough and one for names; the first of them. */
function headOf(sheet: ListSheet): Head | null {
  let best: Head | null = null;
  for (const row of sheet.rows.slice(0, TITLES_AT_MOST)) {
    const fields = row.cells.map((cell) => headingIn(textOf(cell)));
    const known = new Set(fields.filter((field) => field !== null)).size;
    if (fields.includes('name') && known >= HEADINGS_AT_LEAST && known > (best?.known ?? 0))
      best = { row, fields, known };
  }
  return best;
}

/** Also of a heading that was written for a font of its own. */
const headingIn = (text: string): Heading | null =>
  headingOf(text) ??
  legacyEncodings
    .map((encoding) => headingOf(convertLegacy(text, encoding)))
    .find((field) => field !== null) ??
  null;

function listUnder(sheet: ListSheet, { row, fields }: Head): FoundList {
  const rows = sheet.rows.slice(sheet.rows.indexOf(row) + 1);
  const held = (field: Heading) => fields.flatMap((own, at) => (own === field ? [letterOf(at)] : []));
  const all: Heading[] = ['familyName', ...columns.map(({ field }) => field)];
  return {
    sheet,
    headingRow: row.number,
    columns: row.cells.flatMap((cell, at) => {
      const heading = textOf(cell).trim();
      return heading === '' ? [] : [{ letter: letterOf(at), heading, field: fields[at] ?? null }];
    }),
    missing: columns.map(({ field }) => field).filter((field) => held(field).length === 0),
    twice: all.map((field) => ({ field, letters: held(field) })).filter(({ letters }) => letters.length > 1),
    rows,
    legacy: legacyOf(rows),
  };
}

/** The encoding of most cells that are in one, null where none is. */
function legacyOf(rows: readonly ListRow[]): LegacyEncoding | null {
  const counted = new Map<LegacyEncoding, number>();
  for (const { cells } of rows)
    for (const cell of cells) {
      const encoding =
        typeof cell === 'string' && /[\u0080-\uffff]/.test(cell) ? legacyEncodingOf(cell) : null;
      if (encoding) counted.set(encoding, (counted.get(encoding) ?? 0) + 1);
    }
  return [...counted].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
