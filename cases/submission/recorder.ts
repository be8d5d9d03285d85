import { Refusal } from '../../domain/problems.ts';
import {
  afterItems,
  isSubmissionOver,
  openSubmissionActs,
  submissionTimetable,
  submissionWaiting,
} from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import type { HappeningOf } from '../happening.ts';
import type { RecordEnv, Recorder } from '../record.ts';
import { appliedOf, stateOfStanding } from '../record.ts';
import { recordAnswer } from './answer.ts';
import { recordDecision } from './decision.ts';
import { calendarChanged, dueMoved } from './calendar-changed.ts';
import { dispatch } from './dispatch.ts';
import type { Effect } from './effect.ts';
import { itemLeft } from './item-left.ts';
import { mailForSubmission } from './mail.ts';
import { receiverKnown, submissionRights } from './rights.ts';
import { recordReceipt } from './receipt.ts';
import type { SubmissionRow } from './row.ts';
import { itemStateOf, lockSubmission, situationOf, stateOf, submissionInclude } from './row.ts';
import { submissionStanding } from '../../domain/standing.ts';

/** How a submission's happenings are written down. */
export const submissionRecorder: Recorder<SubmissionRow, HappeningOf<'submission'>> = {
  rights: submissionRights,
  lock: lockSubmission,

  async apply(tx, row, happening, env) {
    const before = stateOf(row);
    const why = happening.by ? submissionRights.standing(row, happening.kind) : null;
    if (why !== null) throw new Refusal(why);
    if (isSubmissionOver(before)) throw new Refusal({ cause: submissionStanding[before] });
    if (happening.kind === 'calendar-changed' && !(await dueMoved(tx, row, happening))) return null;
    const effect = await effectOf(tx, row, happening, env);
    const items = await tx.submissionItem.findMany({ where: { submissionId: row.id } });
    const after = afterItems(effect.state ?? before, items.map(itemStateOf));
    const written = await tx.submission.update({
      where: { id: row.id },
      data: {
        ...effect.columns,
        state: after,
        ...(after !== before ? { enteredAt: new Date(happening.at) } : {}),
      },
      include: submissionInclude,
    });
    if (effect.mail) await mailForSubmission(tx, env, written, happening, effect.mail);
    return appliedOf(before, after, effect);
  },

  async state(tx, row, recorded, now) {
    const situation = await situationOf(tx, row);
    const { state } = situation;
    return stateOfStanding(row, {
      stage: state,
      acts: openSubmissionActs(state, receiverKnown(row)),
      timetable: submissionTimetable(situation, recorded, now),
      waiting: submissionWaiting(situation, recorded),
      closed: isSubmissionOver(state),
      ...{ movement: row.round.movement, round: row.round.code, award: row.award, unit: row.fromBody },
    });
  },
};

async function effectOf(
  tx: Tx,
  row: SubmissionRow,
  happening: HappeningOf<'submission'>,
  env: RecordEnv,
): Promise<Effect> {
  switch (happening.kind) {
    case 'dispatch':
      return dispatch(tx, row, happening, env);
    case 'record-receipt':
      return recordReceipt(row, happening);
    case 'record-answer':
      return recordAnswer(tx, row, happening);
    case 'record-decision':
      return recordDecision(tx, row, happening, env);
    case 'item-left':
      return itemLeft(tx, row, happening);
    case 'calendar-changed':
      return calendarChanged(tx, row, happening);
    case 'remind':
    case 'overdue':
      return { mail: { event: 'submission-reminder' } };
  }
}
