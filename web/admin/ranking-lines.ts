import { rankingFaults } from '../../domain/rankings.ts';
import type { RankingEntry } from '../../domain/rankings.ts';
import type { Unit } from '../client/answers.ts';
import type { Words } from '../words/words.ts';

export interface RankingLine {
  /** As pasted, from 1. */
  line: number;
  unit: string;
  faults: (Words | string)[];
  /** Null where a cell can't be read. */
  entry: RankingEntry | null;
}

const unknownUnit: Words = { vi: 'Không có đơn vị này.', en: 'No such unit.' };
const manyUnits: Words = {
  vi: 'Có nhiều đơn vị cùng tên: hãy ghi mã.',
  en: 'Several units have this name: use the code.',
};
const badRank: Words = { vi: 'Hạng phải là số nguyên từ 1.', en: 'The rank is a whole number from 1.' };
const badScore: Words = {
  vi: 'Điểm và điểm tối đa phải là số, nhiều nhất hai chữ số thập phân, không có dấu ngăn cách hàng nghìn.',
  en: 'Score and maximum are numbers of at most two decimals, without thousands separators.',
};
const plain = (text: string) => text.trim().normalize('NFC').toLowerCase();
/** Hundredths, so that 91,5 in 100 stays whole: three digits after a mark would be thousands to some. */
const hundredths = (cell: string): number | null => {
  const [, whole, part = ''] = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(cell) ?? [];
  return whole === undefined ? null : Number(whole + part.padEnd(2, '0'));
};

/**
 * Reads what was pasted from Excel: a line for each unit, its cells parted by tabs; a first line of headings is
 * passed over. Nothing is sent. Scores are whole numbers: as pasted, or both in tenths or hundredths.
 */
export function readRanking(text: string, group: string, units: ReadonlyMap<string, Unit>): RankingLine[] {
  const lines = text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  const read = lines.flatMap((cells, i): RankingLine[] => {
    const [named = '', rank = '', score = '', maximum = ''] = cells;
    if (cells.every((cell) => cell === '')) return [];
    if (i === 0 && cells.slice(1).every((cell) => !/\d/.test(cell))) return [];
    const found = [...units.values()].filter(({ code, name }) =>
      [plain(code), plain(name)].includes(plain(named)),
    );
    const [unit] = found;
    const [of, most] = [hundredths(score), hundredths(maximum)];
    const faults = [
      ...(found.length === 0 ? [unknownUnit] : found.length > 1 ? [manyUnits] : []),
      ...(/^[1-9]\d{0,8}$/.test(rank) ? [] : [badRank]),
      ...(of === null || most === null || most === 0 ? [badScore] : []),
    ];
    if (faults.length > 0 || !unit || of === null || most === null)
      return [{ line: i + 1, unit: named, faults, entry: null }];
    const by = [100, 10].find((power) => of % power === 0 && most % power === 0) ?? 1;
    const entry = { unit: unit.code, rank: Number(rank), score: of / by, maximum: most / by };
    return [{ line: i + 1, unit: unit.name, faults, entry }];
  });
  const entries = read.flatMap(({ entry }) => entry ?? []);
  const found = rankingFaults({ group, entries }, units);
  return read.map((one) => {
    const at = one.entry ? `entries.${entries.indexOf(one.entry)}.` : null;
    const more = found.filter(({ path }) => at !== null && path.startsWith(at));
    return { ...one, faults: [...one.faults, ...more.map(({ message }) => message)] };
  });
}
