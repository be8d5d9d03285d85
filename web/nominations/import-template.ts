import type { Plan } from '../parts/plans.ts';
import { allowedIn, columns, letterOf } from './import-sheet.ts';
import type { ColumnKey } from './import-sheet.ts';

const VALUES = 'Giá trị được nhận';
/** Rows of the list that offer a choice: more than any unit proposes. */
const ROWS = 1_000;
const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** The sheet that people fill in, and beside it what its columns of choice take in this round. */
export function templateSheets(plan: Plan, awards: string[]) {
  const allowed = Object.entries(allowedIn(plan, awards)) as [ColumnKey, string[]][];
  const longest = Math.max(...allowed.map(([, values]) => values.length));
  return [
    {
      sheet: 'Danh sách',
      data: [columns.map(({ label }) => bold(label.vi))],
      columns: columns.map(() => ({ width: 26 })),
      stickyRowsCount: 1,
    },
    {
      sheet: VALUES,
      data: [
        allowed.map(([key]) => bold(columns.find((column) => column.key === key)?.label.vi ?? key)),
        ...Array.from({ length: longest }, (_, i) =>
          allowed.map(([, values]) => (values[i] === undefined ? null : { value: values[i] })),
        ),
      ],
      columns: allowed.map(() => ({ width: 50 })),
    },
  ];
}

/** Excel's drop-down lists in the columns of choice, which the library leaves to features of one's own. */
export function dropDowns(plan: Plan, awards: string[]) {
  const lists = Object.entries(allowedIn(plan, awards)).map(([key, values], i) => {
    const cells = `${letterOf(key as ColumnKey)}2:${letterOf(key as ColumnKey)}${ROWS}`;
    const column = String.fromCharCode(65 + i);
    const range = `'${VALUES}'!$${column}$2:$${column}$${values.length + 1}`;
    return `<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${range}</formula1></dataValidation>`;
  });
  const xml = `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  const transform = (sheet: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) =>
    sheetIndex === 0 ? sheet.replace('</sheetData>', `</sheetData>${xml}`) : sheet;
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}
