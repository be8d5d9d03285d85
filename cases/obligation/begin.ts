import { randomUUID } from 'node:crypto';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { isBegun, obligationDates, obligationsOfRound, receiverRoles } from '../../domain/obligation.ts';
import type { Plan, PlanObligation } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Role } from '../../domain/roles.ts';
import type { RoundDates } from '../../domain/round.ts';
import type { Tx } from '../../prisma/db.ts';
import { asDate, inForceOn } from '../context.ts';
import { loadBodies } from '../reference.ts';
import type { Actor } from '../record.ts';
import { stateOf } from './row.ts';

/** One paper that somebody will owe. */
export interface OwedPaper {
  obligation: string;
  debtor: string;
  toBody: string;
  /** '2026-06' where it recurs. */
  period: string;
  dueOn: DateText | null;
}

/** What can be owed: the obligations of a plan, or what follows a decision. */
export type Owed = Pick<PlanObligation, 'code' | 'owedBy'> & { kind: string };

/** Under which plan it is owed, and who runs that. */
export interface OwedUnder {
  movement: string;
  planVersion: number;
  organization: string;
  leadBody: string;
  roundId: string | null;
  submissionId?: string | null;
  decisionId?: string;
}

/** What the opening of a round would begin: for each unit that may propose, or for an office that leads. */
export async function papersOfRound(
  tx: Tx,
  plan: Plan,
  {
    movement,
    round,
    dates,
    leadBody,
    units,
    today,
  }: {
    movement: string;
    round: string;
    dates: Partial<RoundDates>;
    leadBody: string;
    /** Those that may propose. */
    units: string[];
    today: DateText;
  },
): Promise<OwedPaper[]> {
  const bodies = await loadBodies(tx, plan);
  const former = await tx.obligation.findMany({
    where: { movement, decisionId: null, OR: [{ roundId: { not: null } }, { period: { not: '' } }] },
    select: { code: true, debtor: true, state: true, period: true, round: { select: { state: true } } },
  });
  const stands = (owed: PlanObligation, debtor: string, period: string) =>
    former.some(
      (row) =>
        row.code === owed.code &&
        row.debtor === debtor &&
        isBegun(
          owed,
          { state: stateOf(row), period: row.period, roundCancelled: row.round?.state === 'cancelled' },
          period,
        ),
    );
  return obligationsOfRound(plan, round).flatMap((owed) => {
    const due = obligationDates(owed, dates, today, plan.period.to);
    if (!due) return [];
    // Where nobody holds the body any more, the office that leads keeps what comes in.
    const toBody = bodies.resolve(owed.to, today) ?? leadBody;
    const debtors = owed.owedBy === 'units' ? units : [leadDebtor(owed, bodies, leadBody, today)];
    return debtors
      .filter((debtor) => debtor !== toBody && !stands(owed, debtor, due.period))
      .map((debtor) => ({ obligation: owed.code, debtor, toBody, ...due }));
  });
}

/** Which of the offices that lead owes it. */
export const leadDebtor = (
  { by }: PlanObligation,
  bodies: Awaited<ReturnType<typeof loadBodies>>,
  leadBody: string,
  today: DateText,
): string => (by === undefined ? null : bodies.resolve(by, today)) ?? leadBody;

/** Who begins it, null where one period's paper begins the next one's. */
interface Beginning {
  by: Actor | null;
  /** Who opened the round, or asked. */
  createdById: string;
  at: string;
  request?: string | undefined;
}

/**
 * Writes what is owed from now on, in a few statements however many units there are. Their workflows start right after.
 * @returns their ids
 */
export async function beginObligations(
  tx: Tx,
  under: OwedUnder,
  known: readonly Owed[],
  papers: readonly OwedPaper[],
  { by, createdById, at, request }: Beginning,
): Promise<string[]> {
  const receivers = await receiversAt(tx, papers, asDate(dateOf(new Date(at))));
  const begun = papers.map((paper) => ({
    id: randomUUID(),
    owed: owedIn(known, paper.obligation),
    ...paper,
  }));
  await tx.obligation.createMany({
    data: begun.map(({ id, owed, debtor, toBody, period, dueOn }) => ({
      id,
      ...under,
      code: owed.code,
      kind: owed.kind,
      owedBy: owed.owedBy,
      debtor,
      toBody,
      toRole: receivers(toBody),
      period,
      dueOn: dueOn === null ? null : asDate(dueOn),
      request: request?.normalize('NFC') ?? null,
      state: 'owed',
      enteredAt: new Date(at),
      createdById,
      createdAt: new Date(at),
    })),
  });
  await tx.transition.createMany({
    data: begun.map(({ id, debtor, toBody, dueOn }) => ({
      pathKind: 'obligation',
      pathId: id,
      version: 1,
      actId: `obligation:${id}:begin`,
      act: 'begin',
      fromStage: 'none',
      toStage: 'owed',
      ...(by ?? {}),
      detail: { debtor, toBody, dueOn },
      at: new Date(at),
    })),
  });
  await tx.auditEntry.createMany({
    data: begun.map(({ id, owed, debtor }) => ({
      organization: under.organization,
      at: new Date(at),
      personId: by?.personId ?? null,
      role: by?.role ?? null,
      forId: by?.forId ?? null,
      action: 'begin',
      pathKind: 'obligation',
      pathId: id,
      detail: { obligation: owed.code, debtor },
    })),
  });
  return begun.map(({ id }) => id);
}

function owedIn(known: readonly Owed[], code: string): Owed {
  const owed = known.find((one) => one.code === code);
  if (!owed) throw new Refusal('invalid', [{ path: 'obligation', message: 'Kế hoạch không có việc này.' }]);
  return owed;
}

/** Who answers at each body; the head where nobody has an account, to whom a paper is addressed. */
export async function receiversAt(
  tx: Tx,
  papers: readonly Pick<OwedPaper, 'toBody'>[],
  day: Date,
  candidates: readonly Role[] = receiverRoles,
): Promise<(unit: string) => Role> {
  const held = await tx.roleHolding.findMany({
    where: {
      unit: { in: papers.map(({ toBody }) => toBody) },
      role: { in: [...candidates] },
      ...inForceOn(day),
    },
    select: { role: true, unit: true },
    distinct: ['role', 'unit'],
  });
  return (unit) =>
    candidates.find((role) => held.some((holding) => holding.unit === unit && holding.role === role)) ??
    'head';
}

/** Those that the opening of a round has begun. */
export const obligationsOf = (tx: Tx, roundId: string) =>
  tx.obligation.findMany({
    where: { roundId, decisionId: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
