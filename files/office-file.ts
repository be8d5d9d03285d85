import { open, readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import * as yauzl from 'yauzl';
import { Refusal } from '../domain/problems.ts';
import { causeOf, isHarmlessPart, isPackage } from './office-kinds.ts';
import { partName, readPart } from './office-part.ts';

/** What an Office file may unpack to: far above a report with its photographs, far below what fills a machine. */
const PARTS_AT_MOST = 3_000;
const BYTES_AT_MOST = 300 * 1024 * 1024;
/** Of all that is unpacked to look into: texts, tables and links, which are read as they come. */
const READ_AT_MOST = 64 * 1024 * 1024;
/** Of the lists of contents and of links alone, which are small. */
const LISTS_AT_MOST = 4 * 1024 * 1024;
/** A workbook behind a chart has none within; one more for papers that are put into one another. */
const DEPTH_AT_MOST = 2;

const zip = Buffer.from('504b0304', 'hex');
/** An old Office file, or the wrapping of one with a password. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Looks into a file that is an archive, whatever its name: every part by what it is, every text, table, drawing and link by
 * what it would do by itself (`office-kinds.ts`, `office-part.ts`), pictures by nothing. What is no archive passes.
 * @throws Refusal `encrypted-file`, `old-office-file`, `unpacks-too-large`, `damaged-file`, what a part would do by itself
 * (`OfficeRefusal`), or `wrong-file-type` for an archive of another kind
 */
export async function inspectOfficeFile(file: string): Promise<void> {
  const begins = await firstBytes(file);
  if (begins.equals(compound)) {
    const isLocked = (await readFile(file)).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new Refusal(isLocked ? 'encrypted-file' : 'old-office-file');
  }
  if (!begins.subarray(0, zip.length).equals(zip)) return;
  const archive = await yauzl.openPromise(file, { autoClose: false }).catch(() => {
    throw new Refusal('damaged-file');
  });
  await inspectArchive(archive, { parts: 0, bytes: 0, read: 0 }, 0);
}

/** What has been counted of a file and of all files within it. */
interface Spent {
  parts: number;
  bytes: number;
  read: number;
}

async function inspectArchive(archive: yauzl.ZipFile, spent: Spent, depth: number): Promise<void> {
  try {
    await inspectParts(archive, spent, depth);
  } catch (failure) {
    // What is no XML, or larger than it declares.
    throw failure instanceof Refusal ? failure : new Refusal('damaged-file');
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

async function inspectParts(archive: yauzl.ZipFile, spent: Spent, depth: number): Promise<void> {
  const parts = await partsOf(archive, spent);
  const contents = parts.get(CONTENTS);
  // An archive of another kind, which is refused by its type.
  if (!contents) throw new Refusal('wrong-file-type');
  const open = (part: yauzl.Entry) => archive.openReadStreamPromise(part);
  const { overrides, defaults } = await readPart(await open(contents));
  for (const type of overrides.values()) if (!isHarmlessPart(type)) throw new Refusal(causeOf(type));
  const typeOf = (name: string) => overrides.get(name) ?? defaults.get(/[^.]*$/.exec(name)?.[0] ?? '');
  for (const [name, part] of parts) {
    if (name === CONTENTS) continue;
    const type = typeOf(name);
    if (type === undefined || !isHarmlessPart(type)) throw new Refusal(causeOf(type ?? name));
    if (!isPackage(type) && !isRead(name, type)) continue;
    spent.read += part.uncompressedSize;
    if (spent.read > READ_AT_MOST) throw new Refusal('unpacks-too-large');
    if (isPackage(type)) await inspectPackage(await buffer(await open(part)), spent, depth + 1);
    else await readPart(await open(part), { lenient: type.endsWith('.vmldrawing') });
  }
}

const CONTENTS = '[content_types].xml';
const isRead = (name: string, type: string): boolean =>
  /\+xml$|\/xml$|vmldrawing$/.test(type) || /\.(xml|rels|vml|svg)$/.test(name);

/** The parts by their names, none of them twice: programs differ in which one they take. */
async function partsOf(archive: yauzl.ZipFile, spent: Spent): Promise<Map<string, yauzl.Entry>> {
  spent.parts += archive.entryCount;
  if (spent.parts > PARTS_AT_MOST) throw new Refusal('unpacks-too-large');
  const parts = new Map<string, yauzl.Entry>();
  let lists = 0;
  for await (const part of archive.eachEntry()) {
    const name = partName(part.fileName);
    if (name.endsWith('/')) continue;
    if (part.isEncrypted()) throw new Refusal('encrypted-file');
    if (parts.has(name)) throw new Refusal('damaged-file');
    parts.set(name, part);
    // Declared sizes are kept to: the reader breaks off a part that turns out larger.
    spent.bytes += part.uncompressedSize;
    if (name === CONTENTS || name.endsWith('.rels')) lists += part.uncompressedSize;
    if (spent.bytes > BYTES_AT_MOST || lists > LISTS_AT_MOST) throw new Refusal('unpacks-too-large');
  }
  return parts;
}

async function inspectPackage(bytes: Buffer, spent: Spent, depth: number): Promise<void> {
  if (depth > DEPTH_AT_MOST) throw new Refusal('embeds-object');
  const archive = await yauzl.fromBufferPromise(bytes).catch(() => {
    // What Office would open with another program.
    throw new Refusal('embeds-object');
  });
  await inspectArchive(archive, spent, depth);
}
