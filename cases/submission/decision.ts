import { submissionBodies } from '../../domain/act-bodies.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { findOrCreateDecision, refuseUnsigned } from '../shared/decisions.ts';
import { beginAfterDecision } from '../obligation/after-decision.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import { lockNamed, daysOf, settleItem } from './answered.ts';
import type { Effect } from './effect.ts';
import type { SubmissionRow } from './row.ts';
import { pathOf } from './row.ts';

/**
 * The deciding body's paper: one number for what it awards and refuses. What it does not name stays open for
 * another one. What the sending office has to do now begins with it.
 * @throws Refusal `invalid` with each fault
 */
export async function recordDecision(
  tx: Tx,
  row: SubmissionRow,
  happening: Happening,
  env: RecordEnv,
): Promise<Effect> {
  const { at, body, by } = happening;
  const { number, decidedOn, signedBy, file, awarded, refused, onBehalf } =
    submissionBodies['record-decision'].parse(body);
  const named = [
    ...awarded.map((id, i) => ({ id, path: `awarded.${i}` })),
    ...refused.map(({ id }, i) => ({ id, path: `refused.${i}.id` })),
  ];
  if (named.length === 0)
    throw new Refusal('invalid', [{ path: 'awarded', message: 'Quyết định phải nêu ít nhất một hồ sơ.' }]);
  await lockNamed(tx, row, named, 'decision');
  const signed = file ?? onBehalf?.document;
  refuseUnsigned(by, signed);
  const decisionId = await findOrCreateDecision(
    tx,
    { body: row.toBody, number, decidedOn, signedBy, uploadId: signed, at },
    { round: row.round, after: daysOf(row) },
  );

  const from = pathOf(row);
  const actId = `submission:${row.id}:decision:${number}`;
  for (const id of awarded) {
    await settleItem(tx, row, id, 'awarded', null);
    await tell(tx, from, { kind: 'nomination', id }, actId, 'awarded', { decisionId });
  }
  for (const { id, reason } of refused) {
    await settleItem(tx, row, id, 'refused', reason);
    await tell(tx, from, { kind: 'nomination', id }, actId, 'refused', { decisionId, reason });
  }
  const follows = { from, round: row.round, submission: row, decisionId, awarded: awarded.length };
  await beginAfterDecision(tx, env, follows, happening);
  return {
    onBehalf,
    detail: { decisionId, number, decidedOn, awarded: awarded.length, refused: refused.length },
    mail: { event: 'decision-recorded', facts: { number, decidedOn, count: named.length } },
  };
}
