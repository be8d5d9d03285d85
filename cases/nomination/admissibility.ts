import { bindingAtApproval } from '../../domain/approval.ts';
import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { nominationFacts } from './facts.ts';
import type { NominationRow } from './row.ts';
import { stateOfRow } from './row.ts';

type Context = NominationContext & { plan: Plan };

/** Refuses a submission that the plan lets refuse at once. @throws Refusal `not-admissible` naming each rule */
export async function refuseInadmissible(
  tx: Tx,
  row: NominationRow,
  state: NominationState,
  context: Context,
): Promise<void> {
  const { findings } = await nominationFacts(tx, row, state, context);
  const refused = findings.filter((finding) => finding.result === 'refuse');
  if (refused.length > 0)
    throw new Refusal(
      'not-admissible',
      refused.flatMap(({ rule, items = [], code }) =>
        // Codes alone: this travels through Temporal. The nomination's `findings` say it in words.
        items.length > 0
          ? items.map((item) => ({ path: `${rule}.${item}`, message: code }))
          : [{ path: rule, message: code }],
      ),
    );
}

/** @throws Refusal `checks-block` naming what still has to be settled or overridden */
export async function refuseWhileChecksBlock(
  tx: Tx,
  row: NominationRow,
  overrides: { criterion: string; reason: string }[],
  context: Context,
): Promise<void> {
  const { checks, findings } = await nominationFacts(tx, row, stateOfRow(row), context);
  // What an earlier reviewer passed over with a reason stays passed over at later steps.
  const earlier = await tx.checkOverride.findMany({ where: { nominationId: row.id } });
  const open = bindingAtApproval(
    { tree: context.plan.criteria[row.category], checks, findings },
    [...overrides, ...earlier],
    context.plan.checks,
  );
  if (open.length > 0)
    throw new Refusal(
      'checks-block',
      open.map(({ code, overridable }) => ({
        path: `checks.${code}`,
        message: overridable ? 'overridable' : 'binding',
      })),
    );
}
