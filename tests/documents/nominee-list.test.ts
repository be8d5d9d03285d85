import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { renderListTemplate } from '../../documents/nominee-list.ts';
import { readSheets } from '../support/sheets.ts';

test('the template offers in its columns of choice what the round takes', async () => {
  const book = await renderListTemplate({
    awards: [{ code: 'giay-khen', name: 'Giấy khen của Giám đốc Sở', categories: ['ca-nhan'] }],
    categories: [{ code: 'ca-nhan', name: 'Cá nhân thuộc Sở', kind: 'individual' }],
  });
  const sheet = await (await JSZip.loadAsync(book)).file('xl/worksheets/sheet1.xml')?.async('text');
  const lists = [...(sheet ?? '').matchAll(/sqref="(\w)2:\w+"><formula1>'(.+?)'!\$(\w)\$2:\$\w\$(\d+)</g)];
  expect(lists.map(([, letter]) => letter)).toEqual(['B', 'C', 'E']);
  const values = (await readSheets(book))[1] ?? [];
  const offered = lists.map(([, , , column = '', last]) =>
    values.slice(1, Number(last)).map((cells) => cells[column.charCodeAt(0) - 65]),
  );
  expect(offered).toEqual([['Cá nhân thuộc Sở'], ['Giấy khen của Giám đốc Sở'], ['Nam', 'Nữ', 'Khác']]);
});
