import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dateOf } from '../../domain/dates.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Finding } from './findings.ts';
import type { Checkpoint } from './verify.ts';

/** The head of one organization's chain at a moment, as it is kept outside the database. */
const headSchema = z.object({
  at: z.string(),
  organization: z.string(),
  position: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type KeptHead = z.infer<typeof headSchema>;

/** The last link of every organization's chain. */
export async function presentHeads(db: Tx, at: Date): Promise<KeptHead[]> {
  const rows = await db.$queryRaw<{ organization: string; position: number; hash: string }[]>`
    SELECT DISTINCT ON (organization) organization, position, hash FROM "AuditSeal"
    ORDER BY organization, position DESC`;
  return rows.map((row) => ({ at: at.toISOString(), ...row }));
}

/** One line for each head: what is written there is added to, never changed. */
export const linesOf = (heads: readonly KeptHead[]): string =>
  heads.map((head) => `${JSON.stringify(head)}\n`).join('');

/** Adds to the day's file in the folder. @returns its path */
export async function writeHeads(folder: string, heads: readonly KeptHead[], at: Date): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `heads-${dateOf(at)}.jsonl`);
  await appendFile(file, linesOf(heads), { mode: 0o600 });
  return file;
}

/**
 * Every head in a file, or in the files of a folder.
 * @throws Error naming the file and line that is none
 */
export async function readHeads(from: string): Promise<KeptHead[]> {
  const names = await readdir(from).catch((failure: unknown) => {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOTDIR') return null;
    throw failure;
  });
  const files = names === null ? [from] : names.filter((name) => name.endsWith('.jsonl')).sort();
  const heads: KeptHead[] = [];
  for (const name of files) {
    const file = names === null ? from : path.join(from, name);
    const lines = (await readFile(file, 'utf8')).split('\n');
    lines.forEach((line, i) => {
      if (line.trim() === '') return;
      const parsed = headSchema.safeParse(jsonOf(line));
      if (!parsed.success) throw new Error(`${file}, line ${i + 1}: not the head of a chain`);
      heads.push(parsed.data);
    });
  }
  return heads;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Whether the chains still have the links that were kept. */
export async function headFindings(db: Tx, kept: readonly KeptHead[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { at, organization, position, hash } of kept) {
    const link = await db.auditSeal.findUnique({
      where: { organization_position: { organization, position } },
      select: { hash: true },
    });
    const where = `${organization} ${position}, kept ${at}`;
    if (link === null) findings.push({ code: 'chain-cut', where });
    else if (link.hash !== hash) findings.push({ code: 'head-differs', where });
  }
  return findings;
}

/** The last of the heads that were kept, by organization. */
export function checkpointOf(kept: readonly KeptHead[]): Checkpoint {
  const last = new Map<string, { position: number; hash: string }>();
  for (const { organization, position, hash } of kept)
    if (position > (last.get(organization)?.position ?? 0)) last.set(organization, { position, hash });
  return last;
}
