import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { cleanName } from '../domain/clean-text.ts';
import { FILE_MEGABYTES } from '../domain/media-types.ts';
import { Refusal } from '../domain/problems.ts';
import type { FileStore } from '../files/file-store.ts';
import { judgePaper } from '../files/paper.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma, Upload } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, sent } from './endpoint.ts';
import type { Sent } from './endpoint.ts';
import { refuseUnstorable } from './unstorable.ts';

/**
 * Receives one file of a multipart request, with its text fields: measured while it streams, typed by its content,
 * kept under its SHA-256 and a name that leads nowhere. Nothing is left of a file that is refused.
 * @param typeOf looks into the file; as a paper of a dossier unless told
 * @throws Refusal `too-large`, `too-many-uploads`, what `typeOf` throws, `wrong-content-type`, `malformed` or `invalid`
 */
export async function receiveFile(
  { deps, req, person }: { deps: ApiDeps; req: Request; person: Pick<CurrentPerson, 'id'> },
  { fields: names, typeOf = judgePaper }: { fields: readonly string[]; typeOf?: TypeOf | undefined },
): Promise<Received> {
  if (!req.is('multipart/form-data')) throw new Refusal('wrong-content-type');
  await deps.limits.refuseUpload(person.id);
  const { fields, file } = await readForm(req, names, (stream, name) =>
    store(deps.files, stream, name, typeOf),
  );
  if (file) await deps.limits.countUpload(person.id, file.size);
  refuseUnstorable(fields);
  if (!file) throw new Refusal('invalid', [{ path: 'file', message: 'Thiếu tệp.' }]);
  return { file, fields };
}

/** A person's handing-in of such bytes. @param namedAt null where an act has still to name it, as one of theirs, within a day */
export const keepUpload = (
  tx: Tx,
  { id: personId }: CurrentPerson,
  file: StoredFile,
  createdAt: Date,
  namedAt: Date | null = createdAt,
): Promise<Upload> => tx.upload.create({ data: { id: randomUUID(), ...file, personId, createdAt, namedAt } });

/** @param others the files that the case has @throws Refusal `case-full` where one more would pass its limits */
export async function refuseFullCase(
  tx: Tx,
  { caseFiles, caseMegabytes }: ApiDeps['settings']['limits'],
  others: Prisma.UploadWhereInput,
  { size }: StoredFile,
): Promise<void> {
  const held = await tx.upload.aggregate({ where: others, _count: true, _sum: { size: true } });
  if (held._count >= caseFiles || (held._sum.size ?? 0) + size > caseMegabytes * 1024 * 1024)
    throw new Refusal('case-full');
}

/** Reads a form with one file in its part `file`; `take` has the file as it comes. */
function readForm<T>(
  req: Request,
  names: readonly string[],
  take: (stream: Readable, name: string) => Promise<T>,
): Promise<{ fields: Record<string, string>; file: T | undefined }> {
  return new Promise((resolve, reject) => {
    // Of a sender who has left already nothing comes, not even an end.
    if (req.destroyed) throw new Refusal('malformed');
    const form = parserFor(req, names.length);
    const fields: Record<string, string> = {};
    let file: Promise<T> | undefined;
    const refuse = (failure: unknown): void => {
      reject(failure instanceof Error ? failure : new Refusal('malformed'));
      req.unpipe(form);
      form.destroy();
      // The rest is read away, so that the client gets its answer and not a broken connection.
      req.resume();
    };
    form.on('field', (name, value) => {
      if (names.includes(name)) fields[name] = value;
    });
    form.on('file', (name, stream, info: { filename?: string }) => {
      // The form breaks it off with an error, which is an uncaught exception where nobody reads the stream yet.
      stream.on('error', () => undefined);
      if (name !== 'file') {
        refuse(new Refusal('invalid', [{ path: 'file', message: 'Tệp phải ở mục file.' }]));
        return;
      }
      file = take(stream, info.filename ?? '');
      file.catch(refuse);
    });
    form.on('filesLimit', () =>
      refuse(new Refusal('invalid', [{ path: 'file', message: 'Mỗi lần chỉ một tệp.' }])),
    );
    form.on('error', () => refuse(new Refusal('malformed')));
    form.on('finish', () => {
      Promise.resolve(file).then((taken) => resolve({ fields, file: taken }), refuse);
    });
    req.on('error', () => refuse(new Refusal('malformed')));
    req.pipe(form);
  });
}

function parserFor(req: Request, fields: number): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: fields + 5, fieldSize: 2_000, parts: fields + 7 },
    });
  } catch {
    // Without a boundary, for example.
    throw new Refusal('malformed');
  }
}

/** A file that was received, and the fields that came with it. */
export interface Received {
  file: StoredFile;
  fields: Record<string, string>;
}

/** What an act that brings a file is known by. */
export const bodyOfReceived = ({ file: { sha256, name }, fields }: Received) => ({ ...fields, sha256, name });

export type StoredFile = Pick<Upload, 'sha256' | 'size' | 'contentType' | 'name'>;

/** Looks into a whole file that came under a name, and says what it is. @throws Refusal for what is not taken */
export type TypeOf = (file: string, name: string) => Promise<string>;

async function store(
  files: FileStore,
  stream: Readable,
  filename: string,
  typeOf: TypeOf,
): Promise<StoredFile> {
  const name = safeName(filename);
  let contentType = '';
  const kept = await files.put(stream, FILE_MEGABYTES * 1024 * 1024, async (file) => {
    contentType = await typeOf(file, name);
  });
  return { ...kept, contentType, name };
}

/** The name as people know it, without folders, control characters or tricks of direction. */
function safeName(filename: string): string {
  const base = cleanName(path.basename(filename.replaceAll('\\', '/')));
  const plain = base.replace(/["<>|:*?]/g, '').trim();
  const { name, ext } = path.parse(plain.replace(/^\.+/, ''));
  // What it is called stands at the beginning. Not to end with half of a surrogate pair.
  const short = name.slice(0, 150 - ext.length).replace(/[\ud800-\udbff]$/, '');
  return `${short}${ext}`.slice(0, 150) || 'tep';
}

/** Sends a stored file as an attachment that no browser will run. */
export async function sendUpload(
  res: Response,
  upload: Pick<Upload, 'sha256' | 'name' | 'contentType'>,
  files: FileStore,
): Promise<Sent> {
  const size = await files.size(upload.sha256);
  sendHeaders(res, upload.name, upload.contentType);
  res.setHeader('Content-Length', String(size));
  // Who has gone meanwhile is sent nothing, and no file is opened for them.
  if (!res.destroyed) await pipeline(files.open(upload.sha256), res);
  return sent;
}

/** The same for bytes that were made just now. */
export function sendBytes(res: Response, bytes: Buffer, name: string, contentType: string): Sent {
  sendHeaders(res, name, contentType);
  res.end(bytes);
  return sent;
}

export function sendHeaders(res: Response, name: string, contentType: string): void {
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
    },
    async (call) => {
      const { deps, person } = call;
      const { file } = await call.file();
      const upload = await keepUpload(deps.db, person, file, await deps.clock(), null);
      return { id: upload.id, sha256: upload.sha256, name: upload.name, size: upload.size };
    },
  ),
];
