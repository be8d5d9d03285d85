import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../domain/problems.ts';

/** What a folder holds; nothing where it is not there yet. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((failure: unknown) => {
    if (isMissing(failure)) return [];
    throw failure;
  });
/** No room, no room for this account, or no room for a file of this size. */
const isFull = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(failure.code));
const isMissing = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';

/** The bytes of every paper, each once, under its SHA-256. Worker and API share the folder. */
export class FileStore {
  constructor(private readonly folder: string) {}

  pathOf(sha256: string): string {
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }

  /**
   * Stores bytes as they come. Nothing is left of what passes the limit (in bytes), or of what `inspect` rejects: it
   * is given the path of the whole file before that is in its place.
   * @throws Refusal `too-large`, `files-full` where the disk has no room, or what `inspect` throws
   */
  async put(
    source: Readable | Buffer,
    limit = Infinity,
    inspect?: (file: string) => Promise<void>,
  ): Promise<{ sha256: string; size: number }> {
    const incoming = path.join(this.folder, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 }).catch((failure: unknown) => {
      throw isFull(failure) ? new Refusal('files-full') : failure;
    });
    const temporary = path.join(incoming, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        hash.update(chunk);
        if (size > limit) done(new Refusal('too-large'));
        else done(null, chunk);
      },
    });
    try {
      const from = Buffer.isBuffer(source) ? Readable.from([source]) : source;
      await pipeline(from, measure, createWriteStream(temporary, { mode: 0o600 }));
      await inspect?.(temporary);
      const sha256 = hash.digest('hex');
      const target = this.pathOf(sha256);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      // Into place at once: nobody reads half a file, and the same bytes twice are the same file.
      await rename(temporary, target);
      return { sha256, size };
    } catch (failure) {
      throw isFull(failure) ? new Refusal('files-full') : failure;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  open(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  async size(sha256: string): Promise<number> {
    return (await stat(this.pathOf(sha256))).size;
  }

  /** The hashes of all that is kept, some at a time. */
  async *batches(): AsyncGenerator<string[]> {
    for (const folder of await namesIn(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      const hashes = (await namesIn(path.join(this.folder, folder))).filter((name) =>
        /^[0-9a-f]{64}$/.test(name),
      );
      for (let at = 0; at < hashes.length; at += 500) yield hashes.slice(at, at + 500);
    }
  }

  /**
   * Removes bytes that were written before an instant, unless somebody wants them. They are taken out of their place first,
   * so that the same bytes, handed in at this moment, are either seen here or put in their place anew.
   */
  async removeUnless(sha256: string, before: Date, isWanted: () => Promise<boolean>): Promise<boolean> {
    const target = this.pathOf(sha256);
    if ((await stat(target)).mtime >= before) return false;
    const aside = path.join(this.folder, 'incoming', randomUUID());
    await mkdir(path.dirname(aside), { recursive: true, mode: 0o700 });
    await rename(target, aside);
    if ((await stat(aside)).mtime >= before || (await isWanted())) {
      await rename(aside, target);
      return false;
    }
    await rm(aside);
    return true;
  }

  /** Removes what a process that died had begun to receive. @returns how many */
  async removeLeftovers(before: Date): Promise<number> {
    const incoming = path.join(this.folder, 'incoming');
    let gone = 0;
    for (const name of await namesIn(incoming)) {
      const file = path.join(incoming, name);
      const written = await stat(file).catch(() => null);
      if (written === null || written.mtime >= before) continue;
      await rm(file, { force: true });
      gone++;
    }
    return gone;
  }
}
