import * as XLSX from '@e965/xlsx';

/** What another program reads of a workbook's first sheet: days as it shows them, null for an empty cell. */
export function cellsIn(bytes: Buffer): { name: string; rows: (string | number | null)[][] } {
  const book = XLSX.read(bytes, { type: 'buffer', dense: true });
  const [name = ''] = book.SheetNames;
  const data: (XLSX.CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
  const width = Math.max(...data.map((row) => row.length));
  const shown = ({ t, v, w }: XLSX.CellObject) =>
    t === 'n' && w !== undefined && /^\d+\/\d+\/\d+$/.test(w) ? w : typeof v === 'number' ? v : String(v);
  return {
    name,
    rows: data.map((row) =>
      Array.from({ length: width }, (_, at) => {
        const cell = row[at];
        return cell === undefined || cell.t === 'z' ? null : shown(cell);
      }),
    ),
  };
}
