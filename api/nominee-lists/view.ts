import { z } from 'zod';
import type { CellRemark } from '../../domain/nominee-list/cells.ts';
import { columns, labelOf } from '../../domain/nominee-list/columns.ts';
import type { Language } from '../endpoint.ts';
import type { ListRead, RowRead } from './reading.ts';

const fields = columns.map(({ field }) => field);
const remark = z.object({
  /** As Excel counts them; a row alone where its column is missing. */
  cell: z.string(),
  column: z.string(),
  message: z.string(),
});
const text = z.string().nullable();

export const listReadSchema = z.object({
  sheet: z.string(),
  /** All of the file, to choose another. */
  sheets: z.array(z.string()),
  headingRow: z.number().int(),
  /** Each column of the file, and what it was taken for. */
  columns: z.array(z.object({ letter: z.string(), heading: z.string(), means: text })),
  /** What the template has and the file has not. */
  missing: z.array(z.string()),
  /** An encoding of before Unicode in which cells are written. */
  legacy: z.object({ cells: z.number().int(), before: z.string(), after: z.string() }).nullable(),
  digest: z.string(),
  rows: z.array(
    z.object({
      row: z.number().int(),
      hidden: z.boolean(),
      /** As they would be recorded; a long summary is cut here. */
      values: z.object({
        name: z.string(),
        category: text,
        award: text,
        position: text,
        gender: text,
        headcount: z.number().int().nullable(),
        femaleCount: z.number().int().nullable(),
        title: z.string(),
        from: text,
        to: text,
        summary: z.string(),
      }),
      faults: z.array(remark),
      notes: z.array(remark),
      /** The row of the same name and award before it. */
      twinOf: z.number().int().nullable(),
      /** The nomination that is there already. */
      known: text,
    }),
  ),
  passedOver: z.array(z.object({ row: z.number().int(), text: z.string(), why: z.string() })),
});

/** As much of a summary as a table shows. */
const SHOWN = 160;
const cut = (long: string): string =>
  long.length > SHOWN ? `${long.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : long;
const orNull = (value: string): string | null => (value === '' ? null : value);

/** What was understood, in the language of whoever asks. */
export function listView(
  { found, sheets, list, rows, digest }: ListRead,
  language: Language,
): z.input<typeof listReadSchema> {
  return {
    sheet: found.sheet.name,
    sheets,
    headingRow: found.headingRow,
    columns: found.columns.map(({ letter, heading, field }) => ({
      ...{ letter, heading },
      means:
        field === null ? null : field === 'familyName' ? labelOf('name')[language] : labelOf(field)[language],
    })),
    missing: fields.filter((field) => found.missing.includes(field)).map((field) => labelOf(field)[language]),
    legacy: list.legacy,
    digest,
    rows: rows.map((row) => ({
      ...{ row: row.row, hidden: row.hidden, twinOf: row.twinOf, known: row.known },
      values: valuesOf(row),
      faults: row.faults.map((one) => said(one, language)),
      notes: row.notes.map((one) => said(one, language)),
    })),
    passedOver: list.passedOver.map(({ row, text: of, why }) => ({ row, text: of, why: why[language] })),
  };
}

const valuesOf = (row: RowRead) => ({
  ...{ name: row.name, title: row.title, headcount: row.headcount, femaleCount: row.femaleCount },
  category: row.category?.name ?? null,
  award: row.award?.name ?? null,
  position: orNull(row.position),
  gender: row.gender?.name ?? null,
  from: orNull(row.from),
  to: orNull(row.to),
  summary: cut(row.summary),
});

const said = ({ cell, column, said: words }: CellRemark, language: Language) => ({
  cell,
  column: column[language],
  message: words[language],
});

/** What is said of the cells of each row. */
export const remarksIn = ({ rows }: ListRead, language: Language) =>
  rows.map(({ row, faults, notes }) => ({
    row,
    faults: faults.map((one) => said(one, language)),
    notes: notes.map((one) => said(one, language)),
  }));
