import { z } from 'zod';
import { dateText, dateTextOrNull, loadPlan } from '../../cases/context.ts';
import { obligationParties } from '../../cases/obligation/rights.ts';
import type { ObligationRow } from '../../cases/obligation/row.ts';
import { obligationInclude, owedByOf, pathOf, standingOf, stateOf } from '../../cases/obligation/row.ts';
import { isDuty } from '../../domain/after-decision.ts';
import type { ObligationAct } from '../../domain/act-bodies.ts';
import {
  debtorRoleOf,
  mayActOnObligation,
  obligationRecorder,
  obligationWaiting,
  openObligationActs,
} from '../../domain/obligation.ts';
import type { ObligationParties } from '../../domain/obligation.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { sightOf } from '../../domain/permissions.ts';
import { obligationOf } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import { nameFor } from '../../domain/recurrence.ts';
import { submissionSight } from '../../domain/submission.ts';
import { outcomes } from '../../domain/stages.ts';
import type { Outcome } from '../../domain/stages.ts';
import { dutyNames } from '../../domain/texts.ts';
import type { Db } from '../../prisma/db.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { visibleTo } from '../sight.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

export const obligationSummarySchema = z.object({
  id: z.uuid(),
  movement: z.string(),
  roundId: z.uuid().nullable(),
  /** The tờ trình whose decision it follows. */
  submissionId: z.uuid().nullable(),
  /** The decision that it follows; then `kind` is `after-decision`, and it is owed to no other body. */
  decisionId: z.uuid().nullable(),
  decision: z.object({ number: z.string(), decidedOn: z.string(), nominations: z.number().int() }).nullable(),
  /** The plan's code and name of it, or a duty's. */
  obligation: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.string(),
  debtor: z.string(),
  toBody: z.string(),
  /** '2026-06' for a report that recurs, named by the month of its day; '' for any other. */
  period: z.string(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  version: z.number().int(),
});
export const obligationAnswer = obligationSummarySchema.extend({
  /** Whom the decision speaks of, as far as you may see them. */
  nominations: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      outcome: z.enum(outcomes).nullable(),
    }),
  ),
  /** What is asked for, beside the plan's words. */
  request: z.string().nullable(),
  /** When the plan wants it, in its words. */
  when: z.string(),
  submittedAt: z.string().nullable(),
  /** Why it was returned last, or waived. */
  reason: z.string().nullable(),
  documents: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      size: z.number().int(),
      sha256: z.string(),
      contentType: z.string(),
      addedAt: z.string(),
      handedInAt: z.string().nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      version: z.number().int(),
      act: z.string(),
      to: z.string(),
      /** Who did it; null for what the time did. */
      name: z.string().nullable(),
      role: z.string().nullable(),
      unit: z.string().nullable(),
      onBehalf: z.unknown().nullable(),
      reason: z.string().nullable(),
      at: z.string(),
    }),
  ),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
});

/**
 * The obligations a person may see, as a condition for every query of them: his own unit's, what the office he is in
 * leads or is owed, those of the organization whose head or auditor he is. What it excludes is 404.
 */
export function obligationsVisibleTo(person: CurrentPerson, units: Units): Prisma.ObligationWhereInput {
  const { leads, bodies, organizations } = submissionSight(person.roles, units);
  return {
    OR: [
      { debtor: { in: sightOf(person.roles, units).proposedBy } },
      { owedBy: 'lead', debtor: { in: bodies } },
      { leadBody: { in: leads } },
      { toBody: { in: bodies } },
      { organization: { in: organizations } },
    ],
  };
}

/** @throws Refusal `not-found` for one he may not see, as for one that isn't there */
export async function findVisibleObligation(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<ObligationRow> {
  const row = await db.obligation.findFirst({
    where: { AND: [{ id }, obligationsVisibleTo(person, units)] },
    include: obligationInclude,
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

/** The acts that are open and a person's own, or his to record from the receiver's paper. */
export function actsOf(
  parties: ObligationParties,
  row: ObligationRow,
  person: CurrentPerson,
  units: Units,
): ObligationAct[] {
  return openObligationActs(stateOf(row)).filter(
    (act) =>
      typeof mayActOnObligation(act, person, parties, units) === 'object' ||
      ((act === 'accept' || act === 'return') &&
        typeof obligationRecorder(person, parties, units) === 'object'),
  );
}

/** Papers that were not handed in yet are the debtor's alone. */
export const documentsSeenBy = (
  row: ObligationRow,
  person: CurrentPerson,
  units: Units,
): ObligationRow['documents'] =>
  debtorRoleOf(person, { owedBy: owedByOf(row), debtor: row.debtor }, units)
    ? row.documents
    : row.documents.filter(({ handedInAt }) => handedInAt !== null);

interface PlanWords {
  name: string;
  when: string;
}

/** Finds what obligations are called: in their plans, as these stood when they began; each plan is read once. */
export function wordsIn(db: Db, language: Language): (row: ObligationRow) => Promise<PlanWords> {
  const plans = new Map<string, Promise<Plan>>();
  return async ({ movement, planVersion, code, period, decisionId }) => {
    if (decisionId !== null && isDuty(code)) return { name: dutyNames[code][language], when: '' };
    const key = `${movement}:${planVersion}`;
    const plan = plans.get(key) ?? loadPlan(db, movement, planVersion);
    plans.set(key, plan);
    const owed = obligationOf(await plan, code);
    return { name: nameFor(owed?.name ?? code, period), when: owed?.when ?? '' };
  };
}

type Summary = z.infer<typeof obligationSummarySchema>;
const summaryOf = (row: ObligationRow, { name }: PlanWords): Summary => ({
  id: row.id,
  movement: row.movement,
  roundId: row.roundId,
  submissionId: row.submissionId,
  decisionId: row.decisionId,
  decision: row.decision && {
    number: row.decision.number,
    decidedOn: dateText(row.decision.decidedOn),
    nominations: row.decision._count.nominations,
  },
  obligation: row.code,
  name,
  kind: row.kind,
  state: row.state,
  debtor: row.debtor,
  toBody: row.toBody,
  period: row.period,
  dueAt: dateTextOrNull(row.dueOn),
  overdue: row.overdue,
  version: row.version,
});

export async function obligationSummaries(
  db: Db,
  rows: readonly ObligationRow[],
  language: Language,
): Promise<Summary[]> {
  const words = wordsIn(db, language);
  return Promise.all(rows.map(async (row) => summaryOf(row, await words(row))));
}

/** What follows the decisions of a tờ trình, or a round's own, as far as a person may see it. */
export async function afterDecisionOf(
  { db }: ApiDeps,
  of: { submissionId: string } | { roundId: string; submissionId: null },
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<Summary[]> {
  const rows = await db.obligation.findMany({
    where: { AND: [{ ...of, decisionId: { not: null } }, obligationsVisibleTo(person, units)] },
    include: obligationInclude,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return obligationSummaries(db, rows, language);
}

/** An obligation as one person sees it: with the acts that are his, and what it waits for. */
export async function obligationView(
  deps: ApiDeps,
  row: ObligationRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof obligationAnswer>> {
  const transitions = await deps.db.transition.findMany({
    where: { pathKind: 'obligation', pathId: row.id },
    orderBy: { version: 'asc' },
  });
  const ids = transitions.map(({ personId }) => personId).filter((id) => id !== null);
  const people = await deps.db.person.findMany({ where: { id: { in: ids } } });
  const { decisionId } = row;
  const nominations = decisionId
    ? await deps.db.nomination.findMany({
        where: { AND: [{ decisionId }, visibleTo(person, units)] },
        orderBy: { code: 'asc' },
      })
    : [];
  const words = await wordsIn(deps.db, language)(row);
  const waiting = obligationWaiting(standingOf(row));
  return {
    ...summaryOf(row, words),
    nominations: nominations.map(({ id, code, subjectName, subjectUnit, outcome }) => ({
      ...{ id, code, name: subjectName, unit: subjectUnit, outcome: outcome as Outcome | null },
    })),
    request: row.request,
    when: words.when,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    reason: transitions.findLast((t) => t.act === 'return' || t.act === 'waive')?.reason ?? null,
    documents: documentsSeenBy(row, person, units).map(({ id, upload, addedAt, handedInAt }) => ({
      id,
      name: upload.name,
      size: upload.size,
      sha256: upload.sha256,
      contentType: upload.contentType,
      addedAt: addedAt.toISOString(),
      handedInAt: handedInAt?.toISOString() ?? null,
    })),
    timeline: transitions.map((t) => ({
      version: t.version,
      act: t.act,
      to: t.toStage,
      name: people.find(({ id }) => id === t.personId)?.displayName ?? null,
      role: t.role,
      unit: t.unit,
      onBehalf: t.onBehalf,
      reason: t.reason,
      at: t.at.toISOString(),
    })),
    waiting: waiting && waitingView(waiting, units, language),
    allowedActions: await actsOn(deps.db, row, person, { units, at: await deps.clock() }),
    workflow: await workflowView(deps, workflowIdOf(pathOf(row))),
  };
}

/** What a person may do with it now. */
export const actsOn = async (
  tx: Tx,
  row: ObligationRow,
  person: CurrentPerson,
  now: { units: Units; at: Date },
) => actsOf(await obligationParties(tx, row, now), row, person, now.units);
