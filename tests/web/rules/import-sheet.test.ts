import JSZip from 'jszip';
import { expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readSheets } from '../../support/sheets.ts';
import type { Plan } from '../../../web/parts/plans.ts';
import { columns, knownAlready, readRows } from '../../../web/nominations/import-sheet.ts';
import { dropDowns, templateSheets } from '../../../web/nominations/import-template.ts';

const plan = {
  awards: [{ code: 'giay-khen', name: 'Giấy khen của Giám đốc Sở', categories: ['ca-nhan'] }],
  categories: [{ code: 'ca-nhan', name: 'Cá nhân thuộc Sở', kind: 'individual' }],
} as unknown as Plan;
const into = { plan, round: 'r', awards: ['giay-khen'], unit: 'phong' };
const header = columns.map(({ label }) => label.vi);
const row = (change: Record<string, unknown> = {}) => {
  const cells: Record<string, unknown> = {
    ...{ name: 'Lê Thị Hà', category: 'Cá nhân thuộc Sở', award: 'giấy khen của giám đốc sở' },
    ...{ position: 'Chuyên viên', gender: 'Nữ', headcount: null, femaleCount: null, title: 'Sáng kiến' },
    ...{ from: new Date('2021-06-01T00:00:00Z'), to: '31/12/2025', summary: 'Tóm tắt' },
    ...change,
  };
  return columns.map(({ key }) => cells[key] ?? null);
};

test('a row of the template is the draft that the API takes', () => {
  const [read] = readRows([header, row()], into);
  expect(read?.faults).toEqual([]);
  expect(read?.body).toEqual({
    roundId: 'r',
    award: 'giay-khen',
    subject: {
      kind: 'individual',
      category: 'ca-nhan',
      name: 'Lê Thị Hà',
      unit: 'phong',
      gender: 'female',
      position: 'Chuyên viên',
    },
    achievement: { title: 'Sáng kiến', from: '2021-06-01', to: '2025-12-31', summary: 'Tóm tắt' },
    proposingUnit: 'phong',
  });
});

test('what is wrong is told by the cell that Excel shows, and nothing is made of that row', () => {
  const rows = readRows([header, row(), row({ award: 'Huân chương', to: '31/02/2025', name: '' })], into);
  expect(rows.map(({ row: at, body }) => [at, body !== null])).toEqual([
    [2, true],
    [3, false],
  ]);
  expect(rows[1]?.faults.map(({ cell }) => cell).sort()).toEqual(['A3', 'C3', 'J3']);
});

test('what a row says against itself is told before anything is sent', () => {
  const collective = {
    ...plan,
    awards: [{ code: 'giay-khen', name: 'Giấy khen của Giám đốc Sở', categories: ['tap-the'] }],
    categories: [{ code: 'tap-the', name: 'Phòng thuộc Sở', kind: 'collective' }],
  } as unknown as Plan;
  const of = (headcount: number, femaleCount: number) =>
    readRows([header, row({ category: 'Phòng thuộc Sở', headcount, femaleCount })], {
      ...into,
      plan: collective,
    })[0];
  expect(of(7, 4)?.faults).toEqual([]);
  expect(of(4, 7)?.faults.map(({ cell }) => cell)).toEqual(['G2']);
  expect(of(4, 7)?.body).toBeNull();
  const backwards = readRows([header, row({ from: '01/02/2025', to: '31/01/2025' })], into)[0];
  expect(backwards?.faults.map(({ cell }) => cell)).toEqual(['J2']);
});

test('empty rows are passed over, and rows keep the number that Excel gives them', () => {
  const empty = columns.map(() => null);
  expect(readRows([header, empty, row()], into).map(({ row: at }) => at)).toEqual([3]);
});

test('the template offers in its columns of choice what the round takes', async () => {
  const sheets = templateSheets(plan, ['giay-khen']);
  const book = await writeExcelFile(sheets, { features: [dropDowns(plan, ['giay-khen'])] }).toBuffer();
  const sheet = await (await JSZip.loadAsync(book)).file('xl/worksheets/sheet1.xml')?.async('text');
  const lists = [...(sheet ?? '').matchAll(/sqref="(\w)2:\w+"><formula1>'(.+?)'!\$(\w)\$2:\$\w\$(\d+)</g)];
  expect(lists.map(([, letter]) => letter)).toEqual(['B', 'C', 'E']);
  const values = (await readSheets(book))[1] ?? [];
  const offered = lists.map(([, , , column = '', last]) =>
    values.slice(1, Number(last)).map((cells) => cells[column.charCodeAt(0) - 65]),
  );
  const taken = [['Cá nhân thuộc Sở'], ['Giấy khen của Giám đốc Sở'], ['Nam', 'Nữ', 'Khác']];
  expect(offered).toEqual(taken);
  const [category, award, gender] = taken.map((names) => names.at(-1));
  expect(readRows([header, row({ category, award, gender })], into)[0]?.faults).toEqual([]);
});

test('a beginning that only one has is enough, and what is not taken is answered by what is', () => {
  const rows = readRows([header, row({ award: 'Giấy khen' }), row({ gender: 'Nũ' })], into);
  expect(rows[0]?.body?.award).toBe('giay-khen');
  expect(rows[1]?.faults.map(({ cell, fault }) => [cell, fault.vi])).toEqual([
    ['E3', expect.stringContaining('Nam; Nữ; Khác')],
  ]);
});

test('who has a nomination for the award already is known by name, unless that has failed', () => {
  const [read] = readRows([header, row()], into);
  const nomination = { code: 'A-1', award: 'giay-khen', outcome: null, subject: { name: 'LÊ THỊ HÀ' } };
  const codeOf = (change: object) => read && knownAlready(read, [{ ...nomination, ...change }])?.code;
  expect([codeOf({}), codeOf({ outcome: 'awarded' })]).toEqual(['A-1', 'A-1']);
  for (const change of [{ outcome: 'rejected' }, { award: 'bang-khen' }, { subject: { name: 'Lê Thị Hạ' } }])
    expect(codeOf(change)).toBeUndefined();
});
