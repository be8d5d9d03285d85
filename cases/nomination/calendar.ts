import { openStates } from '../../domain/case-states.ts';
import { rearm, ruleOf } from '../../domain/nomination-deadline.ts';
import { routeFor } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { timetableOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Standing } from '../case.ts';
import { loadPlan } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { byRound, stateOfRow } from './row.ts';

/** A nomination keeps its due date, so that it has to be worked out again. On hold nothing moves. */
export async function nominationStandings(tx: Tx, at: string): Promise<Standing[]> {
  const calendar = await loadCalendar(tx);
  const rows = await tx.nomination.findMany({
    where: { stage: { in: openStates('nomination') }, deadline: { not: Prisma.DbNull } },
    include: { round: true },
  });
  const plans = new Map<string, Plan>();
  const planOf = async (code: string, version: number): Promise<Plan> => {
    const key = `${code} ${version}`;
    const plan = plans.get(key) ?? (await loadPlan(tx, code, version));
    plans.set(key, plan);
    return plan;
  };
  const found: Standing[] = [];
  for (const row of rows) {
    const state = stateOfRow(row);
    if (state.hold) continue;
    const plan = await planOf(row.movement, row.planVersion);
    const steps = routeFor(plan, row.award, row.category);
    const moved = rearm(state, { plan, steps, ...byRound(row, at), calendar, at });
    const { deadline } = moved;
    const entries = timetableOf(ruleOf({ ...state, ...moved }, { plan, steps }), deadline, calendar);
    found.push({
      path: { kind: 'nomination', id: row.id },
      due: deadline?.due ?? null,
      text: JSON.stringify([deadline?.due, deadline?.provisional, entries]),
    });
  }
  return found;
}
