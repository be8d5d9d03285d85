import type { DateText } from '../../domain/dates.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadPlan } from '../context.ts';
import { loadBodies } from '../reference.ts';

/** A movement as it runs on a day: its plan in force, and the office that leads it. */
export interface Lead {
  movement: string;
  planVersion: number;
  plan: Plan;
  leadBody: string;
  organization: string;
}

/** @throws Refusal `invalid` where there is no such movement, or nobody leads it any more */
export async function leadOf(tx: Tx, code: string, today: DateText): Promise<Lead> {
  const wrong = (message: string) => new Refusal('invalid', [{ path: 'movement', message }]);
  const movement = await tx.movement.findUnique({ where: { code } });
  if (!movement) throw wrong('Không có phong trào thi đua này.');
  const plan = await loadPlan(tx, code, movement.current);
  const leadBody = (await loadBodies(tx, plan)).resolve(plan.lead.body, today);
  if (!leadBody) throw wrong('Đơn vị chủ trì không còn tồn tại ở ngày này.');
  const { organization } = await tx.unit.findUniqueOrThrow({ where: { code: leadBody } });
  return { movement: code, planVersion: movement.current, plan, leadBody, organization };
}
