import { canonicalName, nearName } from '../identity.ts';
import type { Words } from '../texts.ts';
import { labelOf } from './columns.ts';
import type { ListField } from './columns.ts';
import { indexOf } from './find-list.ts';
import type { FoundList } from './find-list.ts';
import type { NomineeRow } from './understand.ts';

/** The same name for the same award in two rows; and names that only their marks tell apart. */
export function pointOutTwins(rows: NomineeRow[], found: FoundList): void {
  const first = new Map<string, NomineeRow>();
  const near = new Map<string, NomineeRow>();
  const letter = found.columns.find(({ field }) => field === 'name')?.letter ?? '';
  for (const row of rows) {
    if (row.name === '') continue;
    const same = `${canonicalName(row.name)}|${row.award?.code ?? ''}`;
    const alike = `${nearName(row.name)}|${row.award?.code ?? ''}`;
    const [twin, other] = [first.get(same), near.get(alike)];
    const say = (vi: string, en: string) =>
      row.notes.push({
        ...{ cell: `${letter}${row.row}`, field: 'name', column: { vi: 'Họ và tên', en: 'Name' } },
        said: { vi, en },
      });
    if (twin) {
      row.twinOf = twin.row;
      say(`Trùng với dòng ${twin.row}.`, `The same as row ${twin.row}.`);
    } else if (other)
      say(`Gần giống dòng ${other.row}: ${other.name}.`, `Like row ${other.row}: ${other.name}.`);
    if (!twin) first.set(same, row);
    if (!other) near.set(alike, row);
  }
}

const turned: Words = {
  vi: 'Cột có cả ngày dạng chữ mà Excel không hiểu: Excel có thể đã đảo ngày và tháng của ô này. Kiểm tra lại.',
  en: 'The column also has dates as text that Excel did not take: it may have turned day and month of this one. Look at it.',
};

/**
 * Days that Excel may have turned: where its machine puts the month first, it takes 03/04 for 4 March and leaves 13/04 as
 * text. A column that has both is looked at by a person.
 */
export function pointOutTurnedDays(rows: NomineeRow[], found: FoundList): void {
  for (const field of ['from', 'to'] as const satisfies ListField[]) {
    const letter = found.columns.find((column) => column.field === field)?.letter;
    if (letter === undefined) continue;
    const cells = new Map(found.rows.map(({ number, cells: all }) => [number, all[indexOf(letter)] ?? null]));
    const isLeft = [...cells.values()].some(
      (cell) => typeof cell === 'string' && /^\s*(1[3-9]|2\d|3[01])[/.-]\d/.test(cell),
    );
    if (!isLeft) continue;
    for (const row of rows) {
      const cell = cells.get(row.row) ?? null;
      if (cell === null || typeof cell !== 'object' || !('day' in cell)) continue;
      const [, month, day] = cell.day.split('-');
      if (Number(day) <= 12 && day !== month)
        row.notes.push({ cell: `${letter}${row.row}`, field, column: labelOf(field), said: turned });
    }
  }
}
