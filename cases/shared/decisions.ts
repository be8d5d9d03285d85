import { randomUUID } from 'node:crypto';
import type { DateText } from '../../domain/dates.ts';
import { dateOf, formatDateVi } from '../../domain/dates.ts';
import { isRecorder } from '../../domain/delegation.ts';
import { isSameName, numberKey } from '../../domain/identity.ts';
import { refuseDay } from '../../domain/paper-days.ts';
import type { Milestones } from '../../domain/paper-days.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { asDate, dateText } from '../context.ts';
import type { Actor } from '../record.ts';

/** A decision as its paper says it (quyết định khen thưởng). */
export interface DecisionPaper {
  /** The unit that decided. */
  body: string;
  number: string;
  decidedOn: DateText;
  signedBy: string;
  uploadId?: string | undefined;
  /** ISO instant on the path's clock. */
  at: string;
}

/** What it decides on. */
export interface Decided {
  round: Round;
  /** What else it can't be older than. */
  after?: Milestones;
}

/**
 * The decision of that body, year and number: one paper may award many, in several acts. A file that comes later
 * is added to it.
 *
 * @returns its id
 * @throws Refusal `invalid` where the number already stands for another date or signer, or the day
 *   is still to come or before what it decides on; what was written until then falls with the transaction
 */
export async function findOrCreateDecision(
  tx: Tx,
  paper: DecisionPaper,
  { round, after = {} }: Decided,
): Promise<string> {
  const { body, decidedOn, uploadId, at } = paper;
  const [number, signedBy] = [paper.number.normalize('NFC'), paper.signedBy.normalize('NFC')];
  const year = Number(decidedOn.slice(0, 4));
  refuseDay('decidedOn', decidedOn, dateOf(new Date(at)), { opened: dateText(round.opens), ...after });
  // Two that record it at once both get here; the second waits, and then finds the first one's.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`decision:${body}:${year}`}, 0))`;
  const found =
    (await tx.decision.findFirst({
      where: { body, year, numberKey: numberKey(number) },
      orderBy: { createdAt: 'asc' },
    })) ??
    (await tx.decision.create({
      data: {
        id: randomUUID(),
        ...{ body, number, year, signedBy },
        decidedOn: asDate(decidedOn),
        uploadId: uploadId ?? null,
        createdAt: new Date(at),
      },
    }));
  const known = dateText(found.decidedOn);
  const faults: FieldError[] = [
    ...(known === decidedOn
      ? []
      : [{ path: 'decidedOn', message: `Quyết định số này đã được ghi với ngày ${formatDateVi(known)}.` }]),
    ...(isSameName(found.signedBy, signedBy)
      ? []
      : [{ path: 'signedBy', message: 'Quyết định số này đã được ghi với người ký khác.' }]),
  ];
  if (faults.length > 0 && !(await saysNothing(tx, found.id))) throw new Refusal('invalid', faults);
  // What its head contested speaks of nothing any more: its number is free for the paper as it is.
  if (faults.length > 0)
    await tx.decision.update({
      where: { id: found.id },
      data: { decidedOn: asDate(decidedOn), signedBy, uploadId: uploadId ?? null },
    });
  else if (uploadId !== undefined && found.uploadId === null)
    await tx.decision.update({ where: { id: found.id }, data: { uploadId } });
  return found.id;
}

async function saysNothing(tx: Tx, decisionId: string): Promise<boolean> {
  const counts = await Promise.all([
    tx.decisionItem.count({ where: { decisionId } }),
    tx.nomination.count({ where: { decisionId } }),
    tx.awardEntry.count({ where: { decisionId } }),
  ]);
  return counts.every((count) => count === 0);
}

/**
 * Who records a decision for its head hands in the signed paper; that it is theirs is asked of every act (`takeUploads`).
 * @throws Refusal `invalid`
 */
export function refuseUnsigned(by: Actor | null, file: string | undefined): void {
  if (!by || !isRecorder(by) || file !== undefined) return;
  const message = 'Ghi quyết định thay thủ trưởng phải kèm tệp bản quyết định đã ký.';
  throw new Refusal('invalid', [{ path: 'file', message }]);
}
