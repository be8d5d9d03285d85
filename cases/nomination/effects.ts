import type { OnBehalf } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import type { WaitingParties } from '../../domain/nomination-waiting.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, inForceOn } from '../context.ts';
import { findOrCreateDecision, refuseUnsigned } from '../shared/decisions.ts';
import { beginAfterDecision } from '../obligation/after-decision.ts';
import type { ActOn, HappeningOf, NewsTo, TimerOf } from '../happening.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import type { WaitingForHead } from '../round/awaiting.ts';
import { refuseInadmissible, refuseWhileChecksBlock } from './admissibility.ts';
import { newsDetail } from './news.ts';
import type { NominationRow } from './row.ts';
import { holderIn, keepHand } from './row.ts';
import { keepVersion } from './versions.ts';

/** What a happening changes beside the state, and what the timeline says of it. */
export interface Effect {
  columns?: Prisma.NominationUncheckedUpdateInput;
  reason?: string | undefined;
  onBehalf?: OnBehalf | undefined;
  detail?: Prisma.InputJsonObject;
}
type Context = NominationContext & { plan: Plan };

/** @throws Refusal, always before anything is written */
export async function effectOf(
  tx: Tx,
  row: NominationRow,
  before: NominationState,
  happening: HappeningOf<'nomination'>,
  context: Context,
  env: RecordEnv,
  waiting: WaitingForHead | null,
): Promise<Effect> {
  const { by } = happening;
  if (by === null) return newsEffect(happening, before.deadline?.due ?? null);
  switch (happening.kind) {
    case 'submit': {
      await refuseInadmissible(tx, row, before, context);
      await keepVersion(tx, row, happening.at);
      await keepHand(tx, row.id, by, 'submitted');
      const proposedForIds = by.forId === undefined ? {} : { proposedForIds: { push: by.forId } };
      return {
        columns: { submittedById: by.personId, submittedAt: new Date(happening.at), ...proposedForIds },
      };
    }
    case 'withdraw': {
      const { reason } = happening.body;
      await refuseWhileVoted(tx, row);
      await refusePrepared(tx, row);
      await leaveSubmission(tx, row, happening, 'withdrawn');
      await keepHand(tx, row.id, by, 'withdrew');
      return { reason };
    }
    case 'approve': {
      const { note, overrides = [], onBehalf } = happening.body;
      await refuseWhileChecksBlock(tx, row, overrides, context);
      await leaveSubmission(tx, row, happening, 'approved');
      await tx.checkOverride.createMany({
        data: overrides.map((o) => ({
          nominationId: row.id,
          ...o,
          personId: by.personId,
          at: new Date(happening.at),
        })),
        skipDuplicates: true,
      });
      const approvers = [by.personId, ...(by.forId === undefined ? [] : [by.forId])];
      return {
        reason: note,
        onBehalf,
        columns: before.stage === 'office-review' ? { approvedByIds: { push: approvers } } : {},
        detail: { overrides: overrides.map((o) => o.criterion) },
      };
    }
    case 'return': {
      const { reason, items, onBehalf } = happening.body;
      await leaveSubmission(tx, row, happening, 'returned');
      return { reason, onBehalf, detail: { items } };
    }
    case 'reject': {
      const { reason, onBehalf } = happening.body;
      await leaveSubmission(tx, row, happening, 'rejected');
      return { reason, onBehalf, columns: { outcomeReason: reason } };
    }
    case 'hold': {
      const { ground, document, reason } = happening.body;
      await refuseWhileVoted(tx, row);
      return { reason, detail: { ground, document } };
    }
    case 'release': {
      const { document, reason } = happening.body;
      return { reason, detail: { document } };
    }
    case 'extend':
      return { reason: happening.body.reason };
    case 'reroute': {
      const { reason, step, body: unit } = happening.body;
      await refuseNotInOffice(tx, unit, happening.at);
      return { reason, detail: { step, body: unit } };
    }
    case 'decide':
      return decide(tx, row, before, happening, env, waiting, holderIn(context));
  }
}

/** A decision of its own head; one that an office recorded is told to nobody until they have had time to contest it. */
async function decide(
  tx: Tx,
  row: NominationRow,
  before: NominationState,
  happening: ActOn<'nomination', 'decide'>,
  env: RecordEnv,
  waiting: WaitingForHead | null,
  holder: WaitingParties['holder'],
): Promise<Effect> {
  const { at, body, by, version } = happening;
  const { outcome, number, decidedOn, signedBy, reason, file } = body;
  await refusePrepared(tx, row);
  refuseUnsigned(by, file);
  const reached = before.route[before.step]?.body ?? row.organization;
  const decider = holder(reached) ?? reached;
  const paper = { body: decider, number, decidedOn, signedBy, uploadId: file, at };
  const decisionId = await findOrCreateDecision(tx, paper, { round: row.round });
  const from = { kind: 'nomination', id: row.id } as const;
  if (waiting) {
    const says = { outcome: outcome === 'award' ? 'awarded' : 'refused', reason: reason ?? null };
    await tx.decisionItem.create({ data: { nominationId: row.id, decisionId, ...says, ...waiting } });
    // Its round watches the time, and writes to the head. Here the unit reads along: no word of what was decided.
    const round = { kind: 'award-round', id: row.roundId } as const;
    const news = { decisionId, number, decidedOn };
    await tell(tx, from, round, `nomination:${row.id}:decision:${version}`, 'decision-recorded', news);
    return { detail: { awaitsHead: true } };
  }
  const awarded = outcome === 'award' ? 1 : 0;
  await beginAfterDecision(tx, env, { from, round: row.round, decisionId, awarded }, happening);
  return {
    reason,
    columns: { decisionId, outcomeReason: outcome === 'refuse' ? (reason ?? null) : null },
    detail: { outcome, number, decidedOn },
  };
}

function newsEffect(
  { kind, body }: NewsTo<'nomination'> | TimerOf<'nomination'>,
  dueBefore: DateText | null,
): Effect {
  const news = newsDetail.parse(body ?? {});
  switch (kind) {
    case 'scheduled':
      return { columns: { sessionId: news.sessionId ?? null } };
    case 'drafted':
      return { columns: { submissionId: news.submissionId ?? null } };
    case 'dispatched':
      return { columns: { submissionId: news.submissionId ?? null } };
    case 'passed':
      return { columns: { approve: news.approve ?? null } };
    case 'failed':
      return { columns: { outcomeReason: news.reason ?? 'Không đạt số phiếu theo quy định.' } };
    case 'awarded':
      return { columns: { decisionId: news.decisionId ?? null } };
    case 'refused':
    case 'answered-reject':
      return {
        reason: news.reason,
        columns: { outcomeReason: news.reason ?? null, decisionId: news.decisionId ?? null },
      };
    case 'answered-return':
      return { reason: news.reason };
    case 'not-selected':
      return { columns: { outcomeReason: 'Đạt số phiếu nhưng vượt chỉ tiêu của kế hoạch.' } };
    case 'calendar-changed':
      return { detail: { day: news.day ?? null, before: dueBefore } };
    // What these change is the state's alone.
    case 'unscheduled':
    case 'agreed':
    case 'selected':
    case 'answered-approve':
    case 'decision-contested':
    case 'dates-changed':
    case 'intake-closed':
    case 'round-cancelled':
    case 'remind':
    case 'overdue':
    case 'escalate':
    case 'time-up':
    case 'lapse':
      return {};
  }
}

/** Withdraw and hold wait while the ballot on this nomination is open (design: Races). */
async function refuseWhileVoted(tx: Tx, row: NominationRow): Promise<void> {
  const open = await tx.agendaItem.findFirst({
    where: { nominationId: row.id, state: 'listed', session: { state: 'open' } },
    select: { sessionId: true },
  });
  if (open) throw new Refusal('ballot-open');
}

/** It is decided already, and waits for its round to tell it. */
async function refusePrepared(tx: Tx, row: NominationRow): Promise<void> {
  if ((await tx.decisionItem.count({ where: { nominationId: row.id } })) > 0)
    throw new Refusal({ cause: 'decided-unreleased' });
}

/** A nomination that goes its own way tells the tờ trình it lies in. */
async function leaveSubmission(
  tx: Tx,
  row: NominationRow,
  { version }: Happening,
  how: string,
): Promise<void> {
  if (!row.submissionId) return;
  const from = { kind: 'nomination', id: row.id } as const;
  const to = { kind: 'submission', id: row.submissionId } as const;
  const actId = `nomination:${row.id}:left:${version}`;
  await tell(tx, from, to, actId, 'item-left', { nominationId: row.id, how });
}

async function refuseNotInOffice(tx: Tx, code: string, at: string): Promise<void> {
  const day = asDate(dateOf(new Date(at)));
  const inOffice = await tx.unit.count({ where: { code, ...inForceOn(day) } });
  if (inOffice === 0)
    throw new Refusal('invalid', [{ path: 'body', message: 'Không có đơn vị này vào ngày này.' }]);
}
