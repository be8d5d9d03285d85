import { submissionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Happening } from '../record.ts';
import { tell } from '../record.ts';
import { lockNamed, refuseImpossibleDay, settleItem } from './answered.ts';
import type { Effect } from './effect.ts';
import type { SubmissionRow } from './row.ts';
import { pathOf } from './row.ts';

const settled = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

/**
 * The paper by which a body without accounts appraised: what its appraiser would have done in the system, item by
 * item. What it does not name stays open.
 * @throws Refusal `invalid` with each fault
 */
export async function recordAnswer(tx: Tx, row: SubmissionRow, { at, body }: Happening): Promise<Effect> {
  const { items, documentNumber, date, document } = submissionBodies['record-answer'].parse(body);
  refuseImpossibleDay(row, 'date', date, at);
  const unexplained = items.flatMap(({ outcome, reason }, i) =>
    outcome !== 'approve' && reason === undefined
      ? [{ path: `items.${i}.reason`, message: 'Trả lại hoặc từ chối phải nêu lý do.' }]
      : [],
  );
  if (unexplained.length > 0) throw new Refusal('invalid', unexplained);
  await lockNamed(
    tx,
    row,
    items.map(({ id }, i) => ({ id, path: `items.${i}.id` })),
    'appraisal',
  );

  const actId = `submission:${row.id}:answer`;
  for (const { id, outcome, reason } of items) {
    await settleItem(tx, row, id, settled[outcome], reason ?? null);
    await tell(tx, pathOf(row), { kind: 'nomination', id }, actId, `answered-${outcome}`, {
      submissionId: row.id,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  return {
    onBehalf: { documentNumber, date, document },
    detail: { approved: count('approve'), returned: count('return'), rejected: count('reject') },
    mail: {
      event: 'answer-recorded',
      facts: { number: documentNumber, decidedOn: date, count: items.length },
    },
  };
}
