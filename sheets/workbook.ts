import * as XLSX from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel';
import { ROWS_AT_MOST } from './types.ts';
import type { Cell, ReadAnswer, Sheet, SheetRow, Unreadable } from './types.ts';

/** What the library knows of the forms of numbers, which its types leave out. */
const formats = XLSX.SSF as {
  is_date(form: string): boolean;
  parse_date_code(days: number, how: { date1904: boolean }): { y?: number; m?: number; d?: number } | null;
};

// Workbooks from before Unicode name a code page.
XLSX.set_cptable(codepages);

/** A row more than is taken, under title lines; a sheet that is formatted to its last row has a million. */
const ROWS_READ = ROWS_AT_MOST + 1_000;
const COLUMNS_READ = 100;

/** Reads .xlsx, .xlsm, .xlsb, .xls, .ods, and tables that were saved as a page or as XML under such a name. Nothing runs. */
export function readWorkbook(bytes: Uint8Array): ReadAnswer {
  try {
    const book = XLSX.read(bytes, {
      ...({ type: 'buffer', dense: true, sheetRows: ROWS_READ } as const),
      ...{ cellNF: true, cellText: false, cellHTML: false, cellFormula: true, cellDates: false },
      // Which rows are hidden.
      cellStyles: true,
      // Text of a page stays text: whether 3/4 is in March is not for a library to say.
      raw: true,
    });
    const from1904 = book.Workbook?.WBProps?.date1904 === true;
    return {
      sheets: book.SheetNames.flatMap((name, at): Sheet[] => {
        const sheet = book.Sheets[name];
        const hidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0;
        return sheet ? [{ name, hidden, from1904, rows: rowsOf(sheet, from1904) }] : [];
      }),
    };
  } catch (failure) {
    return { unreadable: unreadableBy(failure instanceof Error ? failure.message : '') };
  }
}

/** By what the library says: it has no codes. */
function unreadableBy(message: string): Unreadable {
  if (/password|encrypt/i.test(message)) return 'encrypted-file';
  // Another program's file in the same wrapping: a text, slides, an archive.
  return /unsupported zip|could not find workbook|cannot find workbook|unrecognized|unsupported file|not a spreadsheet/i.test(
    message,
  )
    ? 'not-a-spreadsheet'
    : 'damaged-file';
}

function rowsOf(sheet: XLSX.WorkSheet, from1904: boolean): SheetRow[] {
  const rows = (sheet['!data'] ?? []).map((cells) =>
    Array.from({ length: Math.min(cells.length, COLUMNS_READ) }, (_, at) => cellOf(cells[at], from1904)),
  );
  fillMerged(rows, sheet['!merges'] ?? []);
  return rows.flatMap((cells, at) =>
    cells.some((cell) => cell !== null && cell !== '')
      ? [{ number: at + 1, hidden: sheet['!rows']?.[at]?.hidden === true, cells }]
      : [],
  );
}

function cellOf(cell: XLSX.CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined) return null;
  // Reckoned by no program yet, failed, or a word that no list has.
  if (cell.f !== undefined && cell.v === undefined) return { failed: `=${cell.f}` };
  if (cell.t === 'e') return { failed: cell.w ?? '#N/A' };
  if (cell.t === 'b') return { failed: String(cell.v).toUpperCase() };
  if (cell.v === undefined || cell.t === 'z') return null;
  if (cell.v instanceof Date) return { day: cell.v.toISOString().slice(0, 10) };
  if (typeof cell.v !== 'number') return String(cell.v);
  if (!formats.is_date(String(cell.z ?? ''))) return cell.v;
  const { y, m, d } = formats.parse_date_code(cell.v, { date1904 }) ?? {};
  // A time without a day, or what is out of range.
  return y === undefined || y < 1901 ? cell.v : { day: [y, pad(m), pad(d)].join('-') };
}

const pad = (part = 0): string => String(part).padStart(2, '0');

/** A cell that was merged downwards holds for each of its rows, as it looks; across, it is one cell. */
function fillMerged(rows: Cell[][], merges: XLSX.Range[]): void {
  for (const { s: from, e: to } of merges) {
    const value = rows[from.r]?.[from.c] ?? null;
    if (value === null) continue;
    for (let row = from.r + 1; row <= Math.min(to.r, rows.length - 1); row++) {
      const cells = (rows[row] ??= []);
      while (cells.length <= from.c) cells.push(null);
      cells[from.c] = value;
    }
  }
}
