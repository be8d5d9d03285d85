import type { Calendar } from '../../domain/calendar.ts';
import type { DateText } from '../../domain/dates.ts';
import { dateOf, endOfDay } from '../../domain/dates.ts';
import type { NewsName } from '../../domain/happenings.ts';
import type { TimetableEntry } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { closesFirstAtOnce, reopensUntil, reopensWithin } from '../../domain/time-up.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { dateText } from '../context.ts';
import { leavesOf } from '../nomination/row.ts';
import type { Happening } from '../record.ts';
import { tellEach } from '../record.ts';

/**
 * The end of a round's intake, and the days after it in which the office may still give more time: until they are over
 * what was not submitted waits (domain/time-up.ts), and the round is not.
 */

/** The day with whose end a round took no more: its own, or an earlier one on which it was closed by hand. */
function intakeEnded({ intakeCloses, enteredAt }: Round): DateText {
  const [planned, closed] = [dateText(intakeCloses), dateOf(enteredAt)];
  return closed < planned ? closed : planned;
}

/** The last day on which the office may bring back what the end of a round's intake has closed; null where nothing comes back. */
export const reopensRoundUntil = (row: Round, plan: Plan, calendar: Calendar): DateText | null =>
  row.state !== 'intake-closed' || reopensWithin(plan).workingDays === 0
    ? null
    : reopensUntil(plan, intakeEnded(row), calendar).date;

/** The last days on which more time brings back what the end of intake has closed, and the end of each leave; in order. */
export function reopeningDays(row: Round, plan: Plan, calendar: Calendar): DateText[] {
  if (row.state !== 'intake-closed') return [];
  const ends = [intakeEnded(row), ...leavesOf(row).map(({ until }) => until)];
  return [...new Set(ends.map((day) => reopensUntil(plan, day, calendar).date))].sort();
}

/** When these days are over, nothing else may be left to wait for. */
export const reopeningEntries = (days: readonly DateText[]): TimetableEntry[] =>
  days.map((due) => ({ kind: 'intake-over', at: endOfDay(due).toISOString(), due }));

/** Units whose leave to propose late has not run out. */
const onLeave = (row: Round, { at }: Happening): string[] =>
  leavesOf(row)
    .filter(({ until }) => until >= dateOf(new Date(at)))
    .map(({ unit }) => unit);

/**
 * Tells drafts that intake is closed. By its date, those close by themselves whose own date it is: of a thousand drafts
 * none is woken a second time in that moment.
 */
export async function closeDrafts(tx: Tx, row: Round, plan: Plan, happening: Happening): Promise<void> {
  const byThemselves = happening.kind === 'lapse' && closesFirstAtOnce(plan.proposal.deadline);
  await tellDrafts(tx, row, happening, 'intake-closed', {
    submittedAt: null,
    timeUp: null,
    proposingUnit: { notIn: onLeave(row, happening) },
    ...(byThemselves ? { OR: [{ dueOn: null }, { dueOn: { gt: row.intakeCloses } }] } : {}),
  });
}

/** Tells what still lies with its unit, by one statement for a thousand. */
export async function tellDrafts(
  tx: Tx,
  row: Round,
  happening: Happening,
  news: 'intake-closed' | 'dates-changed' | 'round-cancelled',
  which: Prisma.NominationWhereInput = {},
): Promise<void> {
  const where = { roundId: row.id, stage: 'unit-proposal', ...which };
  await tellNominations(tx, row, where, happening, news);
}

/** Tells nominations of a round. */
export async function tellNominations(
  tx: Tx,
  row: Round,
  where: Prisma.NominationWhereInput,
  { version }: Pick<Happening, 'version'>,
  news: NewsName<'nomination'>,
): Promise<void> {
  const told = await tx.nomination.findMany({ where: { ...where, roundId: row.id }, select: { id: true } });
  const paths = told.map(({ id }) => ({ kind: 'nomination' as const, id }));
  await tellEach(tx, { kind: 'award-round', id: row.id }, paths, `round:${row.id}:${news}:${version}`, news);
}

/**
 * A round is over once intake is closed and the office can bring nothing back any more, no unit has leave to propose, and
 * its last nomination is closed.
 */
export async function isDone(
  tx: Tx,
  row: Round,
  days: readonly DateText[],
  { at }: Pick<Happening, 'at'>,
): Promise<boolean> {
  if (row.state !== 'intake-closed' || days.some((day) => day >= dateOf(new Date(at)))) return false;
  return (await tx.nomination.count({ where: { roundId: row.id, outcome: null } })) === 0;
}
