import type { z } from 'zod';
import type { reopenBody } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import type { Holder } from '../../domain/permissions.ts';
import { Refusal } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { asDate, dateText } from '../context.ts';
import { audit } from '../record.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { granted } from '../rights.ts';
import { mailForRound } from './mail.ts';
import { whereItStands } from './rights.ts';

/** Reopening a round is for the head of the office that leads it. @throws Refusal `forbidden` */
export const reopenerOf = (person: Holder, { leadBody }: Pick<Round, 'leadBody'>, units: Units): RoleAt =>
  granted(rolesAt(units, person.roles, leadBody, 'office-head')[0] ?? 'forbidden');

/**
 * Opens a round that is over: it takes proposals until the day named, and the units hear why. Its path, which has ended,
 * begins anew from the record right after; what was closed in it stays closed.
 * @param row held by its lock
 * @throws Refusal `not-in-this-state` where it is not over, or was cancelled; `invalid` for a day that has passed
 */
export async function reopenRound(
  tx: Tx,
  env: RecordEnv,
  row: Round,
  { asked, by, at }: { asked: z.infer<typeof reopenBody>; by: Actor; at: string },
): Promise<{ id: string }> {
  const { id } = row;
  if (row.state !== 'finished') throw new Refusal(whereItStands(row));
  if (asked.to < dateOf(new Date(at)))
    throw new Refusal('invalid', [{ path: 'to', message: 'Ngày này đã qua.' }]);
  const version = row.version + 1;
  const written = await tx.round.update({
    where: { id },
    data: {
      state: 'open',
      intakeCloses: asDate(asked.to),
      enteredAt: new Date(at),
      started: false,
      ...{ version, entryVersion: version },
    },
  });
  const path = { kind: 'award-round', id } as const;
  const actId = `round:${id}:reopen:${version}`;
  await tx.transition.create({
    data: {
      ...{ pathKind: path.kind, pathId: id, version, actId, act: 'reopen' },
      ...{ fromStage: row.state, toStage: written.state, ...by, reason: asked.reason, at: new Date(at) },
      detail: { deadline: 'intakeCloses', before: dateText(row.intakeCloses), to: asked.to },
    },
  });
  await audit(tx, row.organization, at, by, 'reopen', path, { version, to: written.state });
  await mailForRound(tx, env, written, { kind: 'reopen', at, version, entry: null, actId, body: asked });
  return { id };
}
