import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { listsFolder, outlineOf } from './outline.ts';

/** What becomes of a row that is as the template wants it, from its award on. */
const given = 'giay-khen · male · Chuyên viên · Cải cách · 2021-06-01 · 2025-12-31';
const woman = given.replace('male', 'female');
const minh = `2 · Trần Văn Minh · ${given}`;
const office = '3 · Phòng Quản lý công nghệ · giay-khen · 14/6 · Cải cách · 2021-06-01 · 2025-12-31';
const both = [minh, office];
/** Nothing of the days that are not given here. */
const dates = (from: string, to: string) =>
  ['giay-khen · male · Chuyên viên · Cải cách', from, to].filter(Boolean).join(' · ');

/** Each file of the corpus (tests/files/make-lists.py), what it is like, and what must be understood of it. */
const corpus: [file: string, like: string, understood: string[]][] = [
  ['good.xlsx', 'as the template', both],
  ['libreoffice.xlsx', 'saved by LibreOffice', both],
  ['libreoffice.ods', 'OpenDocument', both],
  ['libreoffice.xls', 'Excel 97, by LibreOffice', both],
  ['xlwt.xls', 'Excel 97, with a hidden row', [minh, office.replace('3', '3H')]],
  ['old-named-new.xlsx', 'Excel 97 under a new name', [minh, office.replace('3', '3H')]],
  ['macros.xlsm', 'with macros, which are not read', both],
  ['page-named-xls.xls', 'a page that a system calls .xls', [minh]],
  ['utf-8.csv', 'CSV in UTF-8', both],
  ['utf-8-bom.csv', 'CSV in UTF-8 with its mark, as Excel saves it', both],
  ['utf-16.txt', 'text with tabs in UTF-16, as Excel saves it', both],
  ['utf-16-no-mark.csv', 'UTF-16 that does not say so', both],
  ['windows-1258.csv', 'CSV in Windows-1258, with semicolons', both],
  [
    'semicolons-sep.csv',
    'a first line that says the sign',
    [minh.replace('2', '3'), office.replace('3', '4')],
  ],
  ['columns-moved.xlsx', 'columns moved with their headings', [minh]],
  ['stt-first.xlsx', 'a column of numbers first, one of remarks last', [minh, `3 · Lê Thị Hạnh · ${woman}`]],
  ['title-above.xlsx', 'title lines above', [minh.replace('2', '5')]],
  ['list-on-second-sheet.xlsx', 'another sheet first', [`2 · Sheet Sau · ${given} · ?A2`]],
  ['old-list-hidden.xlsx', 'last year’s list on a hidden sheet', [`2 · Bản Mới · ${given}`]],
  ['surname-apart.xlsx', 'surname and name in two columns, other headings', [minh]],
  [
    'two-heading-rows-groups-total.xlsx',
    'headings of two rows, numbers of columns, groups, a total, a signature',
    [
      office.replace('3', '5'),
      minh.replace('2', '7'),
      '3 – dòng đánh số cột',
      '4 – dòng tên nhóm',
      '6 – dòng tên nhóm',
      '8 – dòng cộng',
      '10 – không có dữ liệu trong các cột của danh sách',
    ],
  ],
  [
    'merged-down.xlsx',
    'cells merged downwards',
    ['Một', 'Hai', 'Ba'].map((n, i) => `${i + 2} · Gộp Ô ${n} · ${given}`),
  ],
  [
    'filtered.xlsx',
    'a row that a filter hides',
    [`2 · Hiện Ra · ${given}`, `3H · Bị Ẩn · ${given}`, `4 · Hiện Nữa · ${given}`],
  ],
  [
    'same-twice.xlsx',
    'the same twice, however it is written',
    [
      `2 · Trùng Lặp · ${given}`,
      `3 · Trùng Lặp · ${given} · ?A3 · =2`,
      `4 · TRÙNG LẶP · ${given} · ?A4 · =2`,
      `5 · Đỗ Văn Hoà · ${given}`,
      `6 · Đỗ Văn Hòa · ${given} · ?A6 · =5`,
    ],
  ],
  ['dates-as-numbers.xlsx', 'days that have lost their form', [`${minh} · ?I2 · ?J2`]],
  ['dates-with-times.xlsx', 'days with a time', [minh]],
  ['from-1904.xlsx', 'days counted from 1904', [minh]],
  [
    'days-turned.xlsx',
    'days that Excel may have turned',
    [
      `2 · Lê Văn An · ${dates('2021-04-13', '2025-12-31')}`,
      `3 · Lê Văn Ba · ${dates('2021-03-04', '2025-12-31')} · ?I3`,
      `4 · Lê Văn Cư · ${dates('2021-05-05', '2025-12-31')}`,
    ],
  ],
  [
    'dates-as-text.xlsx',
    'days as people write them: what is incomplete, impossible or month first is wrong, and never guessed',
    [
      `2 · Trần Thị An · ${given}`,
      `3 · Trần Thị Bình · ${given} · ?I3 · ?J3`,
      `4 · Trần Thị Cường · ${given}`,
      `5 · Trần Thị Dung · ${dates('', '')} · !I5 · !J5`,
      `6 · Trần Thị Giang · ${given}`,
      `7 · Trần Thị Hà · ${dates('', '')} · !I7 · !J7`,
      `8 · Trần Thị Khánh · ${given}`,
      `9 · Trần Thị Lan · ${given}`,
      `10 · Trần Thị Minh · ${dates('', '2025-12-31')} · !I10`,
      `11 · Trần Thị Nga · ${dates('', '')} · !I11 · !J11`,
      `12 · Trần Thị Oanh · ${given}`,
      `13 · Trần Thị Phúc · ${dates('', '')} · !I13 · !J13`,
    ],
  ],
  [
    'choices.xlsx',
    'choices by capitals, marks, spaces, beginnings and kinds; what is none of them is wrong',
    [
      `2 · Lê Thị An · ${given}`,
      `3 · Lê Thị Bình · ${given}`,
      `4 · Lê Thị Cường · ${woman}`,
      `5 · Lê Thị Dung · ${woman}`,
      `6 · Lê Thị Giang · ${given}`,
      `7 · Lê Thị Hà · ${given}`,
      '8 · Lê Thị Khánh · Chuyên viên · Cải cách · 2021-06-01 · 2025-12-31 · !C8 · !E8',
    ],
  ],
  [
    'names.xlsx',
    'names: of other peoples, mistyped, with signs, titles, lost letters; near ones',
    [
      minh,
      `3 · TRẦN VĂN MINH · ${given} · ?A3 · =2`,
      `4 · Công Tằng Tôn Nữ Thị Ngọc Lan · ${given}`,
      `5 · Y Moan Êñuôl · ${given} · ?A5`,
      `6 · K’Brơih · ${given} · ?A6`,
      `7 · Nguyễn Thị Hoa · ${given}`,
      `8 · Trần Văn 😀 Minh · ${given} · ?A8`,
      `9 · Nguy?n V?n ??c · ${given} · !A9`,
      `10 · 123456 · ${given} · !A10`,
      `11 · ${given} · !A11`,
      `12 · Nguyễn Thị Hòa · ${given} · ?A12`,
      `13 · Nguyễn Thị Hoà · ${given} · ?A13 · =12`,
      `14 · Bà Nguyễn Thị Lụa · ${given} · ?A14`,
      `15 · Trần Vănn Bình · ${given} · ?A15`,
    ],
  ],
  [
    'formulas.xlsx',
    'a formula that nobody has reckoned, and one that failed',
    [`2 · ${given} · !A2`, `3 · Lê Thị Hà · ${given.replace('Chuyên viên · ', '')} · !D3`],
  ],
  [
    'columns-missing.xlsx',
    'a column that is missing',
    [`2 · Trần Văn Minh · ${dates('2021-06-01', '')} · !2`],
  ],
  ['formatted-to-the-end.xlsx', 'a form down to row 1,048,576', [minh]],
  ['headings-twice.xlsx', 'two columns for one thing', ['headings-twice D+L']],
  ['no-headings.xlsx', 'no headings', ['no-list']],
  ['nothing-in-it.csv', 'nothing but signs', ['no-list']],
  ['empty.xlsx', 'empty', ['empty-file']],
  ['password.xlsx', 'a password', ['encrypted-file']],
  ['password.ods', 'a password, OpenDocument', ['encrypted-file']],
  ['cut-short.xlsx', 'cut short', ['damaged-file']],
  ['cut-short.xls', 'cut short, Excel 97', ['damaged-file']],
  ['letter.pdf', 'another kind of file', ['not-a-spreadsheet']],
];

test.each(corpus)('%s: %s', async (file, _like, understood) => {
  expect(await outlineOf(path.join(listsFolder, file))).toEqual(understood);
});

describe('what was written for fonts of old', () => {
  const people = ['Nguyễn Văn Đức', 'Trần Thị Hương', 'Phạm Hồng Thắm', 'Lý Mỹ Kỳ'];
  const read = people.map((name, i) => `${i + 2} · ${name} · ${given}`);
  test.each([
    ['tcvn3.xlsx', 'NguyÔn V¨n §øc', 16],
    ['tcvn3-headings-too.xlsx', 'NguyÔn V¨n §øc', 24],
    ['vni.xlsx', 'Nguyeãn Vaên Ñöùc', 16],
    ['utf-8-misread.xlsx', 'Nguyá»…n VÄƒn Ä\u0090á»©c', 16],
  ])('%s is wrong as it is, and right once it is converted', async (file, before, cells) => {
    const asItIs = await outlineOf(path.join(listsFolder, file));
    for (const row of asItIs.slice(0, 4)) expect(row).toMatch(/!A\d.*!D\d.*!H\d.*!K\d/);
    const offered = `${before} → Nguyễn Văn Đức (${cells})`;
    expect(asItIs.at(-1)).toBe(offered);
    const converted = await outlineOf(path.join(listsFolder, file), { convert: true });
    expect(converted.slice(0, 4)).toEqual(read);
  });
});

test('a long list with a page of text in each row is read whole', async () => {
  const rows = await outlineOf(path.join(listsFolder, 'long-summaries.xlsx'));
  expect(rows).toHaveLength(60);
  expect(rows.at(-1)).toBe(`61 · Đỗ Văn Nam · ${given}`);
});

test('no file of the corpus is without a line here', () => {
  const legacy = [
    'tcvn3.xlsx',
    'tcvn3-headings-too.xlsx',
    'vni.xlsx',
    'utf-8-misread.xlsx',
    'long-summaries.xlsx',
  ];
  expect(readdirSync(listsFolder).sort()).toEqual([...corpus.map(([file]) => file), ...legacy].sort());
});
