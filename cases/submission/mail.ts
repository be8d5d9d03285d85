import { awardOf, roundOf } from '../../domain/plan.ts';
import { submissionWaiting } from '../../domain/submission.ts';
import { isReminder, timerActId } from '../../domain/timetable.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import { unitNames } from '../reference.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import type { SubmissionMail } from './effect.ts';
import type { SubmissionRow } from './row.ts';
import { isFromLead, pathOf, situationOf } from './row.ts';

/** Writes the mail of a happening; a reminder goes to the sender, who asks the receiver and records its paper. */
export async function mailForSubmission(
  tx: Tx,
  env: RecordEnv,
  row: SubmissionRow,
  { at, entry, actId, version }: Happening,
  { event, facts, attachments }: SubmissionMail,
): Promise<void> {
  const { round } = row;
  const [plan, situation, nameOf] = await Promise.all([
    loadPlan(tx, round.movement, round.planVersion),
    situationOf(tx, row),
    unitNames(tx),
  ]);
  // A mail that is not a reminder beforehand comes because the date has passed.
  const late =
    entry && !isReminder(entry) ? [timerActId(row.entryVersion, { ...entry, kind: 'overdue' })] : [];
  const waiting = submissionWaiting(situation, new Set(late));
  await notify(tx, {
    event,
    path: pathOf(row),
    keyPart: entry ? actId : String(version),
    at: new Date(at),
    facts: {
      kind: 'submission',
      pathCode: row.number,
      link: linkTo(env.baseUrl, pathOf(row)),
      movementTitle: plan.title,
      roundName: roundOf(plan, round.code)?.name ?? round.code,
      awardName: awardOf(plan, row.award)?.name ?? row.award,
      stage: row.state,
      waiting,
      ...(waiting?.body ? { waitingBody: nameOf(waiting.body) } : {}),
      ...(entry && entry.due !== waiting?.until ? { due: entry.due } : {}),
      number: row.number,
      decidedOn: dateText(row.signedOn),
      fromBody: nameOf(row.fromBody),
      toBody: nameOf(row.toBody),
      ...facts,
    },
    audience: {
      organization: row.organization,
      leadBody: round.leadBody,
      nextBody: row.toBody,
      waiting: isFromLead(row)
        ? { body: round.leadBody, role: 'office-reviewer' }
        : { body: row.fromBody, role: 'appraiser' },
    },
    ...(attachments ? { attachments } : {}),
  });
}
