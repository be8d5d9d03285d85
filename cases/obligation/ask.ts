import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { obligationOf } from '../../domain/plan.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, inForceOn } from '../context.ts';
import { loadBodies } from '../reference.ts';
import type { Actor, RecordEnv } from '../record.ts';
import type { Lead } from '../round/lead.ts';
import { beginObligations, leadDebtor } from './begin.ts';
import { mailForObligation } from './mail.ts';
import { obligationInclude } from './row.ts';

export interface Asked {
  obligation: string;
  debtor?: string | undefined;
  dueOn?: DateText | undefined;
  request?: string | undefined;
}

/**
 * Asks one debtor for a paper of the plan, beside those that rounds begin ("đột xuất khi được yêu cầu"), and writes
 * to it.
 * @throws Refusal `invalid` naming each fault
 */
export async function askFor(
  tx: Tx,
  env: RecordEnv,
  { lead, asked, by, at }: { lead: Lead; asked: Asked; by: Actor; at: string },
): Promise<{ id: string }> {
  const { plan, ...under } = lead;
  const today = dateOf(new Date(at));
  const owed = obligationOf(plan, asked.obligation);
  const invalid = (faults: FieldError[]) => {
    if (faults.length > 0) throw new Refusal('invalid', faults);
  };
  if (!owed) {
    const message = `Phải là một trong: ${plan.obligations.map(({ code }) => code).join(', ')}.`;
    throw new Refusal('invalid', [{ path: 'obligation', message }]);
  }
  const bodies = await loadBodies(tx, plan);
  const toBody = bodies.resolve(owed.to, today) ?? lead.leadBody;
  const leads = owed.owedBy === 'lead';
  const debtor = leads ? leadDebtor(owed, bodies, lead.leadBody, today) : (asked.debtor ?? '');
  const inOffice = await tx.unit.count({
    where: { code: debtor, ...inForceOn(asDate(today)) },
  });
  const fault = (path: string, message: string, wrong: boolean): FieldError[] =>
    wrong ? [{ path, message }] : [];
  invalid([
    ...fault(
      'debtor',
      'Việc này do cơ quan chủ trì thực hiện.',
      leads && asked.debtor !== undefined && asked.debtor !== debtor,
    ),
    ...fault('debtor', 'Không có đơn vị này vào ngày này.', inOffice === 0),
    ...fault('debtor', 'Nơi nhận không tự gửi văn bản cho mình.', debtor === toBody),
    ...fault('dueOn', 'Hạn không được ở quá khứ.', asked.dueOn !== undefined && asked.dueOn < today),
  ]);
  const paper = { obligation: owed.code, debtor, toBody, period: '', dueOn: asked.dueOn ?? null };
  const [id = ''] = await beginObligations(tx, { ...under, roundId: null }, plan.obligations, [paper], {
    ...{ by, createdById: by.personId, at, request: asked.request },
  });
  const row = await tx.obligation.findUniqueOrThrow({ where: { id }, include: obligationInclude });
  const happening = { at, entry: null, actId: `obligation:${id}:begin`, version: 1 };
  await mailForObligation(tx, env, row, happening, 'obligation-asked');
  return { id };
}
