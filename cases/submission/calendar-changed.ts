import { watchesOf } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import { calendarNews } from '../shared/calendar/news.ts';
import type { Happening } from '../record.ts';
import type { Effect } from './effect.ts';
import type { SubmissionRow } from './row.ts';
import { situationOf } from './row.ts';

/** Its dates are worked out whenever it is looked at; what it waited for before, the news says. */
const dueNow = async (tx: Tx, row: SubmissionRow) =>
  watchesOf(await situationOf(tx, row))[0]?.deadline.due ?? null;

export const dueMoved = async (tx: Tx, row: SubmissionRow, { body }: Happening): Promise<boolean> =>
  (await dueNow(tx, row)) !== calendarNews.parse(body).before;

/** A day of the calendar has moved the date that the tờ trình waits for. */
export async function calendarChanged(tx: Tx, row: SubmissionRow, { body }: Happening): Promise<Effect> {
  const { day, before } = calendarNews.parse(body);
  return { detail: { day, before, due: await dueNow(tx, row) }, mail: { event: 'recalculated' } };
}
