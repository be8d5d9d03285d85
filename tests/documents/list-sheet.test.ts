import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import JSZip from 'jszip';
import { listSheet } from '../../documents/list-sheet.ts';
import type { ListCell } from '../../documents/list-sheet.ts';
import { cellsIn } from '../support/cells-in.ts';

async function* inParts(...parts: ListCell[][][]): AsyncGenerator<ListCell[][]> {
  for (const part of parts) yield await Promise.resolve(part);
}

it('has words as they were typed, days and numbers that other programs reckon with, and nothing where there is nothing', async () => {
  const words = ['=1+1', '@cmd', '<b>&"quoted"', 'Nguyễn Thị Hòa', ' hai  dấu cách ', '2026-13-45x'];
  const file = listSheet({
    name: 'Sổ [2026]: khen/thưởng?*',
    titles: ['Chữ', 'Ngày', 'Số'],
    rows: inParts(
      [[words[0]!, '2026-02-28', 5_000_000]],
      words.slice(1).map((word) => [word, null, 0]),
    ),
  });
  const { name, rows } = cellsIn(await buffer(file));
  expect(name).toBe('Sổ  2026   khen thưởng');
  expect(rows[0]).toEqual(['Chữ', 'Ngày', 'Số']);
  expect(rows.slice(1).map(([word]) => word)).toEqual(words);
  expect(rows[1]).toEqual(['=1+1', '28/02/2026', 5_000_000]);
  expect(rows[2]).toEqual(['@cmd', null, 0]);
});

it('ends in an error, and in no file, where its rows do', async () => {
  const broken = async function* () {
    yield await Promise.resolve([['Dòng 1']]);
    throw new Error('the database is gone');
  };
  await expect(buffer(listSheet({ name: 'A', titles: ['A'], rows: broken() }))).rejects.toThrow(
    'the database is gone',
  );
});

it('reads no further than it is taken, and lets go of what it reads where nobody takes it', async () => {
  let read = 0;
  let released = false;
  const endless = async function* () {
    try {
      for (;;) {
        read += 1;
        yield await Promise.resolve(Array.from({ length: 500 }, (_, i) => [`${read} ${i} ${Math.random()}`]));
      }
    } finally {
      released = true;
    }
  };
  const file = listSheet({ name: 'A', titles: ['A'], rows: endless() });
  await vi.waitFor(() => expect(read).toBeGreaterThan(1), { timeout: 20_000 });
  // Some parts on the way through the packer, and no more, however long it waits.
  let before = -1;
  await vi.waitUntil(
    () => {
      const still = read === before;
      before = read;
      return still;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(read).toBeLessThan(200);
  file.destroy();
  await vi.waitFor(() => expect(released).toBe(true), { timeout: 20_000 });
});

it('is a package that says of each part what it is', async () => {
  const zip = await JSZip.loadAsync(
    await buffer(listSheet({ name: 'A', titles: ['A'], rows: Readable.from([]) })),
  );
  const types = (await zip.file('[Content_Types].xml')?.async('string')) ?? '';
  for (const part of ['xl/workbook.xml', 'xl/styles.xml', 'xl/worksheets/sheet1.xml'])
    expect([part, zip.file(part) !== null, types.includes(`/${part}`)]).toEqual([part, true, true]);
});
