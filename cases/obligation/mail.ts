import { isDuty } from '../../domain/after-decision.ts';
import { isOwn, obligationWaiting } from '../../domain/obligation.ts';
import { obligationOf, roundOf } from '../../domain/plan.ts';
import { nameFor } from '../../domain/recurrence.ts';
import { dutyNames } from '../../domain/texts.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import { unitNames } from '../reference.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import type { ObligationRow } from './row.ts';
import { pathOf, standingOf } from './row.ts';

/** What is owed to no other body has words of its own. */
const ofDuty: Partial<Record<MailEvent, MailEvent>> = {
  'obligation-asked': 'duty-begun',
  'obligation-reminder': 'duty-reminder',
  'obligation-overdue': 'duty-overdue',
  'obligation-submitted': 'duty-settled',
  'obligation-waived': 'duty-settled',
};

/** Writes the mail of a happening: to the debtor, or to the body that must answer. */
export async function mailForObligation(
  tx: Tx,
  env: RecordEnv,
  row: ObligationRow,
  { at, entry, actId, version }: Pick<Happening, 'at' | 'entry' | 'actId' | 'version'>,
  event: MailEvent,
  reason?: string,
): Promise<void> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const nameOf = await unitNames(tx);
  const waiting = obligationWaiting(standingOf(row));
  const own = isOwn(row);
  const round = row.round ? roundOf(plan, row.round.code) : undefined;
  await notify(tx, {
    event: own ? (ofDuty[event] ?? event) : event,
    path: pathOf(row),
    keyPart: entry ? actId : String(version),
    at: new Date(at),
    facts: {
      kind: 'obligation',
      pathCode: row.decision?.number ?? plan.short,
      link: linkTo(env.baseUrl, pathOf(row)),
      movementTitle: plan.title,
      ...(round ? { roundName: round.name } : {}),
      ...(own
        ? {
            duty: isDuty(row.code) ? dutyNames[row.code].vi : row.code,
            ...(row.decision
              ? { number: row.decision.number, decidedOn: dateText(row.decision.decidedOn) }
              : {}),
          }
        : {
            obligation: nameFor(obligationOf(plan, row.code)?.name ?? row.code, row.period),
            stage: row.state,
          }),
      waiting,
      ...(waiting?.body ? { waitingBody: nameOf(waiting.body) } : {}),
      fromBody: nameOf(row.debtor),
      toBody: nameOf(row.toBody),
      ...(reason === undefined ? {} : { reason }),
    },
    audience: {
      organization: row.organization,
      leadBody: row.leadBody,
      proposingUnits: [row.debtor],
      ...(row.submittedById === null ? {} : { proposerIds: [row.submittedById] }),
      nextBody: row.toBody,
      waiting: waiting?.body ? { body: waiting.body, role: waiting.role } : null,
    },
  });
}
