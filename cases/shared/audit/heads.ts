import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dateOf } from '../../../domain/dates.ts';
import type { Tx } from '../../../prisma/db.ts';
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

const BEGIN = '-----BEGIN HEADS-----';
const END = '-----END HEADS-----';
/** The heads as they stand among the words of a mail. */
export const blockOf = (heads: readonly KeptHead[]): string => `${BEGIN}\n${linesOf(heads)}${END}`;

/** Adds to the day's file in the folder. @returns its path */
export async function writeHeads(folder: string, heads: readonly KeptHead[], at: Date): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `heads-${dateOf(at)}.jsonl`);
  await appendFile(file, linesOf(heads), { mode: 0o600 });
  return file;
}

/**
 * Every head in a file, or in the files of a folder: lines of heads, or the text of mails as saved, of which the blocks count.
 * @throws Error naming the file, and the line or block that is none
 */
export async function readHeads(from: string): Promise<KeptHead[]> {
  const names = await readdir(from).catch((failure: unknown) => {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOTDIR') return null;
    throw failure;
  });
  const files = names === null ? [from] : names.filter((name) => /\.(jsonl|txt)$/.test(name)).sort();
  const heads: KeptHead[] = [];
  for (const name of files) {
    const file = names === null ? from : path.join(from, name);
    const text = await readFile(file, 'utf8');
    heads.push(...(text.includes(BEGIN) ? headsOfMails(file, text) : headsOfLines(file, text)));
  }
  return heads;
}

function headsOfLines(file: string, text: string): KeptHead[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    return [headOf(line, `${file}, line ${i + 1}`)];
  });
}

/** Programs for mail break long lines, and set a mark before those of a mail that is answered or passed on. */
function headsOfMails(file: string, text: string): KeptHead[] {
  const blocks = text.split(BEGIN).slice(1);
  return blocks.flatMap((rest, i) => {
    const where = `${file}, block ${i + 1}`;
    const end = rest.indexOf(END);
    if (end < 0) throw new Error(`${where}: its end is missing`);
    const block = rest.slice(0, end).replace(/^>[> ]*/gm, '');
    return block
      .replace(/\s/g, '')
      .split(/(?<=\})/)
      .flatMap((one) => (one === '' ? [] : [headOf(one, where)]));
  });
}

function headOf(line: string, where: string): KeptHead {
  const parsed = headSchema.safeParse(jsonOf(line));
  if (!parsed.success) throw new Error(`${where}: not the head of a chain`);
  return parsed.data;
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
