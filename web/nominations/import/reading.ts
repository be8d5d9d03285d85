import type { AnswerOf } from '../../client/answers.ts';
import type { Language } from '../../words/words.ts';

export type Reading = AnswerOf<'/nominee-lists/{id}'>;
export type ReadRow = Reading['rows'][number];

/** Which list, for which round and unit, and how it is read. */
export interface ListChoice {
  id: string;
  roundId: string;
  proposingUnit: string;
  sheet: string | undefined;
  convert: boolean;
}

/** As an address takes it. */
export const queryOf = ({ roundId, proposingUnit, sheet, convert }: ListChoice) => ({
  ...{ roundId, proposingUnit, convert: convert ? ('true' as const) : ('false' as const) },
  ...(sheet === undefined ? {} : { sheet }),
});

/** Whether a row can become a draft, and whether it is taken unless somebody says otherwise. */
export const isRight = ({ faults }: ReadRow): boolean => faults.length === 0;
export const isTakenFirst = (row: ReadRow): boolean =>
  isRight(row) && !row.hidden && row.twinOf === null && row.known === null;
export const isToLookAt = (row: ReadRow): boolean =>
  row.notes.length > 0 || row.hidden || row.twinOf !== null || row.known !== null;

const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
/** A day with its month in words or so called, so that nobody takes one for the other: '3 tháng 4 năm 2025', '3 April 2025'. */
export function dayWrittenOut(day: string, language: Language): string {
  if (language === 'en') return english.format(new Date(`${day}T00:00:00Z`));
  const [year, month, date] = day.split('-').map(Number);
  return `${date} tháng ${month} năm ${year}`;
}
