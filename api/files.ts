import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request, Response } from 'express';
import { fileTypeFromFile } from 'file-type';
import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Upload } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, sent } from './endpoint.ts';
import type { Sent } from './endpoint.ts';

/** Of one file, in bytes. */
const LIMIT = 20 * 1024 * 1024;

/** What is accepted, by content; each with the endings its name may have. */
const accepted: Record<string, string[]> = {
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
};

interface Received {
  upload: Upload;
  fields: Record<string, string>;
}

/**
 * Receives one file of a multipart request, with its text fields: measured while it streams, typed by its content,
 * kept under its SHA-256 and a name that leads nowhere.
 * @throws Refusal `too-large`, `wrong-file-type`, `wrong-content-type` or `invalid`
 */
export async function receiveUpload(
  { deps, person, req }: { deps: ApiDeps; person: CurrentPerson; req: Request },
  { fields: names }: { fields: string[] },
): Promise<Received> {
  if (!req.is('multipart/form-data')) throw new Refusal('wrong-content-type');
  const fields: Record<string, string> = {};
  let stored: Promise<Stored> | undefined;
  const form = busboy({
    headers: req.headers,
    defParamCharset: 'utf8',
    limits: { files: 1, fields: names.length + 5, fieldSize: 2_000, parts: names.length + 6 },
  });
  form.on('field', (name, value) => {
    if (names.includes(name)) fields[name] = value;
  });
  form.on('file', (name, stream, info: { filename?: string }) => {
    stored ??= store(deps.files, name ?? '', stream, info.filename ?? '');
    // Read below; a refusal must not be unhandled while the rest of the form still comes in.
    stored.catch(() => undefined);
  });
  try {
    await pipeline(req, form);
  } catch (failure) {
    if (stored) await stored;
    throw failure instanceof Refusal ? failure : new Refusal('malformed');
  }
  if (!stored) throw new Refusal('invalid', [{ path: 'file', message: 'Thiếu tệp.' }]);
  const { sha256, size, contentType, name } = await stored;
  const upload = await deps.db.upload.create({
    data: { id: randomUUID(), sha256, size, contentType, name, personId: person.id, createdAt: await deps.clock() },
  });
  return { upload, fields };
}

interface Stored {
  sha256: string;
  size: number;
  contentType: string;
  name: string;
}

async function store(files: FileStore, field: string, stream: Readable, filename: string): Promise<Stored> {
  try {
    if (field !== 'file') throw new Refusal('invalid', [{ path: field, message: 'Tệp phải ở mục file.' }]);
    const name = safeName(filename);
    const { sha256, size } = await files.put(stream, LIMIT);
    const type = await fileTypeFromFile(files.pathOf(sha256));
    if (type && accepted[type.mime]?.includes(path.extname(name).toLowerCase()))
      return { sha256, size, contentType: type.mime, name };
    // Unless the same bytes came under a fitting name before.
    if (!accepted[type?.mime ?? '']) await files.remove(sha256);
    throw new Refusal('wrong-file-type');
  } finally {
    // The rest of a refused file is read away, so that the client gets its answer and not a broken pipe.
    stream.resume();
  }
}

/** The name as people know it, without folders, control characters or tricks of direction. */
function safeName(filename: string): string {
  const base = path.basename(filename.replaceAll('\\', '/')).normalize('NFC');
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const plain = base.replace(/[\u0000-\u001f\u007f"<>|:*?\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain.replace(/^\.+/, '').slice(-150) || 'tep';
}

/** Sends a stored file as an attachment that no browser will run. */
export async function sendUpload(
  res: Response,
  upload: Pick<Upload, 'sha256' | 'name' | 'contentType'>,
  files: FileStore,
): Promise<Sent> {
  sendHeaders(res, upload.name, upload.contentType);
  res.setHeader('Content-Length', String(await files.size(upload.sha256)));
  await pipeline(files.open(upload.sha256), res);
  return sent;
}

/** The same for bytes that were made just now. */
export function sendBytes(res: Response, bytes: Buffer, name: string, contentType: string): Sent {
  sendHeaders(res, name, contentType);
  res.end(bytes);
  return sent;
}

function sendHeaders(res: Response, name: string, contentType: string): void {
  res.attachment(name);
  res.setHeader('Content-Type', contentType);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
}

export const fileEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/files',
      tag: 'files',
      summary: 'A paper that acts then name by its id (multipart: file)',
      login: true,
      body: 'multipart',
      answer: {
        status: 201,
        schema: z.object({ id: z.uuid(), sha256: z.string(), name: z.string(), size: z.number().int() }),
      },
      refusals: ['too-large', 'wrong-file-type'],
    },
    async (call) => {
      const { upload } = await receiveUpload(call, { fields: [] });
      return { id: upload.id, sha256: upload.sha256, name: upload.name, size: upload.size };
    },
  ),
];
