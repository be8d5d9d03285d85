import writeExcelFile from 'write-excel-file/node';
import type { Takes } from '../domain/nominee-list/understand.ts';
import { columns, labelOf } from '../domain/nominee-list/columns.ts';
import type { ListField } from '../domain/nominee-list/columns.ts';
import { genders } from '../domain/nominee-list/choices.ts';
import { letterOf } from '../domain/nominee-list/find-list.ts';
import type { FoundList, ListCell } from '../domain/nominee-list/find-list.ts';
import type { Language, Words } from '../domain/texts.ts';

const VALUES = 'Giá trị được nhận';
/** Rows of the list that offer a choice: more than any unit proposes. */
const ROWS = 1_000;
const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** What the columns of choice take in a round, in the plan's own words. */
const choicesIn = ({ awards, categories }: Takes): [ListField, string[]][] => [
  ['category', categories.map(({ name }) => name)],
  ['award', awards.map(({ name }) => name)],
  ['gender', genders.map(({ name }) => name)],
];

/** The workbook that people fill in: a sheet for the list, with drop-down lists, and beside it what its columns of choice take. */
export function renderListTemplate(takes: Takes): Promise<Buffer> {
  const choices = choicesIn(takes);
  const longest = Math.max(...choices.map(([, values]) => values.length));
  const sheets = [
    {
      sheet: 'Danh sách',
      data: [columns.map(({ label }) => bold(label.vi))],
      columns: columns.map(() => ({ width: 26 })),
      stickyRowsCount: 1,
    },
    {
      sheet: VALUES,
      data: [
        choices.map(([field]) => bold(labelOf(field).vi)),
        ...Array.from({ length: longest }, (_, i) =>
          choices.map(([, values]) => (values[i] === undefined ? null : { value: values[i] })),
        ),
      ],
      columns: choices.map(() => ({ width: 50 })),
    },
  ];
  return writeExcelFile(sheets, { features: [dropDowns(choices)] }).toBuffer();
}

/** Excel's drop-down lists in the columns of choice, which the library leaves to features of one's own. */
function dropDowns(choices: [ListField, string[]][]) {
  const lists = choices.map(([field, values], i) => {
    const letter = letterOf(columns.findIndex((column) => column.field === field));
    const range = `'${VALUES}'!$${letterOf(i)}$2:$${letterOf(i)}$${values.length + 1}`;
    return `<dataValidation type="list" allowBlank="1" sqref="${letter}2:${letter}${ROWS}"><formula1>${range}</formula1></dataValidation>`;
  });
  const xml = `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  const transform = (sheet: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) =>
    sheetIndex === 0 ? sheet.replace('</sheetData>', `</sheetData>${xml}`) : sheet;
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}

/** What is said of cells of one row. */
export interface MarkedRow {
  row: number;
  faults: { cell: string; column: string; message: string }[];
  notes: { cell: string; column: string; message: string }[];
}

const toMend: Words = { vi: 'Cần sửa', en: 'To mend' };
const toLookAt: Words = { vi: 'Cần xem lại', en: 'To look at' };
const wrong = { backgroundColor: '#FFC7CE', color: '#9C0006' } as const;
const noted = { backgroundColor: '#FFEB9C', color: '#7F6000' } as const;

/**
 * The list as it was sent, each cell where it was, with what is wrong marked red and what is to be looked at yellow, and what
 * that is in two columns at the end: to be mended and sent again as it is. Formulas and macros are not in it.
 */
export function renderMarkedList(
  found: FoundList,
  marked: readonly MarkedRow[],
  language: Language,
): Promise<Buffer> {
  const { sheet, headingRow } = found;
  const byNumber = new Map(marked.map((row) => [row.row, row]));
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const last = sheet.rows.at(-1)?.number ?? headingRow;
  const rows = new Map(sheet.rows.map((row) => [row.number, row]));
  const data = Array.from({ length: last }, (_, i) => {
    const number = i + 1;
    const said = byNumber.get(number);
    const cells = Array.from({ length: width }, (_none, at) => {
      const cell = cellOf(rows.get(number)?.cells[at] ?? null);
      const name = `${letterOf(at)}${number}`;
      if (number === headingRow) return cell && { ...cell, fontWeight: 'bold' as const };
      if (said?.faults.some((fault) => fault.cell === name)) return { ...(cell ?? empty), ...wrong };
      return said?.notes.some((note) => note.cell === name) ? { ...(cell ?? empty), ...noted } : cell;
    });
    if (number === headingRow) return [...cells, bold(toMend[language]), bold(toLookAt[language])];
    return [...cells, remarks(said?.faults, wrong), remarks(said?.notes, noted)];
  });
  return writeExcelFile([
    {
      sheet: sheet.name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Danh sách',
      columns: [...Array.from({ length: width }, () => ({ width: 26 })), { width: 50 }, { width: 50 }],
      stickyRowsCount: headingRow,
      data,
    },
  ]).toBuffer();
}

const empty = { value: '', type: String } as const;

function cellOf(cell: ListCell) {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: cell, type: String, format: '@', wrap: true };
  if ('failed' in cell) return { value: cell.failed, type: String, format: '@' };
  return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
}

const remarks = (said: MarkedRow['faults'] | undefined, style: typeof wrong | typeof noted) =>
  said === undefined || said.length === 0
    ? null
    : {
        value: said.map(({ cell, column, message }) => `${cell} (${column}): ${message}`).join('\n'),
        ...{ type: String, wrap: true, ...style },
      };
