import { decisionBody } from '../../domain/act-bodies.ts';
import { decidedByOwnHead } from '../../domain/nomination.ts';
import type { PathRef } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { findOrCreateDecision } from '../decisions.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';
import { beginAfterDecision } from '../obligation/after-decision.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import { lockNominations } from '../submission/row.ts';

/**
 * The organization's own head decides many nominations of a round under one number: all of them, or none. What is
 * `prepared` is told to nobody until the round releases it; until then a later paper may say otherwise.
 * @throws Refusal `invalid` with a fault for each that it can't speak of
 */
export async function decideMany(
  tx: Tx,
  row: Round,
  happening: Happening,
  env: RecordEnv,
): Promise<Prisma.InputJsonObject> {
  const { at, body } = happening;
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
  const told = new Set(known.flatMap((item) => (item.decision.prepared ? [] : [item.nominationId])));
  const decider = rows.map(bodyThatDecides).find((code) => code !== null) ?? row.organization;
  const faultOf = (id: string, i: number): string | null => {
    const nomination = rows.find((n) => n.id === id);
    if (ids.indexOf(id) !== i) return 'Hồ sơ được nêu hai lần.';
    if (nomination?.roundId !== row.id) return 'Không có hồ sơ này trong đợt xét.';
    if (bodyThatDecides(nomination) === null || told.has(id))
      return 'Hồ sơ không chờ quyết định của thủ trưởng cơ quan.';
    return bodyThatDecides(nomination) === decider ? null : 'Hồ sơ do cơ quan khác quyết định.';
  };
  const faults: FieldError[] =
    named.length === 0
      ? [{ path: 'awarded', message: 'Quyết định phải nêu ít nhất một hồ sơ.' }]
      : named.flatMap(({ id, path }, i) => {
          const message = faultOf(id, i);
          return message === null ? [] : [{ path, message }];
        });
  if (faults.length > 0) throw new Refusal('invalid', faults);

  const paper = { body: decider, number, decidedOn, signedBy, uploadId: file, at };
  const decisionId = await findOrCreateDecision(tx, paper, { round: row });
  await setPrepared(tx, decisionId, prepared);
  for (const { id, outcome, reason } of named) {
    const says = { decisionId, outcome, reason };
    await tx.decisionItem.upsert({
      where: { nominationId: id },
      create: { nominationId: id, ...says },
      update: says,
    });
    if (!prepared) await tellDecided(tx, row, { nominationId: id, ...says });
  }
  const from = pathOf(row);
  if (!prepared)
    await beginAfterDecision(tx, env, { from, round: row, decisionId, awarded: awarded.length }, happening);
  return { decisionId, number, decidedOn, awarded: awarded.length, refused: refused.length, prepared };
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
  ({ nomination: { roundId }, decision: { prepared: true } }) satisfies Prisma.DecisionItemWhereInput;

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
  if (items.length === 0) throw new Refusal('nothing-prepared');
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

const pathOf = ({ id }: Round): PathRef => ({ kind: 'award-round', id });

const tellDecided = (
  tx: Tx,
  round: Round,
  { nominationId: id, decisionId, outcome, reason }: Prisma.DecisionItemUncheckedCreateInput,
): Promise<void> =>
  tell(tx, pathOf(round), { kind: 'nomination', id }, `round:${round.id}:decision:${decisionId}`, outcome, {
    decisionId,
    ...(typeof reason === 'string' ? { reason } : {}),
  });

/** The body whose own head is to decide it now, null where it waits for something else. */
function bodyThatDecides(nomination: NominationRow): string | null {
  const state = stateOfRow(nomination);
  return state.stage === 'decision' && decidedByOwnHead(state)
    ? (state.route[state.step]?.body ?? null)
    : null;
}
