import { dateText, loadPlan } from '../context.ts';
import { roundOf } from '../../domain/plan.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';

/** What a round's happening tells of one decision that an office recorded for its head. */
export interface ToldOfDecision {
  event: 'decision-to-confirm' | 'decision-contested';
  decisionId: string;
  /** How many nominations it speaks of. */
  count: number;
  /** The last day to contest it. */
  until?: string;
}

/** To the head at once, what was recorded in their name; to the office, that they contest it. */
export async function mailForDecision(
  tx: Tx,
  env: RecordEnv,
  row: Round,
  { at, version }: Happening,
  { event, decisionId, count, until }: ToldOfDecision,
): Promise<void> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const decision = await tx.decision.findUniqueOrThrow({ where: { id: decisionId } });
  const path = { kind: 'award-round', id: row.id } as const;
  await notify(tx, {
    event,
    path,
    keyPart: String(version),
    at: new Date(at),
    facts: {
      kind: 'award-round',
      pathCode: plan.short,
      link: linkTo(env.baseUrl, path),
      movementTitle: plan.title,
      roundName: roundOf(plan, row.code)?.name ?? row.code,
      number: decision.number,
      decidedOn: dateText(decision.decidedOn),
      count,
      ...(until === undefined ? {} : { due: until }),
    },
    audience: { organization: decision.body, leadBody: row.leadBody },
  });
}
