import { awardOf, roundOf } from '../../domain/plan.ts';
import { revocationWaiting } from '../../domain/revocation.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import { loadReference } from '../reference.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { proposersOf } from '../nomination/row.ts';
import type { RevocationRow } from './row.ts';
import { pathOf, standingOf } from './row.ts';

/** Writes the mail of a happening: to the side that proposed, and to the office that takes back what was given. */
export async function mailForRevocation(
  tx: Tx,
  env: RecordEnv,
  row: RevocationRow,
  { at, entry, actId, version }: Pick<Happening, 'at' | 'entry' | 'actId' | 'version'>,
  event: MailEvent,
): Promise<void> {
  const { nomination } = row.entry;
  const plan = await loadPlan(tx, row.movement, nomination.planVersion);
  const office = (await loadReference(tx)).byCode.get(row.leadBody);
  await notify(tx, {
    event,
    path: pathOf(row),
    keyPart: entry ? actId : String(version),
    at: new Date(at),
    facts: {
      kind: 'revocation',
      pathCode: nomination.code,
      link: linkTo(env.baseUrl, pathOf(row)),
      movementTitle: plan.title,
      roundName: roundOf(plan, row.round)?.name ?? row.round,
      awardName: awardOf(plan, row.award)?.name ?? row.award,
      stage: row.state,
      waiting: revocationWaiting(standingOf(row)),
      ...(office ? { waitingBody: office.name } : {}),
      number: row.number,
      decidedOn: dateText(row.decidedOn),
      reason: row.reason,
    },
    audience: {
      organization: row.organization,
      leadBody: row.leadBody,
      proposerIds: [...new Set(proposersOf(nomination))],
      proposingUnits: [nomination.proposingUnit],
      nomineeUnit: nomination.subjectUnit,
      waiting: { body: row.leadBody, role: 'office-reviewer' },
    },
  });
}
