import { randomUUID } from 'node:crypto';
import type { DateText } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import { datesOutside, roundFaults } from '../../domain/round.ts';
import type { RoundDates } from '../../domain/round.ts';
import { formatDateVi } from '../../domain/dates.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { asDate, loadBodies, loadPlan } from '../context.ts';
import { audit } from '../record.ts';
import type { Actor, RecordEnv } from '../record.ts';
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
  warnings: string[];
  /** Units that will be asked to propose. */
  units: string[];
  awards: string[];
}

/** @throws Refusal `not-found`, `invalid` with each fault, or `outside-period` without a reason */
export async function outlookOf(tx: Tx, request: RoundRequest, today: DateText): Promise<RoundOutlook> {
  const movement = await tx.movement.findUnique({ where: { code: request.movement } });
  if (!movement)
    throw new Refusal('invalid', [{ path: 'movement', message: 'Không có phong trào thi đua này.' }]);
  const plan = await loadPlan(tx, movement.code, movement.current);
  const round = plan.rounds.find((r) => r.code === request.round);
  if (!round)
    throw new Refusal('invalid', [
      { path: 'round', message: `Đợt phải là một trong: ${plan.rounds.map((r) => r.code).join(', ')}.` },
    ]);
  const faults = roundFaults(plan, round.code, request.dates);
  if (faults.length > 0) throw new Refusal('invalid', faults);
  const outside = datesOutside(plan, request.dates);
  if (outside.length > 0 && !request.reason) throw new Refusal('outside-period');
  const leadBody = (await loadBodies(tx, plan)).resolve(plan.lead.body, today);
  if (!leadBody)
    throw new Refusal('invalid', [
      { path: 'movement', message: 'Đơn vị chủ trì không còn tồn tại ở ngày này.' },
    ]);
  const { organization } = await tx.unit.findUniqueOrThrow({ where: { code: leadBody } });
  const already = await tx.round.count({
    where: { movement: movement.code, code: round.code, state: { in: ['open', 'intake-closed'] } },
  });
  const { from, to } = plan.period;
  return {
    planVersion: movement.current,
    organization,
    leadBody,
    awards: round.awards,
    units: await unitsThatMayPropose(tx, plan, asDate(today)),
    warnings: [
      ...(outside.length > 0
        ? [
            `Thời gian của đợt nằm ngoài thời gian phong trào (${formatDateVi(from)} – ${formatDateVi(to)}): ${outside.join(', ')}.`,
          ]
        : []),
      ...(already > 0 ? ['Đợt này của phong trào đang mở ở một lần khác.'] : []),
    ],
  };
}

/** Opens a round: its row, its audit entry and the announcement to the units, in one transaction. */
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
