import { open, readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import * as yauzl from 'yauzl';
import { Refusal } from '../domain/problems.ts';

/** What an Office file may unpack to: far above a report with its photographs, far below what fills a machine. */
const PARTS_AT_MOST = 3_000;
const BYTES_AT_MOST = 300 * 1024 * 1024;
/** Of all that is unpacked here to look into: the lists of contents and of links, which are small. */
const READ_AT_MOST = 4 * 1024 * 1024;

/** Macros and controls, by the names that Office gives their parts; objects that Office would run by a click. */
const activeParts =
  /(^|\/)(vbaProject|vbaData|vbaProjectSignature\w*)\.|(^|\/)(activeX|ctrlProps|macrosheets|customUI\d*)\/|(^|\/)embeddings\/.*\.(bin|exe|docm|xlsm|xlsb|pptm|dotm|xltm|ppam|sldm)$/i;
const activeContent =
  /macroEnabled|vbaProject|ms-excel\.(macrosheet|intlmacrosheet|controlproperties)|activeX/i;
/** What Office would fetch by itself from elsewhere. A link that somebody may click is none of them. */
const fetched = /\/(attachedTemplate|oleObject|frame|subDocument|control)$/i;

const zip = Buffer.from('504b0304', 'hex');
/** An old Office file, or the wrapping of one with a password. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Looks into a file that is an archive, whatever its name: by its directory, without unpacking more than the lists of
 * its contents and links. What is no archive passes.
 * @throws Refusal `encrypted-file`, `unpacks-too-large`, `active-content`, or `wrong-file-type` for a broken one
 */
export async function inspectOfficeFile(file: string): Promise<void> {
  const begins = await firstBytes(file);
  if (begins.equals(compound) && (await readFile(file)).includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new Refusal('encrypted-file');
  if (!begins.subarray(0, zip.length).equals(zip)) return;
  const archive = await yauzl.openPromise(file, { autoClose: false }).catch(() => {
    throw new Refusal('wrong-file-type');
  });
  try {
    await inspectParts(archive);
  } catch (failure) {
    throw failure instanceof Refusal ? failure : new Refusal('wrong-file-type');
  } finally {
    archive.close();
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer: bytes, bytesRead } = await handle.read(
      Buffer.alloc(compound.length),
      0,
      compound.length,
      0,
    );
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function inspectParts(archive: yauzl.ZipFile): Promise<void> {
  if (archive.entryCount > PARTS_AT_MOST) throw new Refusal('unpacks-too-large');
  const toRead: yauzl.Entry[] = [];
  let size = 0;
  for await (const part of archive.eachEntry()) {
    size += part.uncompressedSize;
    if (size > BYTES_AT_MOST) throw new Refusal('unpacks-too-large');
    if (part.isEncrypted()) throw new Refusal('encrypted-file');
    if (activeParts.test(part.fileName)) throw new Refusal('active-content');
    if (part.fileName === '[Content_Types].xml' || part.fileName.endsWith('.rels')) toRead.push(part);
  }
  // Declared sizes are kept to: the reader breaks off a part that turns out larger.
  if (toRead.reduce((sum, part) => sum + part.uncompressedSize, 0) > READ_AT_MOST)
    throw new Refusal('unpacks-too-large');
  for (const part of toRead) {
    const text = textOf(await buffer(await archive.openReadStreamPromise(part)));
    if (part.fileName.endsWith('.rels') ? fetchesByItself(text) : activeContent.test(text))
      throw new Refusal('active-content');
  }
}

const fetchesByItself = (links: string): boolean =>
  [...links.matchAll(/<(?:[\w.-]+:)?Relationship\b[^>]*>/g)].some(
    ([link]) =>
      /\bTargetMode\s*=\s*["']\s*External/i.test(link) &&
      fetched.test(/\bType\s*=\s*["']\s*([^"']*?)\s*["']/.exec(link)?.[1] ?? ''),
  );

/** XML as its reader sees it: by its byte order mark, and with its numbered characters. */
function textOf(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding)
    .decode(bytes)
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_all, hex?: string, decimal?: string) =>
      String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    );
}
