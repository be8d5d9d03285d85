import { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { CriterionCheck } from '../../prisma/generated/client.ts';

/** A reviewer's word on a criterion. */
export interface Word {
  result: string;
  reason: string;
  personId: string;
}

/** How often a criterion has been spoken of, and what stands of it: null where nothing was said, or the unit has amended since. */
export interface CheckStanding {
  version: number;
  present: CriterionCheck | null;
}

/** Read with the nomination's row held. */
export async function standingOfCheck(
  tx: Tx,
  nominationId: string,
  criterion: string,
): Promise<CheckStanding> {
  const where = { nominationId, criterion };
  const present = await tx.criterionCheck.findUnique({ where: { nominationId_criterion: where } });
  if (present) return { version: present.version, present };
  const last = await tx.replacedCheck.findFirst({ where, orderBy: { version: 'desc' } });
  return { version: last?.version ?? 0, present: null };
}

/** Writes the next word on a criterion; the one before stays readable. @param saidAt the nomination's version */
export async function sayCheck(
  tx: Tx,
  of: { nominationId: string; criterion: string },
  { version, present }: CheckStanding,
  word: Word & { at: Date; saidAt: number },
): Promise<void> {
  if (present) await keepReplaced(tx, [present], word.at);
  const says = { ...word, version: version + 1 };
  await tx.criterionCheck.upsert({
    where: { nominationId_criterion: of },
    create: { ...of, ...says },
    update: says,
  });
}

/** What was said of evidence that the unit amends no longer speaks of it. */
export async function withdrawChecks(
  tx: Tx,
  nominationId: string,
  criteria: readonly string[],
  at: Date,
): Promise<void> {
  const where = { nominationId, criterion: { in: [...criteria] } };
  await keepReplaced(tx, await tx.criterionCheck.findMany({ where }), at);
  await tx.criterionCheck.deleteMany({ where });
}

const keepReplaced = (tx: Tx, words: readonly CriterionCheck[], replacedAt: Date) =>
  tx.replacedCheck.createMany({
    data: words.map(({ nominationId, criterion, version, result, reason, personId, at }) => ({
      ...{ nominationId, criterion, version, result, reason, personId, at, replacedAt },
    })),
  });

const verdict = z.enum(['met', 'unmet', 'unverified']);

/** Words that stand no more, the latest first, by criterion; and the version of each criterion's check. */
export async function checkHistory(tx: Tx, nominationId: string) {
  const where = { nominationId };
  const [present, replaced] = [
    await tx.criterionCheck.findMany({ where, select: { criterion: true, version: true } }),
    await tx.replacedCheck.findMany({ where, orderBy: { version: 'desc' } }),
  ];
  const earlierOf = (criterion: string) =>
    replaced
      .filter((word) => word.criterion === criterion)
      .map((word) => ({ ...word, result: verdict.parse(word.result) }));
  return {
    earlierOf,
    versionOf: (criterion: string): number =>
      present.find((check) => check.criterion === criterion)?.version ??
      earlierOf(criterion)[0]?.version ??
      0,
  };
}
