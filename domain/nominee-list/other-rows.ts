import { searchText } from '../search-text.ts';
import type { Words } from '../texts.ts';
import { headingOf } from './columns.ts';
import { letterOf, textOf } from './find-list.ts';
import type { FoundList, ListRow } from './find-list.ts';

const repeated: Words = { vi: 'dòng tiêu đề lặp lại', en: 'the headings again' };
const numbers: Words = { vi: 'dòng đánh số cột', en: 'numbers of the columns' };
const total: Words = { vi: 'dòng cộng', en: 'a total' };
const group: Words = { vi: 'dòng tên nhóm', en: 'the name of a group' };
const beside: Words = {
  vi: 'không có dữ liệu trong các cột của danh sách',
  en: 'nothing in the columns of the list',
};

/** Why a row under the headings is no nominee: what lists have between and under their rows. Null for one that is. */
export function passedOverFor(row: ListRow, found: FoundList): { text: string; why: Words } | null {
  const filled = row.cells.flatMap((cell, at) =>
    cell === null || textOf(cell) + (typeof cell === 'object' ? '-' : '') === ''
      ? []
      : [{ at, text: textOf(cell).trim() }],
  );
  const fieldAt = (at: number) => found.columns.find(({ letter }) => letter === letterOf(at))?.field ?? null;
  const held = filled.filter(({ at }) => fieldAt(at) !== null);
  const text = filled
    .map((cell) => cell.text)
    .filter(Boolean)
    .join(' ')
    .slice(0, 120);
  const because = (why: Words) => ({ text, why });
  if (
    filled.length >= 3 &&
    filled.every((cell) => headingOf(cell.text) === fieldAt(cell.at) || fieldAt(cell.at) === null)
  )
    if (held.length >= 3) return because(repeated);
  if (held.length >= 3 && held.every((cell) => /^\(?(\d{1,2}|[A-Z])\)?$/.test(cell.text)))
    return because(numbers);
  if (held.length === 0) return because(beside);
  const others = held.filter(({ at }) => !['name', 'familyName'].includes(fieldAt(at) ?? ''));
  const plain = searchText(text);
  if (/^(tong cong|tong so|tong|cong)\b/.test(plain) && others.length <= 2) return because(total);
  if (others.length > 0) return null;
  // 'I. TẬP THỂ', 'B) Cá nhân', or a line across: with nothing beside it.
  if (/^[ivx]+[.) ]|^[a-z][.)] /.test(plain) || /^(cac )?(tap the|ca nhan)\b/.test(plain))
    return because(group);
  return null;
}
