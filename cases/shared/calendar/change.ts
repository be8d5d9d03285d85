import { randomUUID } from 'node:crypto';
import type { CalendarDay } from '../../../domain/calendar.ts';
import { dayFaults } from '../../../domain/calendar.ts';
import { workflowIdOf } from '../../../domain/path.ts';
import { Refusal } from '../../../domain/problems.ts';
import type { Tx } from '../../../prisma/db.ts';
import type { CalendarDay as CalendarDayRow } from '../../../prisma/generated/client.ts';
import type { Standing } from '../../case.ts';
import { asDate } from '../../context.ts';
import { kinds } from '../../kinds.ts';
import { lockCalendar } from '../../reference.ts';
import { audit } from '../../record.ts';

export interface DayChange {
  day: CalendarDay;
  by: { personId: string; role: 'administrator' };
  /** Of who changes it; the trail of every organization that opens rounds has it as well. */
  organization: string;
  /** ISO instant. */
  at: string;
  /** Holds the version that the caller read against the one in force, 0 for a day that has no row. @throws Refusal */
  agreed: (version: number) => void;
}

/** The news of one change, as `Wake` rows name where they come from. */
export interface CalendarNews {
  kind: 'calendar';
  id: string;
}

/**
 * Writes a day of the calendar, and leaves news for every open path whose due date or timetable it moves, in one
 * transaction. A day that already reads so is answered as it stands, so that a repeat has no effect.
 *
 * Whoever works out a date holds the calendar shared until he commits (`loadCalendar`), this holds it alone: no date
 * is worked out by the calendar of before and written after its path was looked at here.
 *
 * @throws Refusal `invalid`, or what `agreed` throws
 */
export async function changeDay(
  tx: Tx,
  { day, by, organization, at, agreed }: DayChange,
): Promise<{ row: CalendarDayRow; news: CalendarNews | null }> {
  await lockCalendar(tx, 'alone');
  const date = asDate(day.date);
  const before = await tx.calendarDay.findUnique({ where: { date } });
  if (before && isSame(before, day)) return { row: before, news: null };
  agreed(before?.version ?? 0);
  refuseFaults(day, before);

  const { kind, status, source, assumption = null } = day;
  // One count for the whole calendar: a due date names the calendar it was worked out by (`Deadline.calendar`).
  const { _max } = await tx.calendarDay.aggregate({ _max: { version: true } });
  const columns = { kind, status, source, assumption, version: (_max.version ?? 0) + 1 };
  const stood = await standings(tx, at);
  const row = await tx.calendarDay.upsert({ where: { date }, create: { date, ...columns }, update: columns });
  const stand = await standings(tx, at);

  const news: CalendarNews = { kind: 'calendar', id: randomUUID() };
  const moved = [...stood].filter(([id, { text }]) => stand.get(id)?.text !== text).map(([, path]) => path);
  await tx.wake.createMany({
    data: moved.map(({ path, due }) => ({
      pathKind: path.kind,
      pathId: path.id,
      actId: `calendar:${day.date}:${row.version}`,
      act: 'calendar-changed',
      detail: { day: day.date, before: due },
      fromKind: news.kind,
      fromId: news.id,
    })),
  });
  const detail = {
    day: day.date,
    version: row.version,
    before: before && { kind: before.kind, status: before.status, source: before.source },
    after: { kind, status, source },
    paths: moved.length,
  };
  const rounds = await tx.round.findMany({ distinct: ['organization'], select: { organization: true } });
  for (const concerned of new Set([organization, ...rounds.map((round) => round.organization)]))
    await audit(tx, concerned, at, by, 'calendar-changed', null, detail);
  return { row, news };
}

/** Every open path as the calendar that `tx` reads would have it, by its workflow id. */
async function standings(tx: Tx, at: string): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const kind of Object.values(kinds))
    for (const standing of await kind.standings(tx, at)) found.set(workflowIdOf(standing.path), standing);
  return found;
}

const isSame = (row: CalendarDayRow, { kind, status, source, assumption = null }: CalendarDay): boolean =>
  row.kind === kind && row.status === status && row.source === source && row.assumption === assumption;

function refuseFaults(day: CalendarDay, before: CalendarDayRow | null): void {
  const faults = dayFaults(day).map(({ path, message }) => ({
    path,
    message: `${message.replace(/^./u, (letter) => letter.toUpperCase())}.`,
  }));
  if (day.status === 'withdrawn' && !before)
    faults.push({ path: 'status', message: 'Ngày này không có trong lịch, không có gì để rút.' });
  if (faults.length > 0) throw new Refusal('invalid', faults);
}
