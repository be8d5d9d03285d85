import { z } from 'zod';
import { bodiesOf, successionKinds } from '../domain/bodies.ts';
import type { Bodies, InForce, Succession } from '../domain/bodies.ts';
import { calendarOf } from '../domain/calendar.ts';
import type { Calendar, CalendarDay } from '../domain/calendar.ts';
import type { DateText } from '../domain/dates.ts';
import type { Plan } from '../domain/plan-schema.ts';
import { planSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';

/** A `@db.Date` column as the domain's date, and back. */
export const dateText = (date: Date): DateText => date.toISOString().slice(0, 10);
export const dateTextOrNull = (date: Date | null): DateText | null => (date ? dateText(date) : null);
export const asDate = (text: DateText): Date => new Date(`${text}T00:00:00Z`);

/** The condition on rows with `validFrom` and `validTo`: in force on the day, their last one included. */
export const inForceOn = (day: Date) => ({
  validFrom: { lte: day },
  OR: [{ validTo: null }, { validTo: { gte: day } }],
});

/** Whoever reads the calendar to write a date shares it until his transaction ends; whoever changes it, has it alone. */
export async function lockCalendar(tx: Tx, how: 'shared' | 'alone'): Promise<void> {
  if (how === 'shared')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`;
}

/** The working-day calendar in force; it stays in force until the transaction ends. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  await lockCalendar(tx, 'shared');
  const rows = await tx.calendarDay.findMany();
  const days = rows.map((row) => ({
    date: dateText(row.date),
    kind: row.kind as CalendarDay['kind'],
    status: row.status as CalendarDay['status'],
    source: row.source,
  }));
  return calendarOf(days, Math.max(1, ...rows.map((row) => row.version)));
}

/** Plans that were read before, by their hash: a filed version never changes, and reading one takes milliseconds. */
const readPlans = new Map<string, Plan>();

/** A plan as it was filed under a version: what began under it ends under it. */
export async function loadPlan(tx: Tx, code: string, version: number): Promise<Plan> {
  const where = { code_version: { code, version } };
  const filed = await tx.movementVersion.findUnique({ where, select: { hash: true } });
  if (!filed) throw new Refusal('not-found');
  const known = readPlans.get(filed.hash);
  if (known) return known;
  const { plan } = await tx.movementVersion.findUniqueOrThrow({ where, select: { plan: true } });
  const read = planSchema.parse(plan);
  readPlans.set(filed.hash, read);
  return read;
}

/** From the first day to the last, as the rules compare them. */
export const periodOf = ({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }): InForce => ({
  from: dateText(validFrom),
  to: dateTextOrNull(validTo),
});

/** What became of units, the earliest first. */
export async function loadSuccessions(tx: Tx): Promise<Succession[]> {
  const rows = await tx.unitSuccession.findMany({ orderBy: [{ effectiveOn: 'asc' }, { scope: 'asc' }] });
  return rows.map(({ fromUnit, toUnit, effectiveOn, kind, scope }) => ({
    from: fromUnit,
    to: toUnit,
    on: dateText(effectiveOn),
    kind: z.enum(successionKinds).parse(kind),
    scope,
  }));
}

/** A plan's bodies, by the organization's dated rows. */
export async function loadBodies(tx: Tx, plan: Plan): Promise<Bodies> {
  const [units, holders, successions] = await Promise.all([
    tx.unit.findMany(),
    tx.functionHolder.findMany(),
    loadSuccessions(tx),
  ]);
  return bodiesOf(plan.bodies, {
    units: units.map((row) => ({ ...row, ...periodOf(row) })),
    functions: holders.map((row) => ({ ...row, ...periodOf(row) })),
    successions,
  });
}
