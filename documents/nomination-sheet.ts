import writeExcelFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import type { Nominees } from './types.ts';
import { clean } from './wording.ts';

type Cell = string | number | null;
const head = (value: string) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true });
/**
 * Words are cells of type text in the format text ('@'): what begins with =, +, - or @ is shown as it was written,
 * also after somebody has edited the cell, and is never reckoned.
 */
const cell = (value: Cell) =>
  value === null
    ? null
    : typeof value === 'number'
      ? { value, type: Number, format: '0' }
      : { value: clean(value), type: String, format: '@', wrap: true };

/** Rows under a heading that stays in sight. Widths in characters. */
export const renderSheet = (
  sheets: { name: string; columns: { title: string; width: number }[]; rows: Cell[][] }[],
): Promise<Buffer> =>
  writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      data: [columns.map(({ title }) => head(title)), ...rows.map((row) => row.map(cell))] as SheetData,
    })),
    { fontFamily: 'Times New Roman', fontSize: 12 },
  ).toBuffer();

/** The danh sách đề nghị as a workbook, a sheet for each kind that is listed. Votes and people are whole numbers. */
export function renderNominationSheet({ collectives, individuals }: Nominees): Promise<Buffer> {
  const votes = ({ votes: share }: Nominees['collectives'][number]): Cell[] => [
    share?.approve ?? null,
    share?.base ?? null,
  ];
  const votesColumns = [
    { title: 'Số phiếu đồng ý', width: 12 },
    { title: 'Trên tổng số', width: 12 },
  ];
  return renderSheet([
    ...(collectives.length === 0
      ? []
      : [
          {
            name: 'Tập thể',
            columns: [
              { title: 'STT', width: 6 },
              { title: 'Tên tập thể', width: 40 },
              { title: 'Đơn vị', width: 36 },
              { title: 'Tổng số người', width: 10 },
              { title: 'Trong đó nữ', width: 10 },
              { title: 'Tóm tắt thành tích', width: 60 },
              ...votesColumns,
            ],
            rows: collectives.map((c, i) => [
              i + 1,
              c.name,
              c.unit,
              c.headcount ?? null,
              c.femaleCount ?? null,
              c.achievement,
              ...votes(c),
            ]),
          },
        ]),
    ...(individuals.length === 0
      ? []
      : [
          {
            name: 'Cá nhân',
            columns: [
              { title: 'STT', width: 6 },
              { title: 'Họ và tên', width: 30 },
              { title: 'Giới tính', width: 10 },
              { title: 'Chức vụ', width: 24 },
              { title: 'Đơn vị', width: 36 },
              { title: 'Tóm tắt thành tích', width: 60 },
              ...votesColumns,
            ],
            rows: individuals.map((p, i) => [
              i + 1,
              p.name,
              p.gender === 'female' ? 'Nữ' : p.gender === 'male' ? 'Nam' : null,
              p.position ?? null,
              p.unit,
              p.achievement,
              ...votes(p),
            ]),
          },
        ]),
  ]);
}
