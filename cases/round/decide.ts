import { decisionBody } from '../../domain/act-bodies.ts';
import { decidedByOwnHead } from '../../domain/open-acts.ts';
import { holderOf } from '../../domain/organization.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { loadUnits } from '../shared/accounts.ts';
import { findOrCreateDecision, refuseUnsigned } from '../shared/decisions.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';
import { beginAfterDecision } from '../obligation/after-decision.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { lockNominations } from '../submission/row.ts';
import { pathOf, tellDecided, tellHead, waitForHead } from './awaiting.ts';
import type { ToldOfDecision } from './decision-mail.ts';

/**
 * The organization's own head decides many nominations of a round under one number: all of them, or none. What is
 * `prepared` is told to nobody until the round releases it, and what an office recorded not before its head has had time
 * to contest it; until then a later paper may say otherwise.
 * @throws Refusal `invalid` with a fault for each that it can't speak of
 */
export async function decideMany(
  tx: Tx,
  row: Round,
  happening: Happening,
  env: RecordEnv,
): Promise<{ detail: Prisma.InputJsonObject; told?: ToldOfDecision }> {
  const { at, body, by } = happening;
  if (!by) throw new Refusal('forbidden');
  const { number, decidedOn, signedBy, file, awarded, refused, prepared = false } = decisionBody.parse(body);
  const named = [
    ...awarded.map((id, i) => ({ id, path: `awarded.${i}`, outcome: 'awarded', reason: null })),
    ...refused.map(({ id, reason }, i) => ({ id, path: `refused.${i}.id`, outcome: 'refused', reason })),
  ];
  const ids = named.map(({ id }) => id);
  const rows = await lockNominations(tx, ids);
  const known = await tx.decisionItem.findMany({
    where: { nominationId: { in: ids } },
    include: { decision: { select: { prepared: true } } },
  });
  const isTold = (item: (typeof known)[number]) => !item.decision.prepared && item.contestUntil === null;
  const told = new Set(known.filter(isTold).map((item) => item.nominationId));
  const units = await loadUnits(tx, new Date(at));
  const decides = (nomination: NominationRow): string | null => {
    const code = bodyThatDecides(nomination);
    return code && (holderOf(units, code) ?? code);
  };
  const decider = rows.map(decides).find((code) => code !== null) ?? row.organization;
  const faultOf = (id: string, i: number): string | null => {
    const nomination = rows.find((n) => n.id === id);
    if (ids.indexOf(id) !== i) return 'Hồ sơ được nêu hai lần.';
    if (nomination?.roundId !== row.id) return 'Không có hồ sơ này trong đợt xét.';
    if (decides(nomination) === null || told.has(id))
      return 'Hồ sơ không chờ quyết định của thủ trưởng cơ quan.';
    return decides(nomination) === decider ? null : 'Hồ sơ do cơ quan khác quyết định.';
  };
  const faults: FieldError[] =
    named.length === 0
      ? [{ path: 'awarded', message: 'Quyết định phải nêu ít nhất một hồ sơ.' }]
      : named.flatMap(({ id, path }, i) => {
          const message = faultOf(id, i);
          return message === null ? [] : [{ path, message }];
        });
  if (faults.length > 0) throw new Refusal('invalid', faults);

  refuseUnsigned(by, file);
  const paper = { body: decider, number, decidedOn, signedBy, uploadId: file, at };
  const decisionId = await findOrCreateDecision(tx, paper, { round: row });
  await setPrepared(tx, decisionId, prepared);
  const waiting = await waitForHead(tx, by, decider, at);
  for (const { id, outcome, reason } of named) {
    const says = { decisionId, outcome, reason, contestUntil: null, ...waiting };
    await tx.decisionItem.upsert({
      where: { nominationId: id },
      create: { nominationId: id, ...says },
      update: says,
    });
    if (!prepared && !waiting) await tellDecided(tx, row, { nominationId: id, ...says });
  }
  const from = pathOf(row);
  if (!prepared && !waiting)
    await beginAfterDecision(tx, env, { from, round: row, decisionId, awarded: awarded.length }, happening);
  const counts = { awarded: awarded.length, refused: refused.length };
  const detail = { decisionId, number, decidedOn, ...counts, prepared, awaitsHead: waiting !== null };
  return waiting ? { detail, told: tellHead(decisionId, named.length, waiting.contestUntil) } : { detail };
}

/** A number stands for one paper: it is told as a whole. @throws Refusal `invalid` where it was told already, or not yet */
async function setPrepared(tx: Tx, id: string, prepared: boolean): Promise<void> {
  const items = await tx.decisionItem.count({ where: { decisionId: id } });
  const nominations = await tx.nomination.count({ where: { decisionId: id } });
  const decision = await tx.decision.findUniqueOrThrow({ where: { id } });
  if ((items > 0 || nominations > 0) && decision.prepared !== prepared)
    throw new Refusal('invalid', [
      {
        path: 'prepared',
        message: decision.prepared
          ? 'Quyết định số này đang chờ công bố cùng đợt.'
          : 'Quyết định số này đã được công bố.',
      },
    ]);
  await tx.decision.update({ where: { id }, data: { prepared } });
}

/** What a round's decisions that are told to nobody yet say. */
export const preparedIn = (roundId: string) =>
  ({
    nomination: { roundId },
    // A number is told as a whole: not while its head may still contest a part of it.
    decision: { prepared: true, items: { none: { contestUntil: { not: null } } } },
  }) satisfies Prisma.DecisionItemWhereInput;

/** Tells the results of every decision that the round has prepared. @throws Refusal `nothing-prepared` */
export async function releasePrepared(
  tx: Tx,
  row: Round,
  happening: Happening,
  env: RecordEnv,
): Promise<Prisma.InputJsonObject> {
  const items = await tx.decisionItem.findMany({
    where: preparedIn(row.id),
    orderBy: { nominationId: 'asc' },
  });
  if (items.length === 0) {
    const waits = { nomination: { roundId: row.id }, decision: { prepared: true } };
    const waiting = await tx.decisionItem.count({ where: waits });
    throw new Refusal(waiting > 0 ? 'decision-awaits-head' : 'nothing-prepared');
  }
  const decisions = [...new Set(items.map(({ decisionId }) => decisionId))];
  await tx.decision.updateMany({ where: { id: { in: decisions } }, data: { prepared: false } });
  for (const item of items) await tellDecided(tx, row, item);
  for (const decisionId of decisions) {
    const awarded = items.filter(
      (item) => item.decisionId === decisionId && item.outcome === 'awarded',
    ).length;
    await beginAfterDecision(tx, env, { from: pathOf(row), round: row, decisionId, awarded }, happening);
  }
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  return { decisions: decisions.length, awarded: count('awarded'), refused: count('refused') };
}

/** The body whose own head is to decide it now, null where it waits for something else. */
function bodyThatDecides(nomination: NominationRow): string | null {
  const state = stateOfRow(nomination);
  return state.stage === 'decision' && decidedByOwnHead(state)
    ? (state.route[state.step]?.body ?? null)
    : null;
}
