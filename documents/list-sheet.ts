import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { clean } from './wording.ts';

/** Of words, a whole number, or a day ('YYYY-MM-DD'), which becomes a date that Excel sorts. */
export type ListCell = string | number | null;

/** A sheet cannot have more rows than this beside its heading (Excel's 1,048,576). */
export const MOST_ROWS = 1_048_575;
/** What Excel takes in one cell. */
const MOST_LETTERS = 32_767;

interface ListSheet {
  name: string;
  titles: readonly string[];
  /** Some rows at a time, as they are read. */
  rows: AsyncIterable<ListCell[][]>;
}

/**
 * A list as .xlsx, written as its rows are read: of a hundred thousand no more are held than come at a time. A failure of the
 * reading is the stream's, and leaves a file that no program opens. (write-excel-file, by which the other workbooks are made,
 * wants all rows at once.)
 */
export function listSheet({ name, titles, rows }: ListSheet): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  const sheet = Readable.from(sheetXml(titles, rows));
  // The packer hears of its own failures alone.
  for (const part of [sheet, zip]) part.on('error', (failure: Error) => out.destroy(failure));
  // Who takes the file has left: nothing more is read.
  out.on('close', () => sheet.destroy());
  for (const [part, xml] of Object.entries(parts(name))) zip.addBuffer(Buffer.from(xml), part);
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}

async function* sheetXml(titles: readonly string[], rows: ListSheet['rows']): AsyncGenerator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${titles.length}" width="26" customWidth="1"/></cols><sheetData>`;
  yield rowXml(
    1,
    titles.map((title) => textCell(title, styles.head)),
  );
  let row = 1;
  for await (const some of rows) {
    if (row + some.length > MOST_ROWS + 1) throw new RangeError('more rows than a sheet holds');
    yield some.map((cells) => rowXml(++row, cells.map(cellOf))).join('');
  }
  yield '</sheetData></worksheet>';
}

type Cell = (at: string) => string;

const rowXml = (row: number, cells: (Cell | null)[]): string =>
  `<row r="${row}">${cells.map((cell, column) => cell?.(`${letterOf(column)}${row}`) ?? '').join('')}</row>`;

/** @throws RangeError for more columns than there are letters: no list has them */
function letterOf(column: number): string {
  if (column > 25) throw new RangeError('more columns than letters');
  return String.fromCharCode(65 + column);
}

const DAY_MS = 86_400_000;
/** Excel counts days from here. */
const FIRST_DAY = Date.UTC(1899, 11, 30);

function cellOf(value: ListCell): Cell | null {
  if (value === null) return null;
  if (typeof value === 'number') return (at) => `<c r="${at}" s="${styles.number}"><v>${value}</v></c>`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = (Date.parse(`${value}T00:00:00Z`) - FIRST_DAY) / DAY_MS;
    return (at) => `<c r="${at}" s="${styles.day}"><v>${day}</v></c>`;
  }
  return textCell(value, styles.text);
}

/** As text: what somebody typed is no formula. */
const textCell =
  (text: string, style: number): Cell =>
  (at) =>
    `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(clean(text).slice(0, MOST_LETTERS))}</t></is></c>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** By their places in `cellXfs` below. */
const styles = { text: 1, head: 2, number: 3, day: 4 } as const;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** What Excel takes for the name of a sheet. */
const sheetName = (name: string): string =>
  escaped(
    clean(name)
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim(),
  );

const parts = (name: string): Record<string, string> => ({
  '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf fontId="1" applyFont="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
});
