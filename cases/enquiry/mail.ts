import { enquiryWaiting } from '../../domain/enquiry.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadPlan } from '../context.ts';
import { unitNames } from '../reference.ts';
import { notify } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import type { EnquiryRow } from './row.ts';
import { pathOf, standingOf } from './row.ts';

/** Writes the mail of a happening. What was asked and answered is read in the record, not in a mail. */
export async function mailForEnquiry(
  tx: Tx,
  env: RecordEnv,
  row: EnquiryRow,
  { at, entry, actId, version }: Pick<Happening, 'at' | 'entry' | 'actId' | 'version'>,
  event: MailEvent,
): Promise<void> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const nameOf = await unitNames(tx);
  const waiting = enquiryWaiting(standingOf(row));
  await notify(tx, {
    event,
    path: pathOf(row),
    keyPart: entry ? actId : String(version),
    at: new Date(at),
    facts: {
      kind: 'enquiry',
      ...(row.kind === 'opinion' ? { opinion: true } : {}),
      pathCode: row.code,
      link: linkTo(env.baseUrl, pathOf(row)),
      movementTitle: plan.title,
      stage: row.state,
      waiting,
      ...(waiting?.body ? { waitingBody: nameOf(waiting.body) } : {}),
      fromBody: nameOf(row.fromUnit),
      toBody: nameOf(row.toBody),
    },
    audience: {
      organization: row.organization,
      leadBody: row.leadBody,
      // An office hears by the one who asked.
      proposingUnits: row.kind === 'opinion' ? [] : [row.fromUnit],
      proposerIds: [row.createdById],
      waiting: waiting?.body ? { body: waiting.body, role: waiting.role } : null,
    },
  });
}
