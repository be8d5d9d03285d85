import { randomUUID } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import { datesOutside, roundFaults, roundParts } from '../../domain/round.ts';
import type { RoundDates, RoundPart, RoundWarning } from '../../domain/round.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { asDate, dateTextOrNull, loadPlan } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { audit } from '../record.ts';
import type { Actor, RecordEnv } from '../record.ts';
import { beginObligations, papersOfRound } from '../obligation/begin.ts';
import type { OwedPaper } from '../obligation/begin.ts';
import { leadOf } from './lead.ts';
import { mailForRound } from './mail.ts';
import { unitsThatMayPropose } from './units.ts';

export interface RoundRequest {
  movement: string;
  round: string;
  dates: Partial<RoundDates>;
  basis?: string | undefined;
  reason?: string | undefined;
}

/** What opening a round with these dates would mean. */
export interface RoundOutlook {
  planVersion: number;
  organization: string;
  leadBody: string;
  warnings: RoundWarning[];
  /** Units that will be asked to propose. */
  units: string[];
  awards: string[];
  /** What units and the lead's office will owe. */
  obligations: OwedPaper[];
  /** Until when each body on the way must act, and how long that gives it. */
  parts: RoundPart[];
}

/** @throws Refusal `not-found`, `invalid` with each fault, or `outside-period` without a reason */
export async function outlookOf(tx: Tx, request: RoundRequest, today: DateText): Promise<RoundOutlook> {
  const { movement, planVersion, plan, leadBody, organization } = await leadOf(tx, request.movement, today);
  const round = plan.rounds.find((r) => r.code === request.round);
  if (!round)
    throw new Refusal('invalid', [
      { path: 'round', message: `Đợt phải là một trong: ${plan.rounds.map((r) => r.code).join(', ')}.` },
    ]);
  const faults = roundFaults(plan, round.code, request.dates);
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const outside = datesOutside(plan, request.dates);
  if (outside.length > 0 && !request.reason)
    throw new Refusal('outside-period', [
      { path: 'reason', message: 'Cần nêu lý do: đợt nằm ngoài thời gian của kế hoạch.' },
    ]);
  const already = await tx.round.count({
    where: { movement, code: round.code, state: { in: ['open', 'intake-closed'] } },
  });
  const { from, to } = plan.period;
  const { opens = today, intakeCloses = today } = request.dates;
  const units = await unitsThatMayPropose(tx, plan, organization, asDate(today));
  return {
    planVersion,
    organization,
    leadBody,
    awards: round.awards,
    units,
    obligations: await papersOfRound(tx, plan, { ...request, leadBody, units, today }),
    parts: roundParts(plan, round.code, { opens, intakeCloses, ...request.dates }, await loadCalendar(tx)),
    warnings: [
      ...(outside.length > 0 ? [{ warning: 'outside-period', from, to, dates: outside } as const] : []),
      ...(already > 0 ? [{ warning: 'open-already' } as const] : []),
    ],
  };
}

/** Opens a round: its row, what is owed with it, its audit entry and the announcement, in one transaction. */
export async function openRound(
  tx: Tx,
  env: RecordEnv,
  request: RoundRequest,
  outlook: RoundOutlook,
  by: Actor,
  at: string,
): Promise<{ id: string }> {
  const { dates } = request;
  const date = (text: DateText | undefined) => (text === undefined ? null : asDate(text));
  const row = await tx.round.create({
    data: {
      id: randomUUID(),
      movement: request.movement,
      planVersion: outlook.planVersion,
      code: request.round,
      organization: outlook.organization,
      leadBody: outlook.leadBody,
      state: 'open',
      opens: asDate(dates.opens ?? at.slice(0, 10)),
      intakeCloses: asDate(dates.intakeCloses ?? at.slice(0, 10)),
      reviewBy: date(dates.reviewBy),
      councilBy: date(dates.councilBy),
      submitBy: date(dates.submitBy),
      decisionBy: date(dates.decisionBy),
      basis: request.basis ?? null,
      reason: request.reason ?? null,
      warnings: outlook.warnings,
      enteredAt: new Date(at),
      createdById: by.personId,
      createdAt: new Date(at),
    },
  });
  const path = { kind: 'award-round', id: row.id } as const;
  const transition: Prisma.TransitionUncheckedCreateInput = {
    pathKind: path.kind,
    pathId: path.id,
    version: 1,
    actId: `round:${row.id}:open`,
    act: 'open',
    fromStage: 'none',
    toStage: 'open',
    ...by,
    reason: request.reason ?? null,
    at: new Date(at),
  };
  await tx.transition.create({ data: transition });
  await audit(tx, row.organization, at, by, 'open', path);
  await beginOwed(tx, row, outlook.units, by, at);
  await mailForRound(tx, env, row, {
    kind: 'open',
    at,
    version: 1,
    entry: null,
    actId: transition.actId,
    body: null,
  });
  return { id: row.id };
}

/** Judged here again, under the movement's lock: two rounds opened at once must not begin the same twice. */
async function beginOwed(tx: Tx, row: Round, units: string[], by: Actor, at: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Movement" WHERE code = ${row.movement} FOR NO KEY UPDATE`;
  const { movement, planVersion, organization, leadBody } = row;
  const plan = await loadPlan(tx, movement, planVersion);
  const date = (day: Date | null) => dateTextOrNull(day) ?? undefined;
  const dates = {
    intakeCloses: date(row.intakeCloses),
    reviewBy: date(row.reviewBy),
    councilBy: date(row.councilBy),
    submitBy: date(row.submitBy),
    decisionBy: date(row.decisionBy),
  };
  const papers = await papersOfRound(tx, plan, {
    ...{ movement, round: row.code, dates, leadBody, units },
    today: dateOf(new Date(at)),
  });
  const under = { movement, planVersion, organization, leadBody, roundId: row.id };
  await beginObligations(tx, under, plan.obligations, papers, { by, createdById: by.personId, at });
}
