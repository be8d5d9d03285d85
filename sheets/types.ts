/** What a cell holds: text, a number, a day that its form says is one, or what its formula failed with. */
export type Cell = null | string | number | { day: string } | { failed: string };

export interface SheetRow {
  /** As the program that shows it counts: the first is 1. */
  number: number;
  /** Hidden by hand or by a filter. */
  hidden: boolean;
  cells: Cell[];
}

export interface Sheet {
  name: string;
  hidden: boolean;
  /** Whether its days are counted from 1904, as Excel did on the Macintosh. */
  from1904: boolean;
  /** Those that hold something. */
  rows: SheetRow[];
}

/** Why nothing could be read: codes of problems, which the thread itself can't throw. */
export type Unreadable = 'encrypted-file' | 'damaged-file' | 'not-a-spreadsheet';

export type ReadAnswer = { sheets: Sheet[] } | { unreadable: Unreadable };

/** What the thread is asked: the bytes of a workbook, or of a text whose cells are parted by a sign. */
export interface ReadRequest {
  kind: 'workbook' | 'text';
  bytes: Uint8Array;
}

/** Of one list: above what any unit or province proposes in a round, and one message that a page can show. */
export const ROWS_AT_MOST = 5_000;
