import { dateOf } from '../../domain/dates.ts';
import { refuseDay } from '../../domain/paper-days.ts';
import { Refusal } from '../../domain/problems.ts';
import {
  allReturned,
  isRevocationOver,
  openRevocationActs,
  revocationTimetable,
  revocationWaiting,
} from '../../domain/revocation.ts';
import type { RevocationState } from '../../domain/revocation.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, dateText } from '../context.ts';
import type { ActOn, HappeningOf } from '../happening.ts';
import type { Recorder } from '../record.ts';
import { appliedOf, stateOfStanding } from '../record.ts';
import { mailForRevocation } from './mail.ts';
import { revocationRights } from './rights.ts';
import type { RevocationRow } from './row.ts';
import { lockRevocation, revocationInclude, situationOf, stateOf, toReturnOf } from './row.ts';
import { revocationStanding } from '../../domain/standing.ts';

interface Effect {
  state?: RevocationState;
  columns?: Prisma.RevocationUncheckedUpdateInput;
  detail?: Prisma.InputJsonObject;
  mail: MailEvent | null;
}

/** How a revocation's happenings are written down. */
export const revocationRecorder: Recorder<RevocationRow, HappeningOf<'revocation'>> = {
  rights: revocationRights,
  lock: lockRevocation,

  async apply(tx, row, happening, env) {
    // Its date stands; only its reminders move with the calendar, and the path takes those from the answer.
    if (happening.kind === 'calendar-changed') return null;
    const before = stateOf(row);
    if (isRevocationOver(before)) throw new Refusal({ cause: revocationStanding[before] });
    const effect = effectOf(row, happening);
    const after = effect.state ?? before;
    const written = await tx.revocation.update({
      where: { id: row.id },
      data: {
        ...effect.columns,
        state: after,
        ...(after === before ? {} : { enteredAt: new Date(happening.at) }),
      },
      include: revocationInclude,
    });
    if (effect.mail) await mailForRevocation(tx, env, written, happening, effect.mail);
    return appliedOf(before, after, effect);
  },

  async state(tx, row, recorded, now) {
    const situation = await situationOf(tx, row);
    const { state } = situation;
    return stateOfStanding(row, {
      stage: state,
      acts: openRevocationActs(state),
      timetable: revocationTimetable(situation, recorded, now),
      waiting: revocationWaiting(situation),
      closed: isRevocationOver(state),
      ...{ movement: row.movement, round: row.round, award: row.award },
      unit: row.entry.nomination.proposingUnit,
    });
  },
};

function effectOf(
  row: RevocationRow,
  happening: Exclude<HappeningOf<'revocation'>, { kind: 'calendar-changed' }>,
): Effect {
  switch (happening.kind) {
    case 'record-return':
      return recordReturn(row, happening);
    case 'remind':
      return { mail: 'revocation-reminder' };
    case 'overdue':
      return { columns: { overdue: true }, mail: 'revocation-overdue' };
  }
}

/** @throws Refusal `invalid` for what is back already, was never given, or a day that can't be */
function recordReturn(
  row: RevocationRow,
  { at, body: { what, on } }: ActOn<'revocation', 'record-return'>,
): Effect {
  const known = toReturnOf(row);
  const isBack = what === 'items' ? known.itemsReturnedOn : known.moneyReturnedOn;
  if (isBack !== null || (what === 'money' && known.amount === null))
    throw new Refusal('invalid', [{ path: 'what', message: 'Không còn gì phải thu hồi ở mục này.' }]);
  refuseDay('on', on, dateOf(new Date(at)), { revoked: dateText(row.decidedOn) });
  const column = what === 'items' ? 'itemsReturnedOn' : 'moneyReturnedOn';
  const done = allReturned({ ...known, [column]: on });
  return {
    ...(done ? { state: 'finished' as const } : {}),
    mail: done ? 'revocation-settled' : null,
    columns: { [column]: asDate(on), ...(done ? { overdue: false } : {}) },
    detail: { what, on },
  };
}
