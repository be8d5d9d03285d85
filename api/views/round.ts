import { z } from 'zod';
import { dateText, dateTextOrNull, loadPlan } from '../../cases/context.ts';
import { loadCalendar } from '../../cases/reference.ts';
import { awaitingOf } from '../../cases/round/awaiting.ts';
import { preparedIn } from '../../cases/round/decide.ts';
import { reopeningDays } from '../../cases/round/intake.ts';
import { roundRecorder } from '../../cases/round/recorder.ts';
import { unitsThatMayPropose } from '../../cases/round/units.ts';
import { quotaNominations } from '../../cases/nomination/quota.ts';
import { takesFrom } from '../../cases/nomination/row.ts';
import { dateOf } from '../../domain/dates.ts';
import { headOf, rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { quotaUse } from '../../domain/quota.ts';
import { isHeadsAct, openRoundActs, roundDateNames } from '../../domain/round.ts';
import type { RoundState } from '../../domain/round.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { roundWarningText } from '../../domain/texts.ts';
import type { Round } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Language } from './waiting.ts';
import { afterDecisionOf, obligationSummarySchema } from './obligation.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import { waitingView, workflowView } from './waiting.ts';

const datesSchema = z.object({
  opens: z.string(),
  intakeCloses: z.string(),
  reviewBy: z.string().nullable(),
  councilBy: z.string().nullable(),
  submitBy: z.string().nullable(),
  decisionBy: z.string().nullable(),
});
const awaitingSchema = z.object({
  decisionId: z.uuid(),
  body: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  signedBy: z.string(),
  /** Whether a copy of the signed paper is there: `GET /decisions/{id}/file`. */
  file: z.boolean(),
  /** The last day on which it may be contested. */
  until: z.string(),
  nominations: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      outcome: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});
export const roundAnswer = z.object({
  id: z.uuid(),
  movement: z.string(),
  planVersion: z.number().int(),
  round: z.string(),
  name: z.string(),
  state: z.string(),
  dates: datesSchema,
  leadBody: z.string(),
  awards: z.array(z.string()),
  basis: z.string().nullable(),
  reason: z.string().nullable(),
  warnings: z.array(z.string()),
  nominationsByStage: z.record(z.string(), z.number().int()),
  nominationsByOutcome: z.record(z.string(), z.number().int()),
  unitsWithoutProposal: z.array(z.string()),
  /** The caller's own units that may still propose in it. */
  mayPropose: z.array(z.string()),
  quota: z.array(
    z.object({
      award: z.string(),
      kinds: z.array(z.string()),
      /** Whose quota it is, where each proposing unit has one: of those that have used some of it. */
      unit: z.string().nullable(),
      max: z.number().int().nullable(),
      min: z.number().int().nullable(),
      used: z.number().int(),
      awarded: z.number().int(),
      left: z.number().int().nullable(),
    }),
  ),
  /** What the lead's office does after decisions of the organization's own head. */
  afterDecision: z.array(obligationSummarySchema),
  /** What the office recorded for its head and the head has not confirmed: seen by both alone. */
  awaitingHead: z.array(awaitingSchema),
  /** Once intake is closed: the last day on which an extension or leave brings back what was not submitted. */
  reopensUntil: z.string().nullable(),
  /** How many nominations wait for that. */
  awaitingTime: z.number().int(),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
  version: z.number().int(),
});
export const roundOutlook = z.object({
  dryRun: z.literal(true),
  planVersion: z.number().int(),
  organization: z.string(),
  leadBody: z.string(),
  warnings: z.array(z.string()),
  units: z.array(z.string()),
  awards: z.array(z.string()),
  obligations: z.array(
    z.object({
      obligation: z.string(),
      debtor: z.string(),
      toBody: z.string(),
      period: z.string(),
      dueOn: z.string().nullable(),
    }),
  ),
  /** Until when each body on the way must act: `workingDays` are left from the date before, `period` the plan gives. */
  parts: z.array(
    z.object({
      award: z.string().nullable(),
      stage: z.string(),
      body: z.string(),
      until: z.string(),
      workingDays: z.number().int(),
      period: z.number().int().nullable(),
      reminders: z.array(z.string()),
    }),
  ),
  dates: z.record(z.string(), z.string().optional()),
});

/** Of rounds opened before they were codes, the Vietnamese text that was kept. */
const keptWarnings = z.array(
  z.union([
    z.string(),
    z.object({ warning: z.literal('open-already') }),
    z.object({
      warning: z.literal('outside-period'),
      ...{ from: z.string(), to: z.string(), dates: z.array(z.enum(roundDateNames)) },
    }),
  ]),
);
const warningTexts = ({ warnings }: Round, language: Language): string[] =>
  keptWarnings
    .parse(warnings)
    .map((noted) => (typeof noted === 'string' ? noted : roundWarningText(noted, language)));

export async function roundView(
  deps: ApiDeps,
  row: Round,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof roundAnswer>> {
  const plan = await loadPlan(deps.db, row.movement, row.planVersion);
  const now = (await deps.clock()).toISOString();
  const { waiting } = await roundRecorder.state(deps.db, row, new Set(), now);
  const counts = await deps.db.nomination.groupBy({
    by: ['stage', 'outcome'],
    where: { roundId: row.id },
    _count: { _all: true },
  });
  const proposed = await deps.db.nomination.groupBy({
    by: ['proposingUnit'],
    where: { roundId: row.id, submittedAt: { not: null } },
  });
  const proposing = new Set(proposed.map(({ proposingUnit }) => proposingUnit));
  const lead = rolesAt(units, person.roles, row.leadBody, 'office-reviewer', 'office-head').length > 0;
  const proposers = await unitsThatMayPropose(deps.db, plan, row.organization, row.opens);
  const silent = proposers.filter((unit) => !proposing.has(unit));
  const prepared = await deps.db.decisionItem.count({ where: preparedIn(row.id) });
  const awaiting = await awaitingOf(deps.db, row);
  const heads = awaiting.filter(
    ({ decision }) => headOf(units, person.roles, decision.body, row.organization) !== undefined,
  );
  const round = plan.rounds.find((r) => r.code === row.code);
  const isTaken = (unit: string) => takesFrom(row, unit, dateOf(new Date(now)));
  const mayPropose = round?.awards.length
    ? proposers.filter((unit) => isTaken(unit) && person.roles.some((held) => proposes(held, unit)))
    : [];
  return {
    id: row.id,
    movement: row.movement,
    planVersion: row.planVersion,
    round: row.code,
    name: round?.name ?? row.code,
    state: row.state,
    dates: {
      opens: dateText(row.opens),
      intakeCloses: dateText(row.intakeCloses),
      reviewBy: dateTextOrNull(row.reviewBy),
      councilBy: dateTextOrNull(row.councilBy),
      submitBy: dateTextOrNull(row.submitBy),
      decisionBy: dateTextOrNull(row.decisionBy),
    },
    leadBody: row.leadBody,
    awards: round?.awards ?? [],
    basis: row.basis,
    reason: row.reason,
    warnings: warningTexts(row, language),
    nominationsByOutcome: summed(counts, ({ outcome }) => outcome),
    nominationsByStage: summed(counts, ({ stage }) => stage),
    unitsWithoutProposal: silent,
    mayPropose,
    quota: await quotasOf(deps, row, plan, round?.awards ?? []),
    afterDecision: await afterDecisionOf(
      deps,
      { roundId: row.id, submissionId: null },
      person,
      units,
      language,
    ),
    awaitingHead: lead || heads.length > 0 ? awaitingView(awaiting) : [],
    waiting: waiting && waitingView(waiting, units, language),
    reopensUntil: reopeningDays(row, plan, await loadCalendar(deps.db)).at(-1) ?? null,
    awaitingTime: await deps.db.nomination.count({ where: { roundId: row.id, timeUp: { not: null } } }),
    allowedActions: openRoundActs(row.state as RoundState).filter((act) => {
      if (act === 'reopen') return rolesAt(units, person.roles, row.leadBody, 'office-head').length > 0;
      return isHeadsAct(act) ? heads.length > 0 : lead && (act !== 'release' || prepared > 0);
    }),
    workflow: await workflowView(deps, workflowIdOf({ kind: 'award-round', id: row.id })),
    version: row.version,
  };
}

interface Counted {
  stage: string;
  outcome: string | null;
  _count: { _all: number };
}

/** How many there are of each name; what has none is left out. */
function summed(counts: Counted[], nameOf: (group: Counted) => string | null): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const group of counts) {
    const name = nameOf(group);
    if (name !== null) sums[name] = (sums[name] ?? 0) + group._count._all;
  }
  return sums;
}

/** Each decision with what it says, the one that stands first by itself first. */
function awaitingView(items: Awaited<ReturnType<typeof awaitingOf>>): z.infer<typeof awaitingSchema>[] {
  const decisions = new Map(items.map(({ decision }) => [decision.id, decision]));
  return [...decisions.values()]
    .map(({ id, body, number, decidedOn, signedBy, uploadId }) => {
      const own = items.filter(({ decisionId }) => decisionId === id);
      const days = own.flatMap(({ contestUntil }) => (contestUntil ? [dateText(contestUntil)] : []));
      return {
        ...{ decisionId: id, body, number, decidedOn: dateText(decidedOn), signedBy },
        file: uploadId !== null,
        until: days.sort()[0] ?? '',
        nominations: own.map(({ nomination, outcome, reason }) => ({
          ...{ id: nomination.id, code: nomination.code, name: nomination.subjectName, outcome, reason },
        })),
      };
    })
    .sort((a, b) => (a.until < b.until ? -1 : 1));
}

const proposes = ({ role, unit }: RoleAt, at: string): boolean =>
  unit === at && (role === 'unit-officer' || role === 'unit-head');

/** Each quota of the round as it fills; where every proposing unit has its own, of each unit that has used some. */
async function quotasOf({ db }: ApiDeps, row: Round, plan: Plan, awards: readonly string[]) {
  const quotas = plan.quotas.filter((quota) => awards.includes(quota.award));
  const uses = await Promise.all(
    quotas.map(async (quota) => {
      const nominations = await quotaNominations(db, row, quota);
      const of = (unit: string | null) => ({
        award: quota.award,
        kinds: [...quota.kinds],
        unit,
        max: quota.max ?? null,
        min: quota.min ?? null,
        ...quotaUse(quota, nominations, unit ?? undefined),
      });
      if (!quota.perProposingUnit) return [of(null)];
      const units = [...new Set(nominations.map((n) => n.proposingUnit))].sort();
      return units.map(of).filter(({ used }) => used > 0);
    }),
  );
  return uses.flat();
}
