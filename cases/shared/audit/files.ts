import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '../../../files/file-store.ts';
import type { Tx } from '../../../prisma/db.ts';
import { sealedTables } from '../../../prisma/sealed-tables.ts';
import type { Finding } from './findings.ts';

/** Holds every file that a sealed row names against its hash, one after the other: what a row says of it is sealed. */
export async function fileFindings(db: Tx, files: FileStore): Promise<Finding[]> {
  const named = sealedTables.flatMap(({ table, upload }) => {
    if (upload === null) return [];
    const [column = '', key] = upload.split('.');
    return [`SELECT ${key === undefined ? `"${column}"::text` : `"${column}" ->> '${key}'`} FROM "${table}"`];
  });
  const rows = await db.$queryRawUnsafe<{ sha256: string }[]>(
    `SELECT DISTINCT sha256 FROM "Upload" WHERE id::text IN (${named.join(' UNION ')}) ORDER BY sha256`,
  );
  const findings: Finding[] = [];
  for (const { sha256 } of rows) {
    const found = await hashOf(files.pathOf(sha256));
    if (found === null) findings.push({ code: 'file-missing', where: sha256 });
    else if (found !== sha256) findings.push({ code: 'file-changed', where: sha256 });
  }
  return findings;
}

/** @returns null where there is no such file */
async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
  return hash.digest('hex');
}
