import type { DateText } from '../../domain/dates.ts';
import { dateOf } from '../../domain/dates.ts';
import { refuseDay } from '../../domain/paper-days.ts';
import type { Milestones } from '../../domain/paper-days.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { SubmissionItemState } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText } from '../context.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { SubmissionRow } from './row.ts';
import { idsOf, lockNominations } from './row.ts';

/** A nomination that a paper names, and where in the request it is named. */
export interface Named {
  id: string;
  path: string;
}

/**
 * Holds the rows of the nominations that a paper names.
 * @throws Refusal `invalid` with a fault for each that the paper can't speak of: one named twice, one that was not
 *   sent with this tờ trình or has its answer, one on hold, one that no longer waits at that stage
 */
export async function lockNamed(
  tx: Tx,
  row: SubmissionRow,
  named: readonly Named[],
  stage: 'appraisal' | 'decision',
): Promise<void> {
  const rows = await lockNominations(
    tx,
    named.map(({ id }) => id),
  );
  // A nomination may not have recorded yet that its tờ trình went: it will, before it hears of this.
  const arriving = await tx.wake.findMany({
    where: {
      fromKind: 'submission',
      fromId: row.id,
      pathKind: 'nomination',
      act: 'dispatched',
      doneAt: null,
    },
    select: { pathId: true },
  });
  const sent = idsOf(row, 'sent');
  const faultOf = (id: string, i: number): string | null => {
    if (named.findIndex((other) => other.id === id) !== i) return 'Hồ sơ được nêu hai lần.';
    const nomination = rows.find((n) => n.id === id);
    if (!nomination || !sent.includes(id))
      return 'Hồ sơ không được gửi theo tờ trình này, hoặc đã có kết quả.';
    const state = stateOfRow(nomination);
    if (state.hold) return 'Hồ sơ đang tạm dừng.';
    const isArriving = state.stage === 'submission' && arriving.some(({ pathId }) => pathId === id);
    return state.stage === stage || isArriving ? null : 'Hồ sơ không còn ở bước chờ kết quả.';
  };
  const faults: FieldError[] = named.flatMap(({ id, path }, i) => {
    const message = faultOf(id, i);
    return message === null ? [] : [{ path, message }];
  });
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

/** What became of nominations in this tờ trình. */
export async function settleItem(
  tx: Tx,
  { id: submissionId }: SubmissionRow,
  nominationId: string,
  state: SubmissionItemState,
  reason: string | null,
): Promise<void> {
  await tx.submissionItem.update({
    where: { submissionId_nominationId: { submissionId, nominationId } },
    data: { state, reason },
  });
}

/** The day that a paper about this tờ trình can't be older than. */
export const daysOf = ({ signedOn }: SubmissionRow): Milestones => ({ signed: dateText(signedOn) });

/** @throws Refusal `invalid` for a paper from a day to come, or from before the tờ trình was signed */
export function refuseImpossibleDay(row: SubmissionRow, path: string, day: DateText, at: string): void {
  refuseDay(path, day, dateOf(new Date(at)), daysOf(row));
}
