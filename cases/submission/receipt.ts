import { afterSubmissionAct } from '../../domain/submission.ts';
import { submissionBodies } from '../../domain/act-bodies.ts';
import { asDate } from '../context.ts';
import type { Happening } from '../record.ts';
import type { Effect } from './effect.ts';
import { refuseImpossibleDay } from './answered.ts';
import type { SubmissionRow } from './row.ts';

/** The receiving body's number and date of arrival (số đến, ngày đến). @throws Refusal `invalid` */
export function recordReceipt(row: SubmissionRow, { at, body }: Happening): Effect {
  const { number, receivedOn, onBehalf } = submissionBodies['record-receipt'].parse(body);
  refuseImpossibleDay(row, 'receivedOn', receivedOn, at);
  return {
    state: afterSubmissionAct['record-receipt'],
    columns: { receiptNumber: number.normalize('NFC'), receivedOn: asDate(receivedOn) },
    onBehalf,
    detail: { number, receivedOn },
    mail: { event: 'submission-received', facts: { number, decidedOn: receivedOn } },
  };
}
