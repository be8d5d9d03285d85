import type { Logger } from 'pino';
import { isId } from '../../domain/ids.ts';
import { nomineeListType } from '../../domain/media-types.ts';
import type { FieldError } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FileStore } from '../../files/file-store.ts';
import { holdsAlone } from '../../prisma/alone.ts';
import type { Db, Tx } from '../../prisma/db.ts';

/** How acts call the papers they name, at whatever depth (contract: Roles). */
const names = new Set(['document', 'letter', 'file']);
const DAY_MS = 24 * 3600 * 1000;

/** Each upload that an act's body names, and where. A `document` that is no id is a kind of document. */
export function* papersNamedIn(value: unknown, at: string[] = []): Generator<{ path: string; id: string }> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, part] of Object.entries(value)) {
    if (names.has(key) && typeof part === 'string' && isId(part.toLowerCase()))
      yield { path: [...at, key].join('.'), id: part.toLowerCase() };
    else yield* papersNamedIn(part, [...at, key]);
  }
}

/**
 * Takes the uploads that an act names, in the transaction that records it: from now on they are kept. The one place that
 * asks whose they are: somebody else's is as unknown as one that was never handed in, or that has been collected.
 * @throws Refusal `invalid` with each field that names no upload of this person
 */
export async function takeUploads(tx: Tx, personId: string, body: unknown): Promise<void> {
  const named = [...papersNamedIn(body)];
  if (named.length === 0) return;
  const own = { id: { in: named.map(({ id }) => id) }, personId, contentType: { not: nomineeListType } };
  // The row's lock settles it with the collector: whichever comes second sees what the first has done.
  await tx.upload.updateMany({ where: { ...own, namedAt: null }, data: { namedAt: new Date() } });
  const found = await tx.upload.findMany({ where: own, select: { id: true } });
  const faults: FieldError[] = named
    .filter(({ id }) => !found.some((upload) => upload.id === id))
    .map(({ path }) => ({ path, message: 'Không có tệp này.' }));
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

/**
 * Removes the uploads that no act has named within a day, then the bytes that no upload names any more: those of acts that
 * were refused as well. An act that still waits to be recorded keeps what it names. One worker at a time.
 *
 * @returns how many uploads and how many files are gone
 */
export async function collectUploads(
  db: Db,
  files: FileStore,
  now = new Date(),
): Promise<{ uploads: number; files: number }> {
  const before = new Date(now.getTime() - DAY_MS);
  return db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'uploads'))) return { uploads: 0, files: 0 };
      const uploads = await db.$executeRaw`
        DELETE FROM "Upload" u WHERE u."namedAt" IS NULL AND u."createdAt" < timezone('utc', ${before.toISOString()}::timestamptz)
          AND NOT EXISTS (SELECT 1 FROM "Act" a
            WHERE a.state = 'pending' AND lower(a.body::text) LIKE '%' || u.id::text || '%')`;
      return { uploads, files: await collectFiles(db, files, before) };
    },
    { timeout: 10 * 60_000 },
  );
}

async function collectFiles(db: Db, files: FileStore, before: Date): Promise<number> {
  let gone = 0;
  for await (const hashes of files.batches()) {
    const rows = await db.upload.findMany({
      where: { sha256: { in: hashes } },
      select: { sha256: true },
      distinct: ['sha256'],
    });
    const kept = new Set(rows.map(({ sha256 }) => sha256));
    for (const sha256 of hashes.filter((hash) => !kept.has(hash)))
      if (
        await files.removeUnless(
          sha256,
          before,
          async () => (await db.upload.count({ where: { sha256 } })) > 0,
        )
      )
        gone++;
  }
  return gone + (await files.removeLeftovers(before));
}

/** What the caretaker says of it: counts alone. */
export async function collectAndTell(db: Db, files: FileStore, logger: Logger): Promise<void> {
  const gone = await collectUploads(db, files);
  // What lets the trail say a reading once a day: the trail itself has it.
  await db.reading.deleteMany({ where: { day: { lt: new Date(Date.now() - 3 * DAY_MS) } } });
  if (gone.uploads + gone.files > 0) logger.info(gone, 'collected what no act named');
}
