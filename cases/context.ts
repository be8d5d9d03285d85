import type { InForce } from '../domain/bodies.ts';
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

/** Plans that were read before, by their hash: a filed version never changes, and reading one takes milliseconds. */
const readPlans = new Map<string, Plan>();

/** What a transaction, or the database, was asked for before: the same row each time. */
const filedPlans = new WeakMap<Tx, Map<string, Plan>>();

/** A plan as it was filed under a version: what began under it ends under it. */
export async function loadPlan(tx: Tx, code: string, version: number): Promise<Plan> {
  const filed = filedPlans.get(tx) ?? new Map<string, Plan>();
  filedPlans.set(tx, filed);
  const key = `${code}:${version}`;
  const plan = filed.get(key) ?? (await readPlan(tx, code, version));
  filed.set(key, plan);
  return plan;
}

async function readPlan(tx: Tx, code: string, version: number): Promise<Plan> {
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
