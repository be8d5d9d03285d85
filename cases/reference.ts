import { z } from 'zod';
import { bodiesOf, successionKinds } from '../domain/bodies.ts';
import type { Bodies, InForce, Succession } from '../domain/bodies.ts';
import { calendarOf } from '../domain/calendar.ts';
import type { Calendar, CalendarDay } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan-schema.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { dateText, periodOf } from './context.ts';

/** What nearly every act and view asks of the organization and of the calendar, as read at one moment. */
export interface Reference {
  readonly units: readonly ReferenceUnit[];
  readonly byCode: ReadonlyMap<string, ReferenceUnit>;
  readonly functions: readonly (Prisma.FunctionHolderModel & InForce)[];
  /** What became of units, the earliest first. */
  readonly successions: readonly Succession[];
  readonly calendar: Calendar;
}
type ReferenceUnit = Prisma.UnitModel & InForce;

/** By the stamp that the tables had when it was read. A few: a process of tests has several databases. */
const kept = new Map<string, Reference>();
const mostKept = 4;
/** What a transaction goes by until its end. */
const held = new WeakMap<Tx, Reference>();

/**
 * The organization and the calendar as they stand: from memory as long as their stamp is the same, which is one short
 * statement. A transaction that has changed them sees what it wrote.
 */
export async function loadReference(tx: Tx): Promise<Reference> {
  const holding = held.get(tx);
  if (holding) return holding;
  // The stamp first: what is read after it is at least as new, and the next reader finds another stamp.
  const [row] = await tx.$queryRaw<{ stamp: string }[]>`SELECT stamp::text AS stamp FROM "ReferenceStamp"`;
  const stamp = row?.stamp ?? '';
  const known = kept.get(stamp);
  if (known) return known;
  const read = await readAll(tx);
  if (stamp !== '') keep(stamp, read);
  return read;
}

/**
 * Has a transaction go by the same organization and calendar until it ends. It shares the calendar from here on: whoever
 * changes a day waits until what was worked out by it is written. Called once its row is locked, and where nothing of these is
 * changed.
 */
export async function holdReference(tx: Tx): Promise<void> {
  if (held.has(tx)) return;
  await lockCalendar(tx, 'shared');
  held.set(tx, await loadReference(tx));
}

/** What units are called; one that is not known, by its code. */
export async function unitNames(tx: Tx): Promise<(code: string) => string> {
  const { byCode } = await loadReference(tx);
  return (code) => byCode.get(code)?.name ?? code;
}

/** A plan's bodies, by the organization's dated rows. */
export const loadBodies = async (tx: Tx, plan: Plan): Promise<Bodies> =>
  bodiesOf(plan.bodies, await loadReference(tx));

/** Whoever reads the calendar to write a date shares it until his transaction ends; whoever changes it, has it alone. */
export async function lockCalendar(tx: Tx, how: 'shared' | 'alone'): Promise<void> {
  if (how === 'shared')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`;
}

/** The working-day calendar in force; it stays in force until the transaction ends. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const holding = held.get(tx);
  if (holding) return holding.calendar;
  await lockCalendar(tx, 'shared');
  return (await loadReference(tx)).calendar;
}

function keep(stamp: string, reference: Reference): void {
  kept.set(stamp, reference);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

async function readAll(tx: Tx): Promise<Reference> {
  const unitRows = await tx.unit.findMany({ orderBy: { code: 'asc' } });
  const functionRows = await tx.functionHolder.findMany();
  const successionRows = await tx.unitSuccession.findMany({
    orderBy: [{ effectiveOn: 'asc' }, { scope: 'asc' }],
  });
  const dayRows = await tx.calendarDay.findMany();
  const units = unitRows.map((row) => ({ ...row, ...periodOf(row) }));
  return {
    units,
    byCode: new Map(units.map((unit) => [unit.code, unit])),
    functions: functionRows.map((row) => ({ ...row, ...periodOf(row) })),
    successions: successionRows.map(({ fromUnit, toUnit, effectiveOn, kind, scope }) => ({
      from: fromUnit,
      to: toUnit,
      on: dateText(effectiveOn),
      kind: z.enum(successionKinds).parse(kind),
      scope,
    })),
    calendar: calendarFrom(dayRows),
  };
}

function calendarFrom(rows: readonly Prisma.CalendarDayModel[]): Calendar {
  const days = rows.map((row) => ({
    date: dateText(row.date),
    kind: row.kind as CalendarDay['kind'],
    status: row.status as CalendarDay['status'],
    source: row.source,
  }));
  return calendarOf(days, Math.max(1, ...rows.map((row) => row.version)));
}
