import { z } from 'zod';
import { roundBodies } from '../../domain/act-bodies.ts';
import { addWorkingDays } from '../../domain/calendar.ts';
import { dateOf, endOfDay } from '../../domain/dates.ts';
import { isRecorder } from '../../domain/delegation.ts';
import type { PathRef, TimetableEntry } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { roles } from '../../domain/roles.ts';
import { afterDecision } from '../../organization/after-decision.ts';
import type { Tx } from '../../prisma/db.ts';
import type { DecisionItem, Prisma, Round } from '../../prisma/generated/client.ts';
import { asDate, dateText, inForceOn } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { beginAfterDecision } from '../obligation/after-decision.ts';
import type { Actor, Happening, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import type { ToldOfDecision } from './decision-mail.ts';

/**
 * A decision that an office recorded for its own head waits for them: told to nobody until they confirm it, or the time
 * to contest it is over. What they contest is gone, and the nominations wait for a decision as before.
 */
type Detail = Prisma.InputJsonObject;

const actorSchema = z.object({
  personId: z.string(),
  role: z.enum(roles),
  unit: z.string(),
  forId: z.string().optional(),
});

/** How an item keeps that it waits for its head. */
export interface WaitingForHead {
  contestUntil: Date;
  recordedBy: Prisma.InputJsonObject;
}

/** What a nomination tells of a decision that an office recorded of it, and that waits for its head. */
export const decisionNews = z.object({ decisionId: z.string(), number: z.string(), decidedOn: z.string() });

/** What a round says of a decision that was recorded in it, and what its head hears. */
interface Said {
  detail: Detail;
  told?: ToldOfDecision;
}

export const pathOf = ({ id }: { id: string }): PathRef => ({ kind: 'award-round', id });

/**
 * Until when a decision that was recorded waits for its head, as its items keep it; nothing where the head decides
 * themselves, or has no account by which they could answer.
 */
export async function waitForHead(
  tx: Tx,
  by: Actor,
  body: string,
  at: string,
): Promise<WaitingForHead | null> {
  if (!isRecorder(by)) return null;
  const today = dateOf(new Date(at));
  const heads = await tx.roleHolding.count({
    where: {
      ...{ role: 'head', unit: body, ...inForceOn(asDate(today)) },
      person: { disabledAt: null, passwordHash: { not: null } },
    },
  });
  if (heads === 0) return null;
  const { workingDays } = afterDecision().contestDecision;
  const until = addWorkingDays(await loadCalendar(tx), today, workingDays).date;
  return { contestUntil: asDate(until), recordedBy: { ...by } };
}

/** What of a round waits for its head. */
const awaitingIn = (roundId: string) =>
  ({ nomination: { roundId }, contestUntil: { not: null } }) satisfies Prisma.DecisionItemWhereInput;

/** Each nomination of which a recorded decision waits for its head, with that decision. */
export const awaitingOf = (tx: Tx, { id }: Pick<Round, 'id'>, which: { decisionId?: string } = {}) =>
  tx.decisionItem.findMany({
    where: { ...awaitingIn(id), ...which },
    include: { decision: true, nomination: { include: { round: true } } },
    orderBy: [{ decisionId: 'asc' }, { nominationId: 'asc' }],
  });

/** When each of them stands by itself: an entry for each decision and day. */
export async function standingEntries(tx: Tx, roundId: string): Promise<TimetableEntry[]> {
  const waiting = await tx.decisionItem.findMany({
    where: awaitingIn(roundId),
    select: { decisionId: true, contestUntil: true },
    distinct: ['decisionId', 'contestUntil'],
  });
  return waiting.flatMap(({ decisionId, contestUntil }) => {
    if (contestUntil === null) return [];
    const due = dateText(contestUntil);
    return [{ kind: `decision-stands-${decisionId}`, at: endOfDay(due).toISOString(), due }];
  });
}

/** The round hears of a decision that was recorded of one nomination: from now on it watches the time, and the head knows. */
export async function recordedOf(tx: Tx, row: Round, news: z.infer<typeof decisionNews>): Promise<Said> {
  const items = await tx.decisionItem.findMany({
    where: { ...awaitingIn(row.id), decisionId: news.decisionId },
    orderBy: { contestUntil: 'asc' },
  });
  const until = items.at(-1)?.contestUntil;
  // Confirmed or contested before the round heard of it.
  if (!until) return { detail: news };
  return { detail: news, told: tellHead(news.decisionId, items.length, until) };
}

/** The mail by which a head hears at once what was recorded for them. */
export const tellHead = (decisionId: string, count: number, until: Date): ToldOfDecision => ({
  ...{ event: 'decision-to-confirm', decisionId, count },
  until: dateText(until),
});

/** The head has seen it and says that it is theirs. @throws Refusal `not-in-this-state` where nothing of it waits */
export async function confirmDecision(
  tx: Tx,
  row: Round,
  happening: Happening,
  env: RecordEnv,
): Promise<Detail> {
  const { decisionId } = roundBodies['confirm-decision'].parse(happening.body);
  return stand(tx, row, { decisionId }, happening, env);
}

/** Nobody contested it in time. */
export async function decisionStands(
  tx: Tx,
  row: Round,
  happening: Happening,
  env: RecordEnv,
): Promise<Detail> {
  const { kind = '', due = '' } = happening.entry ?? {};
  const decisionId = kind.replace('decision-stands-', '');
  return stand(tx, row, { decisionId, contestUntil: asDate(due) }, happening, env);
}

async function stand(
  tx: Tx,
  row: Round,
  which: { decisionId: string; contestUntil?: Date },
  happening: Happening,
  env: RecordEnv,
): Promise<Detail> {
  const items = await itemsOf(tx, row, which);
  const { decisionId } = which;
  const ids = items.map(({ nominationId }) => nominationId);
  const where = { nominationId: { in: ids } };
  await tx.decisionItem.updateMany({ where, data: { contestUntil: null } });
  const decision = await tx.decision.findUniqueOrThrow({ where: { id: decisionId } });
  const awarded = items.filter(({ outcome }) => outcome === 'awarded').length;
  if (!decision.prepared) {
    for (const item of items) await tellDecided(tx, row, item);
    const by = happening.by ?? actorSchema.parse(items[0]?.recordedBy);
    const decided = { from: pathOf(row), round: row, decisionId, awarded };
    await beginAfterDecision(tx, env, decided, { by, at: happening.at });
  }
  return { decisionId, number: decision.number, awarded, refused: items.length - awarded };
}

/** The head says that it is none of theirs. @throws Refusal `not-in-this-state` where nothing of it waits */
export async function contestDecision(
  tx: Tx,
  row: Round,
  happening: Happening,
): Promise<Said & { reason: string }> {
  const { decisionId, reason } = roundBodies['contest-decision'].parse(happening.body);
  const items = await itemsOf(tx, row, { decisionId });
  const { number } = await tx.decision.findUniqueOrThrow({ where: { id: decisionId } });
  await tx.decisionItem.deleteMany({
    where: { nominationId: { in: items.map(({ nominationId }) => nominationId) } },
  });
  for (const { nominationId: id } of items) {
    const actId = `round:${row.id}:contested:${happening.version}`;
    await tell(tx, pathOf(row), { kind: 'nomination', id }, actId, 'decision-contested');
  }
  return {
    reason,
    detail: { decisionId, number, nominations: items.length },
    told: { event: 'decision-contested', decisionId, count: items.length },
  };
}

async function itemsOf(tx: Tx, row: Round, which: { decisionId: string; contestUntil?: Date }) {
  const items = await tx.decisionItem.findMany({
    where: { ...awaitingIn(row.id), ...which },
    orderBy: { nominationId: 'asc' },
  });
  if (items.length === 0) throw new Refusal({ cause: 'nothing-awaits-head' });
  return items;
}

const decidedAs = z.enum(['awarded', 'refused']);

/** A nomination hears what was decided of it. */
export const tellDecided = (
  tx: Tx,
  round: Round,
  {
    nominationId: id,
    decisionId,
    outcome,
    reason,
  }: Pick<DecisionItem, 'nominationId' | 'decisionId' | 'outcome' | 'reason'>,
): Promise<void> =>
  tell(
    tx,
    pathOf(round),
    { kind: 'nomination', id },
    `round:${round.id}:decision:${decisionId}`,
    decidedAs.parse(outcome),
    {
      decisionId,
      ...(reason === null ? {} : { reason }),
    },
  );
