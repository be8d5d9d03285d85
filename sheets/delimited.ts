import Papa from 'papaparse';
import { decodeText } from './text-encoding.ts';
import { ROWS_AT_MOST } from './types.ts';
import type { ReadAnswer } from './types.ts';

/** Reads a text whose cells are parted by commas, semicolons, tabs or bars. All of it is text: no cell is guessed to be more. */
export function readDelimited(bytes: Uint8Array): ReadAnswer {
  // Excel's own way to say the sign, on a line before the first.
  const [, sign, text = ''] = /^(?:sep=(.)\r?\n)?([^]*)$/.exec(decodeText(bytes)) ?? [];
  const { data } = Papa.parse<string[]>(text, {
    ...(sign === undefined ? {} : { delimiter: sign }),
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: ROWS_AT_MOST + 1_000,
  });
  const before = sign === undefined ? 1 : 2;
  const rows = data.flatMap((cells, at) =>
    cells.some((cell) => cell.trim() !== '') ? [{ number: at + before, hidden: false, cells }] : [],
  );
  return { sheets: [{ name: 'CSV', hidden: false, from1904: false, rows }] };
}
