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

/** The working-day calendar in force. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const rows = await tx.calendarDay.findMany();
  const days = rows.map((row) => ({
    date: dateText(row.date),
    kind: row.kind as CalendarDay['kind'],
    status: row.status as CalendarDay['status'],
    source: row.source,
  }));
  return calendarOf(days, Math.max(1, ...rows.map((row) => row.version)));
}

/** A plan as it was filed under a version: what began under it ends under it. */
export async function loadPlan(tx: Tx, code: string, version: number): Promise<Plan> {
  const row = await tx.movementVersion.findUnique({ where: { code_version: { code, version } } });
  if (!row) throw new Refusal('not-found');
  return planSchema.parse(row.plan);
}

/** Which unit holds a function, or is in office itself, on a day. */
export type Resolver = (functionOrUnit: string, on: DateText) => string | null;

/** Resolves a plan's bodies by its own `bodies` table and the organization's dated rows. */
export async function loadResolver(tx: Tx, plan: Plan): Promise<Resolver> {
  const [holders, units] = await Promise.all([tx.functionHolder.findMany(), tx.unit.findMany()]);
  const inForce = (row: { validFrom: Date; validTo: Date | null }, on: DateText) =>
    dateText(row.validFrom) <= on && (row.validTo === null || on <= dateText(row.validTo));
  const inOffice = new Map(units.map((unit) => [unit.code, unit]));
  return (name, on) => {
    const body = plan.bodies[name];
    const code =
      body?.unit ??
      holders.find((row) => row.function === (body?.function ?? name) && inForce(row, on))?.unit ??
      null;
    const unit = code === null ? undefined : inOffice.get(code);
    return unit && inForce(unit, on) ? unit.code : null;
  };
}
