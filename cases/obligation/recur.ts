import { addDays, dateOf, later } from '../../domain/dates.ts';
import { obligationOf } from '../../domain/plan.ts';
import { Refusal } from '../../domain/problems.ts';
import { recurrenceFrom } from '../../domain/recurrence.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, dateTextOrNull, inForceOn } from '../context.ts';
import { loadBodies } from '../reference.ts';
import type { Lead } from '../round/lead.ts';
import { leadOf } from '../round/lead.ts';
import { beginObligations, leadDebtor } from './begin.ts';
import type { ObligationRow } from './row.ts';
import { owedByOf } from './row.ts';

/**
 * Begins what a debtor owes for the period after this one, by the plan that is in force now, unless it is begun
 * already or the movement ends before. It belongs to no round; the sweep starts its path.
 */
export async function beginNext(tx: Tx, row: ObligationRow, at: string): Promise<void> {
  const today = dateOf(new Date(at));
  const lead = await leadIfAny(tx, row.movement, today);
  const owed = lead && obligationOf(lead.plan, row.code);
  if (!lead || !owed?.recurs) return;
  const { plan, ...under } = lead;
  const before = dateTextOrNull(row.dueOn);
  const from = before === null ? today : later(addDays(before, 1), today);
  const next = recurrenceFrom(owed.recurs, from, plan.period.to);
  if (!next) return;
  const bodies = await loadBodies(tx, plan);
  const toBody = bodies.resolve(owed.to, today) ?? lead.leadBody;
  const debtor =
    owedByOf(row) === 'lead'
      ? leadDebtor(owed, bodies, lead.leadBody, today)
      : bodies.standing(row.debtor, today);
  if (debtor === null) return;
  const inOffice = await tx.unit.count({ where: { code: debtor, ...inForceOn(asDate(today)) } });
  if (inOffice === 0 || debtor === toBody) return;
  // As at the opening of a round: two that begin the same one at once wait for each other.
  await tx.$queryRaw`SELECT 1 FROM "Movement" WHERE code = ${row.movement} FOR NO KEY UPDATE`;
  const where = { movement: row.movement, code: owed.code, debtor, period: next.period };
  if ((await tx.obligation.count({ where })) > 0) return;
  const paper = { obligation: owed.code, debtor, toBody, ...next };
  await beginObligations(tx, { ...under, roundId: null }, plan.obligations, [paper], {
    ...{ by: null, createdById: row.createdById, at },
  });
}

/** Nobody may lead the movement any more: then nothing more is asked for, and what was handed in still counts. */
async function leadIfAny(tx: Tx, movement: string, today: string): Promise<Lead | null> {
  try {
    return await leadOf(tx, movement, today);
  } catch (failure) {
    if (failure instanceof Refusal) return null;
    throw failure;
  }
}
