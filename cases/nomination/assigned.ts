import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateTextOrNull, loadPlan } from '../context.ts';
import { notify } from '../shared/notify.ts';
import type { RecordEnv } from '../record.ts';
import type { NominationRow } from './row.ts';

/** Tells a reviewer that a case lies on his desk. */
export async function mailAssigned(
  tx: Tx,
  env: RecordEnv,
  row: NominationRow,
  assignee: string,
  at: Date,
): Promise<void> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const path = { kind: 'nomination', id: row.id } as const;
  await notify(tx, {
    event: 'assigned',
    path,
    keyPart: `assigned:${at.toISOString()}`,
    at,
    facts: {
      kind: 'nomination',
      pathCode: row.code,
      link: linkTo(env.baseUrl, path),
      movementTitle: plan.title,
      stage: row.stage,
      due: dateTextOrNull(row.dueOn),
    },
    audience: { organization: row.organization, leadBody: row.round.leadBody, assignee },
  });
}
