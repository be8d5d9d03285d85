import type { FileStore } from '../../../files/file-store.ts';
import { dateOf } from '../../../domain/dates.ts';
import { theService } from '../../../mail/facts.ts';
import { holdsAlone } from '../../../prisma/alone.ts';
import type { Db, Tx } from '../../../prisma/db.ts';
import type { Settings } from '../../../settings.ts';
import { notify } from '../notify.ts';
import { checkRecord } from './check.ts';
import type { Finding, FindingCode } from './findings.ts';
import type { KeptHead } from './heads.ts';
import { blockOf, presentHeads, readHeads, writeHeads } from './heads.ts';

const NAMED = 200;
/** How long a check of the whole record may take before another worker may begin one. */
const LONGEST_MS = 60 * 60_000;
/** What `writtenTo` says where the heads went out by mail alone: the outbox says to whom. */
const BY_MAIL = 'mail';

export interface DailyCheck {
  db: Db;
  files: FileStore;
  baseUrl: string;
  /** Where the heads go, outside the database. */
  kept: Settings['auditHeads'];
  /** What is to reach whoever watches the logs: codes, with how many of each. */
  alarm: (found: Partial<Record<FindingCode, number>>) => void;
}

/**
 * Once a day, by the wall clock: holds the whole record against its seals and the heads that were kept, notes what came
 * of it, adds the present heads to the folder outside the database, and mails them. One worker at a time does it.
 * @returns whether it was done now
 */
export function checkDaily(check: DailyCheck, now = new Date()): Promise<boolean> {
  const { db, files, alarm } = check;
  const { folder } = check.kept;
  return db.$transaction(
    async (tx) => {
      if (!(await holdsAlone(tx, 'auditCheck'))) return false;
      const last = await db.auditCheck.findFirst({ orderBy: { id: 'desc' }, select: { at: true } });
      if (last && dateOf(last.at) === dateOf(now)) return false;
      // A folder that is not there yet has no heads.
      const kept = folder === undefined ? [] : await readHeads(folder).catch(none);
      // Before the check: what is written during it is not among them.
      const heads = await presentHeads(db, now);
      const { findings } = await checkRecord(db, { kept, files });
      const file = folder === undefined ? null : await writeHeads(folder, heads, now);
      await db.$transaction((noting) => note(noting, check, { now, heads, findings, file }));
      if (findings.length > 0) {
        const found: Partial<Record<FindingCode, number>> = {};
        for (const { code } of findings) found[code] = (found[code] ?? 0) + 1;
        alarm(found);
      }
      return true;
    },
    { timeout: LONGEST_MS },
  );
}

interface Outcome {
  now: Date;
  heads: readonly KeptHead[];
  findings: readonly Finding[];
  file: string | null;
}

/** Notes the check, and with it the mail: one for all chains, with codes and hashes alone. */
async function note(tx: Tx, check: DailyCheck, { now, heads, findings, file }: Outcome): Promise<void> {
  const { mailTo } = check.kept;
  await tx.auditCheck.create({
    data: {
      at: now,
      heads: heads.map(({ organization, position, hash }) => ({ organization, position, hash })),
      findings: findings.slice(0, NAMED).map(({ code, where }) => ({ code, where })),
      found: findings.length,
      writtenTo: file ?? (mailTo === undefined ? null : BY_MAIL),
    },
  });
  if (mailTo === undefined) return;
  await notify(tx, {
    event: 'trail-heads',
    path: theService,
    keyPart: dateOf(now),
    at: now,
    facts: {
      kind: theService.kind,
      pathCode: dateOf(now),
      link: `${check.baseUrl}/audit`,
      day: dateOf(now),
      block: blockOf(heads),
    },
    audience: { headsKeeper: mailTo },
  });
}

function none(failure: unknown): [] {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return [];
  throw failure;
}
