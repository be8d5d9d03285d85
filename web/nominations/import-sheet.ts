import type { BodyOf } from '../client/answers.ts';
import type { Plan } from '../parts/plans.ts';
import { dayTyped } from '../parts/dates.ts';
import type { Words } from '../words/words.ts';
import { draftBody } from './draft.ts';
import { words } from './words.ts';

/** The columns of the template, in their order. */
export const columns = [
  { key: 'name', label: { vi: 'Tên tập thể hoặc họ và tên', en: 'Name' } },
  { key: 'category', label: words.category },
  { key: 'award', label: { vi: 'Hình thức khen thưởng', en: 'Award' } },
  { key: 'position', label: words.position },
  { key: 'gender', label: { vi: 'Giới tính (Nam, Nữ)', en: 'Gender (Nam, Nữ)' } },
  { key: 'headcount', label: words.headcount },
  { key: 'femaleCount', label: words.femaleCount },
  { key: 'title', label: words.achievementTitle },
  { key: 'from', label: { vi: 'Thành tích từ ngày', en: 'Achieved from' } },
  { key: 'to', label: { vi: 'Thành tích đến ngày', en: 'Achieved to' } },
  { key: 'summary', label: words.summary },
] as const satisfies readonly { key: string; label: Words }[];
export type ColumnKey = (typeof columns)[number]['key'];

export interface CellFault {
  /** As Excel counts them. */
  cell: string;
  fault: Words;
}
export interface ImportedRow {
  row: number;
  name: string;
  faults: CellFault[];
  /** Null where something is wrong. */
  body: BodyOf<'/nominations'> | null;
}

const needed: Words = { vi: 'Cần nhập.', en: 'Needed.' };
const notInPlan: Words = { vi: 'Không có trong kế hoạch của đợt này.', en: 'Not in the plan of this round.' };
const noDay: Words = { vi: 'Không phải ngày (ngày/tháng/năm).', en: 'No date (dd/mm/yyyy).' };
const noCount: Words = { vi: 'Không phải số nguyên.', en: 'No whole number.' };
const genders: Record<string, string> = { nam: 'male', nữ: 'female', khác: 'other' };
const plain = (text: string) => text.trim().normalize('NFC').toLowerCase();

/** A cell's day: a date of Excel, or text as people write it. */
const dayOf = (cell: unknown): string | null =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : dayTyped(textOf(cell));
const textOf = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';

interface Into {
  plan: Plan;
  round: string;
  awards: string[];
  unit: string;
}

/** Reads the rows under the header. Nothing is sent: each row has its body, or what is wrong in which cell. */
export function readRows(
  sheet: readonly (readonly unknown[])[],
  { plan, round, awards, unit }: Into,
): ImportedRow[] {
  return sheet.slice(1).flatMap((cells, i) => {
    if (cells.every((cell) => cell === null || cell === '')) return [];
    const row = i + 2;
    const faults: CellFault[] = [];
    const at = (key: ColumnKey): unknown => cells[columns.findIndex((column) => column.key === key)];
    const wrong = (key: ColumnKey, fault: Words) =>
      faults.push({
        cell: `${String.fromCharCode(65 + columns.findIndex((column) => column.key === key))}${row}`,
        fault,
      });
    const text = (key: ColumnKey) => {
      const value = textOf(at(key));
      if (value === '') wrong(key, needed);
      return value;
    };
    const named = <T extends { code: string; name: string }>(
      key: ColumnKey,
      list: readonly T[],
    ): T | undefined => {
      const value = text(key);
      const found = list.find(({ code, name }) => [plain(code), plain(name)].includes(plain(value)));
      if (value !== '' && !found) wrong(key, notInPlan);
      return found;
    };
    const day = (key: ColumnKey) => {
      const found = dayOf(at(key));
      if (found === null) wrong(key, noDay);
      return found ?? '';
    };
    const count = (key: ColumnKey) => {
      const value = Number(textOf(at(key)));
      if (textOf(at(key)) === '' || !Number.isInteger(value) || value < 0) wrong(key, noCount);
      return value;
    };
    const name = text('name');
    const award = named(
      'award',
      plan.awards.filter(({ code }) => awards.includes(code)),
    );
    const category = named(
      'category',
      plan.categories.filter(({ code }) => award === undefined || award.categories.includes(code)),
    );
    const ofKind =
      category?.kind === 'collective'
        ? { headcount: count('headcount'), femaleCount: count('femaleCount') }
        : { position: text('position'), gender: genders[plain(text('gender'))] };
    if ('gender' in ofKind && ofKind.gender === undefined && textOf(at('gender')) !== '')
      wrong('gender', notInPlan);
    const values = {
      ...{ round, award: award?.code, category: category?.code, name, unit, proposingUnit: unit, ...ofKind },
      ...{ title: text('title'), from: day('from'), to: day('to'), summary: text('summary') },
    };
    return [
      { row, name, faults, body: faults.length === 0 && category ? draftBody(values, category.kind) : null },
    ];
  });
}
