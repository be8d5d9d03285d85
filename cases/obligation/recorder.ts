import type { OnBehalf } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import {
  afterObligationAct,
  beginsNext,
  dueAfterReturn,
  isObligationOver,
  isOwn,
  obligationTimetable,
  obligationWaiting,
  openObligationActs,
} from '../../domain/obligation.ts';
import type { ObligationState } from '../../domain/obligation.ts';
import { Refusal } from '../../domain/problems.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, dateTextOrNull } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import type { ActOn, HappeningOf } from '../happening.ts';
import type { Recorder } from '../record.ts';
import { appliedOf, stateOfStanding } from '../record.ts';
import { mailForObligation } from './mail.ts';
import { obligationRights } from './rights.ts';
import { beginNext } from './recur.ts';
import type { ObligationRow } from './row.ts';
import { lockObligation, obligationInclude, situationOf, stateOf, withParties } from './row.ts';
import { obligationStanding } from '../../domain/standing.ts';

/** What a happening changes, and what the timeline says of it. */
interface Effect {
  state?: ObligationState;
  columns?: Prisma.ObligationUncheckedUpdateInput;
  reason?: string;
  onBehalf?: OnBehalf | undefined;
  detail?: Prisma.InputJsonObject;
  mail: MailEvent | null;
}

/** How an obligation's happenings are written down. */
export const obligationRecorder: Recorder<ObligationRow, HappeningOf<'obligation'>> = {
  rights: obligationRights,
  lock: lockObligation,

  async apply(tx, row, happening, env) {
    // Its date stands; only its reminders move with the calendar, and the path takes those from the answer. News that
    // it began has done its work by starting the path.
    if (happening.kind === 'calendar-changed' || happening.kind === 'begun') return null;
    const before = stateOf(row);
    const why = happening.by ? obligationRights.standing(row, happening.kind) : null;
    if (why !== null) throw new Refusal(why);
    if (isObligationOver(before)) throw new Refusal({ cause: obligationStanding[before] });
    const effect = await effectOf(tx, row, happening);
    const after = effect.state ?? before;
    const written = await tx.obligation.update({
      where: { id: row.id },
      data: {
        ...effect.columns,
        state: after,
        ...(after !== before ? { enteredAt: new Date(happening.at) } : {}),
      },
      include: obligationInclude,
    });
    if (effect.mail) await mailForObligation(tx, env, written, happening, effect.mail, effect.reason);
    if (beginsNext.has(happening.kind)) await beginNext(tx, written, happening.at);
    return appliedOf(before, after, effect);
  },

  async state(tx, row, recorded, now) {
    const situation = await situationOf(tx, row);
    const { state } = situation;
    return stateOfStanding(row, {
      stage: state,
      acts: openObligationActs(state),
      timetable: obligationTimetable(situation, recorded, now),
      waiting: obligationWaiting(situation),
      closed: isObligationOver(state),
      ...{ movement: row.movement, round: row.round?.code ?? null, award: null, unit: row.debtor },
    });
  },
};

async function effectOf(
  tx: Tx,
  row: ObligationRow,
  happening: Exclude<HappeningOf<'obligation'>, { kind: 'calendar-changed' | 'begun' }>,
): Promise<Effect> {
  switch (happening.kind) {
    case 'submit':
      return submit(tx, row, happening);
    case 'accept': {
      const { note, onBehalf } = happening.body;
      return {
        state: afterObligationAct.accept,
        ...(note ? { reason: note } : {}),
        onBehalf,
        mail: 'obligation-accepted',
      };
    }
    case 'return': {
      const { reason, onBehalf } = happening.body;
      const before = dateTextOrNull(row.dueOn);
      const due = dueAfterReturn(before, dateOf(new Date(happening.at)), await loadCalendar(tx));
      return {
        state: afterObligationAct.return,
        columns: { returned: true, dueOn: due === null ? null : asDate(due) },
        reason,
        onBehalf,
        detail: due === before ? {} : { before, due },
        mail: 'obligation-returned',
      };
    }
    case 'waive': {
      const { reason } = happening.body;
      return {
        state: afterObligationAct.waive,
        columns: { overdue: false },
        reason,
        mail: 'obligation-waived',
      };
    }
    case 'round-cancelled':
      // What was handed in is still answered, and a report that recurs is owed by the plan, whoever opened the round;
      // the units hear of the rest with the round's own mail.
      if (stateOf(row) !== 'owed' || row.period !== '') throw new Refusal({ cause: 'case-moved' });
      return { state: afterObligationAct.waive, columns: { overdue: false }, mail: null };
    case 'remind':
      return { mail: 'obligation-reminder' };
    case 'overdue':
      return { columns: { overdue: true }, mail: 'obligation-overdue' };
  }
}

/** Hands in every paper that lies there; from now on others than the debtor see them. An office's own word needs none. */
async function submit(
  tx: Tx,
  row: ObligationRow,
  { by, at }: ActOn<'obligation', 'submit'>,
): Promise<Effect> {
  const own = isOwn(row);
  if (row.documents.length === 0 && !own)
    throw new Refusal('invalid', [{ path: 'documents', message: 'Cần ít nhất một tài liệu.' }]);
  await tx.obligationDocument.updateMany({
    where: { obligationId: row.id, replacedAt: null, handedInAt: null },
    data: { handedInAt: new Date(at) },
  });
  return {
    state: own ? 'done' : afterObligationAct.submit,
    columns: {
      submittedById: by.personId,
      submittedForId: by.forId ?? null,
      handIds: withParties(row, by),
      submittedAt: new Date(at),
      overdue: false,
    },
    detail: { documents: row.documents.length, late: row.overdue },
    mail: 'obligation-submitted',
  };
}
