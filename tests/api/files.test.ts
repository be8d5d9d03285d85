import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startService } from './support/service.ts';
import type { Service } from './support/service.ts';

let service: Service;
let cookie: string;
let docx: Buffer;
beforeAll(async () => {
  service = await startService();
  await service.addPerson('an', { role: 'office-reviewer', unit: 'van-phong' });
  cookie = await service.logIn('an');
  docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Tờ trình')] }] }));
});
afterAll(() => service.stop());

const boundary = 'ranh-gioi';
const type = `multipart/form-data; boundary=${boundary}`;
const part = (disposition: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
const file = (name: string, bytes: Buffer, field = 'file') =>
  part(`name="${field}"; filename="${name}"`, bytes);
const upload = (...parts: Buffer[]) =>
  service.send('POST', '/api/v1/files', {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { cookie, 'content-type': type },
  });
const sample = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, '..', 'files', 'papers', name));
/** As Office wrote everything before 2007. */
const compound = Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(512), 'hex');
const pdf = (text = ''): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
const cutShort = (bytes: Buffer, percent: number): Buffer =>
  bytes.subarray(0, Math.floor((bytes.length * percent) / 100));
/** Everything that the store has on disk. */
const stored = (): string[] =>
  readdirSync(service.deps.settings.filesDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

describe('an upload', () => {
  test('is kept under its SHA-256, with its name as people know it', async () => {
    const { status, body } = await upload(file('Tờ trình số 12.docx', docx));
    const sha256 = createHash('sha256').update(docx).digest('hex');
    expect(status).toBe(201);
    expect(body).toMatchObject({ sha256, name: 'Tờ trình số 12.docx', size: docx.length });
    expect(existsSync(path.join(service.deps.settings.filesDir, sha256.slice(0, 2), sha256))).toBe(true);
    const row = await service.deps.db.upload.findUniqueOrThrow({ where: { id: String(body.id) } });
    expect(row.contentType).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  });

  test('of the same bytes twice is one file and two acts of handing in', async () => {
    const before = stored().length;
    const one = await upload(file('a.pdf', pdf('one')));
    const two = await upload(file('b.pdf', pdf('one')));
    expect(one.body.sha256).toBe(two.body.sha256);
    expect(one.body.id).not.toBe(two.body.id);
    expect(stored()).toHaveLength(before + 1);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\\\..\\\\Windows\\\\a.pdf', 'a.pdf'],
    ['a%22; filename=evil.html;.pdf', 'a%22; filename=evil.html;.pdf'],
    ['a\\"b<c>.pdf', 'abc.pdf'],
    ['...pdf.pdf', 'pdf.pdf'],
    ['gpj\u202efdp.pdf', 'gpjfdp.pdf'],
  ])('named %s is called %s', async (given, kept) => {
    const { status, body } = await upload(file(given, pdf(given)));
    expect([status, body.name]).toEqual([201, kept]);
  });

  test.each<[string, string, string, () => Buffer | Promise<Buffer>]>([
    [
      'a page that is called a PDF',
      'wrong-file-type',
      'a.pdf',
      () => Buffer.from('<html><script>alert(1)</script>'),
    ],
    ['a Word file that is called a PDF', 'wrong-ending', 'a.pdf', () => docx],
    ['a PDF that is called a Word file', 'wrong-ending', 'a.docx', () => pdf()],
    ['a PDF without an ending', 'wrong-ending', 'Tờ trình', () => pdf()],
    [
      'an archive that is called a Word file',
      'wrong-file-type',
      'a.docx',
      () => new JSZip().file('a.txt', 'a').generateAsync({ type: 'nodebuffer' }),
    ],
    ['an old Word file', 'old-office-file', 'a.doc', () => compound],
    ['an old Excel file', 'old-office-file', 'a.xls', () => compound],
    ['an old file with a new name', 'old-office-file', 'a.docx', () => compound],
    ['a PDF with a second ending', 'wrong-ending', 'a.pdf.html', () => pdf()],
    ['a program', 'wrong-file-type', 'a.exe', () => Buffer.from('MZ'.padEnd(600, '\0'))],
    ['nothing', 'empty-file', 'a.pdf', () => Buffer.alloc(0)],
    ['a picture of a telephone', 'heic-picture', 'IMG_0001.HEIC', () => sample('IMG_0001.HEIC')],
    ['such a picture with another name', 'heic-picture', 'IMG_0001.jpg', () => sample('IMG_0001.HEIC')],
    ['such a picture of a newer kind', 'heic-picture', 'a.avif', () => sample('photo.avif')],
    ['a PDF that asks for a password', 'encrypted-file', 'a.pdf', () => sample('password.pdf')],
    ['one locked as of old', 'encrypted-file', 'a.pdf', () => sample('password-of-old.pdf')],
    ['a Word file that asks for a password', 'encrypted-file', 'a.docx', () => sample('password.docx')],
    ...[
      ...[
        'plain.pdf',
        'owner-password.pdf',
        'password.pdf',
        'linearized.pdf',
        'libreoffice.pdf',
        'scanned.pdf',
      ],
      ...['photo.jfif', 'camera.jpg', 'scan.png'],
    ].flatMap((name) =>
      [30, 60, 90].map((percent): [string, string, string, () => Buffer] => [
        `${name} cut short at ${percent} %`,
        'damaged-file',
        name,
        () => cutShort(sample(name), percent),
      ]),
    ),
    ['a Word file that was cut short', 'damaged-file', 'a.docx', () => docx.subarray(0, docx.length - 400)],
    ['a Word file with macros', 'has-macros', 'a.docm', () => sample('macro.docm')],
    ['an equation of the old editor', 'embeds-object', 'a.docx', () => sample('old-equation.docx')],
  ])('is refused for its one cause and leaves nothing: %s (%s)', async (_what, code, name, bytes) => {
    const before = stored();
    const { status, body } = await upload(file(name, await bytes()));
    expect([status, body.code]).toEqual([415, code]);
    expect(stored()).toEqual(before);
  });

  test('by another ending is told which it should have', async () => {
    const { body } = await upload(file('Quyết định.docx', pdf()));
    expect(body.errors).toEqual([{ path: 'file', message: expect.stringContaining('có đuôi .pdf') }]);
  });

  test.each<[string, string, () => Buffer]>([
    ...[
      ...['plain.pdf', 'newline.pdf', 'after-a-mail.pdf', 'linearized.pdf', 'libreoffice.pdf', 'scanned.pdf'],
      ...['camera.jpg', 'scan.png'],
    ].map((name): [string, string, () => Buffer] => [name, name, () => sample(name)]),
    [
      'a PDF after what a scanner or mail puts before it',
      'a.pdf',
      () => Buffer.concat([Buffer.from('\ufeff\r\nContent-Type: application/pdf\r\n\r\n'), pdf()]),
    ],
    ['a PDF that may only not be printed', 'a.pdf', () => sample('owner-password.pdf')],
    [
      'a PDF that was saved twice',
      'a.pdf',
      () => Buffer.concat([sample('plain.pdf'), pdf('4 0 obj<<>>endobj')]),
    ],
    [
      'a PDF that says /Encrypt in its text',
      'a.pdf',
      () => Buffer.concat([Buffer.from('%PDF-1.4\n% /Encrypt\n'), sample('plain.pdf').subarray(9)]),
    ],
    ['a picture as a browser saves it', 'photo.jfif', () => sample('photo.jfif')],
    ['a Word file whose contents come last', 'a.docx', () => sample('content-types-last.docx')],
  ])('is taken where every program opens it: %s', async (_what, name, bytes) => {
    expect((await upload(file(name, bytes()))).status).toBe(201);
  });

  test('keeps the beginning of a long name, and its ending', async () => {
    const { body } = await upload(file(`Báo cáo thành tích ${'dài '.repeat(60)}.pdf`, pdf('long')));
    expect(body.name).toMatch(/^Báo cáo thành tích dài .*\.pdf$/);
    expect(String(body.name).length).toBeLessThanOrEqual(150);
  });

  test('with macros is refused in words, and leaves nothing', async () => {
    const before = stored();
    const archive = (await JSZip.loadAsync(docx)).file('word/vbaProject.bin', 'x');
    const { status, body } = await upload(
      file('a.docx', await archive.generateAsync({ type: 'nodebuffer' })),
    );
    expect([status, body.code]).toEqual([415, 'has-macros']);
    expect(body.title).toMatch(/^Tệp có macro/);
    expect(stored()).toEqual(before);
  });

  test('of more than 20 MB is refused and leaves nothing', async () => {
    const before = stored();
    const most = 20 * 1024 * 1024;
    const head = pdf();
    const exactly = Buffer.concat([head, Buffer.alloc(most - head.length)]);
    expect((await upload(file('a.pdf', exactly))).status).toBe(201);
    const { status, body } = await upload(file('b.pdf', Buffer.concat([exactly, Buffer.alloc(1)])));
    expect([status, body.code]).toEqual([413, 'too-large']);
    expect(stored()).toHaveLength(before.length + 1);
  });

  test('is refused while it streams: an answer comes before the end that never comes', async () => {
    const before = stored();
    const { port } = new URL(service.deps.settings.baseUrl);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', reject);
      socket.on('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.write(
        `POST /api/v1/files HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: 1000000000\r\n\r\n`,
      );
      socket.write(file('a.pdf', Buffer.concat([pdf(), Buffer.alloc(21 * 1024 * 1024)])));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(stored()).toEqual(before);
  });

  test.each([
    ['no file', () => [part('name="kind"', Buffer.from('x'))], 422],
    ['a file in another part', () => [file('a.pdf', pdf(), 'other')], 422],
    ['a file without a name', () => [file('', pdf())], 422],
    ['two files', () => [file('a.pdf', pdf('first')), file('b.pdf', pdf('second'))], 422],
  ])('is refused with %s', async (_what, parts, status) => {
    expect((await upload(...parts())).status).toBe(status);
  });

  test.each([
    ['a form that breaks off', type, file('a.pdf', pdf('broken')).subarray(0, 90), 400],
    ['a form without a boundary', 'multipart/form-data', Buffer.from('x'), 400],
    ['no form', 'application/pdf', pdf(), 415],
  ])('is refused with %s', async (_what, contentType, body, status) => {
    const sending = { body, headers: { cookie, 'content-type': contentType } };
    expect((await service.send('POST', '/api/v1/files', sending)).status).toBe(status);
  });

  test('of a stranger is not read', async () => {
    const sending = { body: pdf(), headers: { 'content-type': type } };
    expect((await service.send('POST', '/api/v1/files', sending)).status).toBe(401);
  });
});
