import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { revokeBody } from '../../domain/act-bodies.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/dates.ts';
import { refuseDay } from '../../domain/paper-days.ts';
import { Refusal } from '../../domain/problems.ts';
import { afterDecision } from '../../organization/after-decision.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, dateText } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { audit } from '../record.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { lockNominations } from '../submission/row.ts';
import { mailForRevocation } from './mail.ts';
import { pathOf, revocationInclude } from './row.ts';

/**
 * Revokes an award (Luật Thi đua, khen thưởng Đ93.2): the nomination and the register say so, the units are told,
 * and what went with it is to be returned. Its workflow starts right after.
 * @throws Refusal `not-in-this-state` where it is not awarded, or no more; `invalid` for a day that can't be
 */
export async function beginRevocation(
  tx: Tx,
  env: RecordEnv,
  {
    nominationId,
    asked: { number, decidedOn, ground, reason },
    by,
    at,
  }: { nominationId: string; asked: z.infer<typeof revokeBody>; by: Actor; at: string },
): Promise<{ id: string }> {
  const [row] = await lockNominations(tx, [nominationId]);
  const entry = await tx.awardEntry.findUnique({
    where: { nominationId },
    include: { decision: true, revocation: true },
  });
  if (!row) throw new Refusal('not-found');
  if (row.outcome !== 'awarded' || !entry || entry.revocation)
    throw new Refusal({ cause: row.outcome === 'revoked' ? 'revocation-begun' : 'not-awarded' });
  const today = dateOf(new Date(at));
  refuseDay('decidedOn', decidedOn, today, { awarded: dateText(entry.decidedOn) });

  const id = randomUUID();
  const { workingDays } = afterDecision().returnAfterRevocation;
  const due = addWorkingDays(await loadCalendar(tx), today, workingDays).date;
  const path = pathOf({ id });
  const written = await tx.revocation.create({
    data: {
      id,
      nominationId,
      organization: row.organization,
      leadBody: row.round.leadBody,
      ...{ movement: row.movement, round: row.round.code, award: row.award },
      ...{
        number: number.normalize('NFC'),
        decidedOn: asDate(decidedOn),
        ground,
        reason,
        amount: entry.amount,
      },
      dueOn: asDate(due),
      state: 'returning',
      enteredAt: new Date(at),
      createdById: by.personId,
      createdAt: new Date(at),
    },
    include: revocationInclude,
  });
  const version = row.version + 1;
  await tx.nomination.update({ where: { id: nominationId }, data: { outcome: 'revoked', version } });
  const said = { act: 'revoke', reason, detail: { number, decidedOn, ground }, at: new Date(at) };
  const nomination = { kind: 'nomination', id: nominationId } as const;
  await tx.transition.createMany({
    data: [
      {
        ...{ pathKind: path.kind, pathId: id, version: 1, actId: `revocation:${id}:revoke` },
        ...{ ...said, ...by, fromStage: 'none', toStage: 'returning' },
      },
      // To the nomination it is news, as all that other paths bring.
      {
        ...{ pathKind: nomination.kind, pathId: nominationId, version, actId: `revocation:${id}` },
        ...{ ...said, fromStage: 'closed', toStage: 'closed' },
      },
    ],
  });
  await audit(tx, row.organization, at, by, 'revoke', path, { nominationId });
  await audit(tx, row.organization, at, null, 'revoke', nomination, { version, to: 'closed' });
  await mailForRevocation(
    tx,
    env,
    written,
    { at, entry: null, actId: `revocation:${id}:revoke`, version: 1 },
    'award-revoked',
  );
  return { id };
}
