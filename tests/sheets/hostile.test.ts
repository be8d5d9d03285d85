import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as XLSX from '@e965/xlsx';
import JSZip from 'jszip';
import { afterAll, describe, expect, test } from 'vitest';
import { columns } from '../../domain/nominee-list/columns.ts';
import { Refusal } from '../../domain/problems.ts';
import { readSheets } from '../../sheets/read-sheets.ts';
import { outlineOf } from './outline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'lists-'));
afterAll(() => rmSync(folder, { recursive: true }));
const kept = (bytes: Buffer): string => {
  const file = path.join(folder, 'list');
  writeFileSync(file, bytes);
  return file;
};
const refusalOf = (bytes: Buffer, how = {}): Promise<string | null> =>
  readSheets(kept(bytes), how).then(
    () => null,
    (failure: unknown) => {
      if (failure instanceof Refusal) return failure.code;
      throw failure;
    },
  );

const row = (name: string) => [
  ...[name, 'Cá nhân', 'Giấy khen', 'Chuyên viên', 'Nam', null, null, 'Cải cách'],
  ...['01/06/2021', '31/12/2025', 'Rút ngắn thời gian. '.repeat(40)],
];
const book = (rows: (string | null)[][], bookType: XLSX.BookType = 'xlsx'): Buffer => {
  const sheet = XLSX.utils.aoa_to_sheet([columns.map(({ label }) => label.vi), ...rows]);
  const made = XLSX.utils.book_new(sheet, 'Danh sách');
  return Buffer.from(XLSX.write(made, { type: 'buffer', bookType, compression: true }) as Uint8Array);
};
const withPart = async (base: Buffer, name: string, content: Buffer): Promise<Buffer> =>
  (await JSZip.loadAsync(base))
    .file(name, content)
    .generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });

describe('a list of every honest size is read', () => {
  test('5,000 rows with some lines of text each', async () => {
    const rows = await outlineOf(kept(book(Array.from({ length: 5_000 }, () => row('Trần Văn An')))));
    expect(rows).toHaveLength(5_000);
    expect(rows.at(-1)).toContain('5001 · Trần Văn An');
  });

  test.each(['xlsb', 'biff8', 'fods'] as const)('as %s', async (kind) => {
    const rows = await outlineOf(kept(book([row('Trần Văn An')], kind)));
    expect(rows).toEqual([expect.stringMatching(/^2 · Trần Văn An · giay-khen · male/)]);
  });

  test('while another is', async () => {
    const all = await Promise.all(
      ['An', 'Bình', 'Cường', 'Dung'].map((name) => {
        const file = path.join(folder, name);
        writeFileSync(file, book([row(`Trần Văn ${name}`)]));
        return outlineOf(file);
      }),
    );
    expect(all.map(([first]) => first?.split(' · ')[1])).toEqual(
      ['An', 'Bình', 'Cường', 'Dung'].map((name) => `Trần Văn ${name}`),
    );
  });
});

describe('what is no list is refused, and takes nothing', () => {
  test('what it unpacks to, declared', async () => {
    const bomb = await withPart(book([row('An')]), 'xl/media/a.bmp', Buffer.alloc(101 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusalOf(bomb)).toBe('unpacks-too-large');
  });

  test('what it unpacks to, undeclared', async () => {
    const size = 5 * 1024 * 1024;
    const bomb = await withPart(book([row('An')]), 'xl/media/a.bmp', Buffer.alloc(size));
    const declared = Buffer.alloc(4);
    declared.writeUInt32LE(size);
    bomb.writeUInt32LE(10, bomb.lastIndexOf(declared));
    expect(await refusalOf(bomb)).toBe('damaged-file');
  });

  test('a thousand parts', async () => {
    const many = await JSZip.loadAsync(book([row('An')]));
    for (let i = 0; i < 1_000; i++) many.file(`a/${i}`, '');
    expect(await refusalOf(await many.generateAsync({ type: 'nodebuffer' }))).toBe('unpacks-too-large');
  });

  test('what takes too long is ended', async () => {
    expect(await refusalOf(book([row('An')]), { withinMs: 1 })).toBe('reading-too-long');
  });

  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a Word file', () => readFileSync('tests/files/papers/content-types-last.docx')],
    ['an archive', () => new JSZip().file('a.txt', 'a').generateAsync({ type: 'nodebuffer' })],
    ['a picture', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a program', () => Buffer.from('MZ\0\0\u0001'.padEnd(600, '\0'))],
  ])('%s', async (_what, bytes) => {
    expect(await refusalOf(await bytes())).toBe('not-a-spreadsheet');
  });

  test('an entity that would unfold stands for nothing', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>';
    const list = await JSZip.loadAsync(book([row('An')]));
    const sheet = (await list.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
    list.file('xl/worksheets/sheet1.xml', sheet.replace('?>', `?>${bomb}`).replace('Trần', '&c;'));
    const read = await outlineOf(kept(await list.generateAsync({ type: 'nodebuffer' })));
    expect(read.join()).not.toContain('bbbb');
  });
});
