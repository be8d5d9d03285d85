import path from 'node:path';
import { Refusal } from '../../domain/problems.ts';
import { findList } from '../../domain/nominee-list/find-list.ts';
import { understand } from '../../domain/nominee-list/understand.ts';
import type { Takes } from '../../domain/nominee-list/understand.ts';
import { readSheets } from '../../sheets/read-sheets.ts';

const both = ['tap-the', 'ca-nhan'];
const takes: Takes = {
  awards: [
    { code: 'giay-khen', name: 'Giấy khen của Giám đốc Sở', categories: both },
    { code: 'bang-khen', name: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', categories: both },
  ],
  categories: [
    { code: 'tap-the', name: 'Tập thể thuộc và trực thuộc Sở', kind: 'collective' },
    { code: 'ca-nhan', name: 'Công chức, viên chức, người lao động thuộc Sở', kind: 'individual' },
  ],
};
export const listsFolder = path.join(import.meta.dirname, '..', 'files', 'lists');

/**
 * What was understood of a list, a line for each row: its number, name, kind, what it is given, days; `H` where it is hidden,
 * then `!` before each cell that is wrong, `?` before each to look at, `=` before the row it repeats. A refusal by its code.
 */
export async function outlineOf(
  file: string,
  { convert = false, sheet }: { convert?: boolean; sheet?: string } = {},
) {
  try {
    const found = findList(await readSheets(file), sheet);
    if (!found) return ['no-list'];
    if (found.twice.length > 0)
      return [`headings-twice ${found.twice.map(({ letters }) => letters.join('+')).join()}`];
    const { rows, passedOver, legacy } = understand(found, takes, convert);
    return [
      ...rows.map((row) => {
        const kind =
          row.category?.kind === 'individual'
            ? (row.gender?.code ?? '')
            : `${row.headcount}/${row.femaleCount}`;
        const said = [
          ...row.faults.map(({ cell }) => `!${cell}`),
          ...row.notes.map(({ cell }) => `?${cell}`),
          ...(row.twinOf === null ? [] : [`=${row.twinOf}`]),
        ];
        return [
          `${row.row}${row.hidden ? 'H' : ''}`,
          row.name,
          row.award?.code,
          kind,
          row.position,
          row.title.slice(0, 8),
          row.from,
          row.to,
          ...said,
        ]
          .filter(Boolean)
          .join(' · ');
      }),
      ...passedOver.map(({ row, why }) => `${row} – ${why.vi}`),
      ...(legacy ? [`${legacy.before} → ${legacy.after} (${legacy.cells})`] : []),
    ];
  } catch (failure) {
    if (failure instanceof Refusal) return [failure.code];
    throw failure;
  }
}
