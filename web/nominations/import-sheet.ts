import { contradictionsIn } from '../../domain/contradictions.ts';
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
  /** What the column is called. */
  column: Words;
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
const notAmong = (values: string[]): Words => ({
  vi: `Không có trong kế hoạch của đợt này. Được nhận: ${values.join('; ')}.`,
  en: `Not in the plan of this round. Taken are: ${values.join('; ')}.`,
});
const noDay: Words = { vi: 'Không phải ngày (ngày/tháng/năm).', en: 'Not a date (dd/mm/yyyy).' };
const noCount: Words = { vi: 'Không phải số nguyên.', en: 'Not a whole number.' };
const genders: Record<string, string> = { Nam: 'male', Nữ: 'female', Khác: 'other' };
const plain = (text: string) => text.trim().normalize('NFC').toLowerCase();

/** A cell's day: a date of Excel, or text as people write it. */
const dayOf = (cell: unknown): string | null =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : dayTyped(textOf(cell));
const textOf = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';

/** The column as Excel names it. */
export const letterOf = (key: ColumnKey): string =>
  String.fromCharCode(65 + columns.findIndex((column) => column.key === key));

const awardsOf = (plan: Plan, awards: string[]) => plan.awards.filter(({ code }) => awards.includes(code));

/** What the columns of choice take in a round that gives these awards, in the plan's own words. */
export function allowedIn(plan: Plan, awards: string[]) {
  const given = awardsOf(plan, awards);
  const categories = plan.categories.filter(({ code }) =>
    given.some((award) => award.categories.includes(code)),
  );
  return {
    category: categories.map(({ name }) => name),
    award: given.map(({ name }) => name),
    gender: Object.keys(genders),
  } satisfies Partial<Record<ColumnKey, string[]>>;
}

/** The one that a cell names: in full, or by a beginning that no other has. */
function amongNames<T extends { code: string; name: string }>(
  list: readonly T[],
  cell: string,
): T | undefined {
  const value = plain(cell);
  const begun = list.filter(({ name }) => plain(name).startsWith(value));
  return (
    list.find(({ code, name }) => plain(code) === value || plain(name) === value) ??
    (begun.length === 1 ? begun[0] : undefined)
  );
}

interface Into {
  plan: Plan;
  round: string;
  awards: string[];
  unit: string;
}

interface Known {
  code: string;
  award: string;
  outcome: string | null;
  subject: { name: string };
}
/** The unit's nomination of the same name for the same award, if it has one that is open or awarded: no second is made. */
export const knownAlready = <K extends Known>(row: ImportedRow, nominations: readonly K[]): K | undefined =>
  nominations.find(
    ({ award, outcome, subject }) =>
      award === row.body?.award &&
      plain(subject.name) === plain(row.name) &&
      (outcome === null || outcome === 'awarded'),
  );

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
        cell: `${letterOf(key)}${row}`,
        column: columns.find((column) => column.key === key)?.label ?? { vi: key, en: key },
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
      if (value === '') return undefined;
      const found = amongNames(list, value);
      if (!found) wrong(key, notAmong(list.map(({ name }) => name)));
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
    const award = named('award', awardsOf(plan, awards));
    const category = named(
      'category',
      plan.categories.filter(({ code }) => award === undefined || award.categories.includes(code)),
    );
    const gender = () =>
      named(
        'gender',
        Object.entries(genders).map(([vi, code]) => ({ code, name: vi })),
      )?.code;
    const ofKind =
      category?.kind === 'collective'
        ? { headcount: count('headcount'), femaleCount: count('femaleCount') }
        : { position: text('position'), gender: gender() };
    const values = {
      ...{ round, award: award?.code, category: category?.code, name, unit, proposingUnit: unit, ...ofKind },
      ...{ title: text('title'), from: day('from'), to: day('to'), summary: text('summary') },
    };
    if (faults.length === 0)
      for (const { path, message } of contradictionsIn(values)) {
        const column = columns.find(({ key }) => key === path.split('.').at(-1));
        wrong(column?.key ?? 'name', { vi: message, en: message });
      }
    return [
      { row, name, faults, body: faults.length === 0 && category ? draftBody(values, category.kind) : null },
    ];
  });
}
