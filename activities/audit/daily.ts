import type { FileStore } from '../../files/file-store.ts';
import { dateOf } from '../../domain/dates.ts';
import { holdsAlone } from '../../prisma/alone.ts';
import type { Db } from '../../prisma/db.ts';
import type { Settings } from '../../settings.ts';
import { checkRecord } from './check.ts';
import type { FindingCode } from './findings.ts';
import { presentHeads, readHeads, writeHeads } from './heads.ts';

const NAMED = 200;
/** How long a check of the whole record may take before another worker may begin one. */
const LONGEST_MS = 60 * 60_000;

export interface DailyCheck {
  db: Db;
  files: FileStore;
  folder: Settings['auditHeads']['folder'];
  /** What is to reach whoever watches the logs: codes, with how many of each. */
  alarm: (found: Partial<Record<FindingCode, number>>) => void;
}

/**
 * Once a day, by the wall clock: holds the whole record against its seals and the heads that were kept, notes what came
 * of it, and adds the present heads to the folder outside the database. One worker at a time does it.
 * @returns whether it was done now
 */
export function checkDaily({ db, files, folder, alarm }: DailyCheck, now = new Date()): Promise<boolean> {
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
      const writtenTo = folder === undefined ? null : await writeHeads(folder, heads, now);
      await db.auditCheck.create({
        data: {
          at: now,
          heads: heads.map(({ organization, position, hash }) => ({ organization, position, hash })),
          findings: findings.slice(0, NAMED).map(({ code, where }) => ({ code, where })),
          found: findings.length,
          writtenTo,
        },
      });
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

function none(failure: unknown): [] {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return [];
  throw failure;
}
