import type { OnBehalf } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import {
  afterEnquiry,
  answererRoles,
  closingDay,
  enquiryTimetable,
  enquiryWaiting,
  isEnquiryOver,
  openEnquiryActs,
} from '../../domain/enquiry.ts';
import type { EnquiryState } from '../../domain/enquiry.ts';
import { Refusal } from '../../domain/problems.ts';
import type { MailEvent } from '../../mail/events.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, inForceOn } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { receiversAt } from '../obligation/begin.ts';
import type { HappeningOf } from '../happening.ts';
import type { Recorder } from '../record.ts';
import { appliedOf, stateOfStanding } from '../record.ts';
import { mailForEnquiry } from './mail.ts';
import { enquiryRights } from './rights.ts';
import type { EnquiryRow } from './row.ts';
import { kindOf, lockEnquiry, standingOf, stateOf } from './row.ts';
import { enquiryStanding } from '../../domain/standing.ts';

/** What a happening changes, and what the timeline says of it. */
interface Effect {
  state?: EnquiryState;
  columns?: Prisma.EnquiryUncheckedUpdateInput;
  reason?: string | undefined;
  onBehalf?: OnBehalf | undefined;
  detail?: Prisma.InputJsonObject;
  mail: MailEvent | null;
}

/** How an enquiry's happenings are written down. */
export const enquiryRecorder: Recorder<EnquiryRow, HappeningOf<'enquiry'>> = {
  rights: enquiryRights,
  lock: lockEnquiry,

  async apply(tx, row, happening, env) {
    // The day that was promised stands; only its reminders move with the calendar, and the path takes those anyway.
    if (happening.kind === 'calendar-changed') return null;
    const before = stateOf(row);
    const why = happening.by ? enquiryRights.standing(row, happening.kind) : null;
    if (why !== null) throw new Refusal(why);
    if (isEnquiryOver(before)) throw new Refusal({ cause: enquiryStanding[before] });
    const effect = await effectOf(tx, row, happening);
    const after = effect.state ?? before;
    const written = await tx.enquiry.update({
      where: { id: row.id },
      data: {
        ...effect.columns,
        state: after,
        ...(after !== before ? { enteredAt: new Date(happening.at) } : {}),
      },
    });
    if (effect.mail) await mailForEnquiry(tx, env, written, happening, effect.mail);
    return appliedOf(before, after, effect);
  },

  async state(tx, row, recorded, now) {
    const standing = standingOf(row);
    const { state } = standing;
    return stateOfStanding(row, {
      stage: state,
      acts: openEnquiryActs(state),
      timetable: enquiryTimetable(standing, await loadCalendar(tx), row.entryVersion, recorded, now),
      waiting: enquiryWaiting(standing),
      closed: isEnquiryOver(state),
      ...{ movement: row.movement, round: null, award: null, unit: row.fromUnit },
    });
  },
};

async function effectOf(
  tx: Tx,
  row: EnquiryRow,
  happening: Exclude<HappeningOf<'enquiry'>, { kind: 'calendar-changed' }>,
): Promise<Effect> {
  const { at } = happening;
  const today = dateOf(new Date(at));
  switch (happening.kind) {
    case 'answer': {
      const { text, onBehalf } = happening.body;
      const closes = closingDay(today, await loadCalendar(tx));
      return {
        state: afterEnquiry.answer,
        columns: { answer: text.normalize('NFC'), answeredAt: new Date(at), dueOn: asDate(closes) },
        onBehalf,
        detail: { late: row.overdue },
        mail: 'enquiry-answered',
      };
    }
    case 'forward': {
      const { to, reason } = happening.body;
      const inOffice = await tx.unit.count({ where: { code: to, ...inForceOn(asDate(today)) } });
      const wrong = (message: string) => new Refusal('invalid', [{ path: 'to', message }]);
      if (inOffice === 0) throw wrong('Không có đơn vị này vào ngày này.');
      if (to === row.toBody || to === row.fromUnit) throw wrong('Phải chuyển đến một cơ quan khác.');
      // The day that the unit was promised stands, whoever answers it.
      return {
        columns: {
          toBody: to,
          toRole: (await receiversAt(tx, [{ toBody: to }], asDate(today), answererRoles(kindOf(row))))(to),
          reached: [...new Set([...row.reached, to])],
        },
        reason,
        detail: { from: row.toBody, to },
        mail: 'enquiry-forwarded',
      };
    }
    case 'close': {
      const { note } = happening.body;
      return { state: afterEnquiry.close, ...(note ? { reason: note } : {}), mail: null };
    }
    case 'remind':
      return { mail: 'enquiry-reminder' };
    case 'overdue':
      return { columns: { overdue: true }, mail: 'enquiry-overdue' };
    case 'lapse':
      return { state: afterEnquiry.lapse, mail: null };
  }
}
