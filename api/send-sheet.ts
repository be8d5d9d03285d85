import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { dateText, loadPlan } from '../cases/context.ts';
import { unitNames } from '../cases/reference.ts';
import { listSheet, MOST_ROWS } from '../documents/list-sheet.ts';
import type { ListCell } from '../documents/list-sheet.ts';
import { xlsxType } from '../domain/media-types.ts';
import { Refusal } from '../domain/problems.ts';
import type { Db } from '../prisma/db.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { sent } from './endpoint.ts';
import type { Language, Sent } from './endpoint.ts';
import { sendHeaders } from './files.ts';

/** Words of both languages. */
export type Label = Readonly<Record<Language, string>>;

/** A column of a list's workbook. */
export type SheetColumn<R> = [label: Label, value: (row: R) => ListCell];

interface SheetOf<R> {
  /** Of the file, without its ending. */
  file: string;
  title: Label;
  columns: SheetColumn<R>[];
  count: () => Promise<number>;
  rows: AsyncIterable<R[]>;
}

interface Receiver {
  deps: ApiDeps;
  person: CurrentPerson;
  language: Language;
  res: Response;
}

/** Who is being sent a list: one at a time for each person. */
const under = new Set<string>();

/**
 * Sends a whole list as .xlsx, row by row as it is read. What breaks on the way breaks the answer off, which whoever takes it
 * hears of: there is no file that lacks rows.
 *
 * @throws Refusal `too-many-requests` for a second one at the same time, `invalid` for more rows than a sheet holds
 */
export async function sendSheet<R>(
  { deps: { logger }, person, language, res }: Receiver,
  { file, title, columns, count, rows }: SheetOf<R>,
): Promise<Sent> {
  if (under.has(person.id)) throw new Refusal('too-many-requests');
  under.add(person.id);
  try {
    if ((await count()) > MOST_ROWS)
      throw new Refusal('invalid', [
        { path: 'limit', message: `Một bảng tính chỉ chứa được ${MOST_ROWS} dòng: hãy lọc bớt.` },
      ]);
    const sheet = listSheet({
      name: title[language],
      titles: columns.map(([label]) => label[language]),
      rows: cellsOf(columns, rows),
    });
    sendHeaders(res, `${file}.xlsx`, xlsxType);
    await pipeline(sheet, res).catch((failure: unknown) => {
      // Broken off by whoever takes it, or by us: the connection is closed before the end of the file.
      logger.warn(
        { failure: failure instanceof Error ? failure.name : 'unknown' },
        'a list was not sent whole',
      );
      res.destroy();
    });
    return sent;
  } finally {
    under.delete(person.id);
  }
}

async function* cellsOf<R>(
  columns: SheetColumn<R>[],
  rows: AsyncIterable<R[]>,
): AsyncGenerator<ListCell[][]> {
  for await (const some of rows) yield some.map((row) => columns.map(([, value]) => value(row)));
}

/** What codes are called, for a list: read once. */
export interface Called {
  unit: (code: string) => string;
  movement: (code: string) => string;
  award: (movement: string, award: string) => string;
}

export async function namesCalled(db: Db): Promise<Called> {
  const [unit, movements] = await Promise.all([unitNames(db), db.movement.findMany()]);
  const plans = new Map(
    await Promise.all(
      movements.map(async ({ code, current }) => [code, await loadPlan(db, code, current)] as const),
    ),
  );
  return {
    unit,
    movement: (code) => plans.get(code)?.title ?? code,
    award: (movement, award) => plans.get(movement)?.awards.find(({ code }) => code === award)?.name ?? award,
  };
}

export const yesOrNo = (is: boolean, language: Language): string =>
  language === 'vi' ? (is ? 'Có' : 'Không') : is ? 'Yes' : 'No';

/** A day of the record, for a cell. */
export const dayOf = (date: Date | null): string | null => date && dateText(date);

/** Headings that several lists have. */
export const headings = {
  code: { vi: 'Mã', en: 'Code' },
  movement: { vi: 'Phong trào', en: 'Movement' },
  award: { vi: 'Hình thức khen thưởng', en: 'Award' },
  subject: { vi: 'Đối tượng', en: 'Subject' },
  state: { vi: 'Trạng thái', en: 'State' },
  due: { vi: 'Hạn', en: 'Due' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
} as const satisfies Record<string, Label>;
