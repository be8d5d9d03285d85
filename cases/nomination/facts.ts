import { isInForce, isRenamed, succeeded } from '../../domain/bodies.ts';
import { z } from 'zod';
import { submissionFindings } from '../../domain/checks.ts';
import type { Finding } from '../../domain/checks.ts';
import { judge } from '../../domain/criteria.ts';
import type { CheckResult, Verdict } from '../../domain/criteria.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import { quotaOf, requiredDocuments } from '../../domain/plan.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { quotaUse } from '../../domain/quota.ts';
import type { QuotaUse } from '../../domain/quota.ts';
import type { Outcome } from '../../domain/stages.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import { ofOtherProvinces } from '../shared/other-provinces.ts';
import { othersOf, subjectOf } from './others.ts';
import { quotaNominations } from './quota.ts';
import { rankFactsOf } from './rankings.ts';
import type { NominationRow } from './row.ts';
import { leaveOf, roundDatesFor } from './row.ts';
import { loadReference } from '../reference.ts';

interface DocumentView {
  id: string;
  kind: string;
  name: string;
  size: number;
  sha256: string;
  contentType: string;
  addedAt: string;
}

/** What the rules find about a nomination as it stands: for the page, for submission and for approval. */
export interface NominationFacts {
  checks: CheckResult[];
  findings: Finding[];
  quota: ({ max: number | null; min: number | null } & QuotaUse) | null;
  documents: DocumentView[];
  missingDocuments: string[];
}

export async function nominationFacts(
  tx: Tx,
  row: NominationRow,
  state: NominationState,
  { plan, at }: NominationContext & { plan: Plan },
): Promise<NominationFacts> {
  const documents = await tx.document.findMany({
    where: { nominationId: row.id, replacedAt: null },
    include: { upload: true },
    orderBy: { addedAt: 'asc' },
  });
  const kinds = documents.map((document) => document.kind);
  const claimed = Object.keys(row.evidence as Record<string, unknown>);
  const today = dateOf(new Date(at));
  const checks = await checksOf(tx, row, plan, today);
  const quota = await quotaUseOf(tx, row, plan);
  const findings = submissionFindings(plan, {
    award: row.award,
    round: row.round.code,
    organization: row.organization,
    subject: { ...subjectOf(row), category: row.category },
    unit: await unitOn(tx, row, today),
    achievement: achievementOf(row),
    documents: kinds,
    claimed,
    checks,
    others: (await othersOf(tx, row)).map((other) => ({
      elsewhere: other.movement !== row.movement,
      ...{ code: other.code, unit: other.subjectUnit, likeness: other.likeness, award: other.award },
      achievement: achievementOf(other),
      submitted: other.submittedAt !== null,
      outcome: other.outcome as Outcome | null,
    })),
    quotaUse: quota?.byOthers ?? null,
    intake: state.stage === 'unit-proposal' && state.returnedFrom === null ? intakeOf(row) : null,
    today,
  });
  return {
    checks,
    findings,
    quota: quota && { max: quota.max, min: quota.min, ...quota.byAll },
    documents: documents.map(({ id, kind, upload, addedAt }) => ({
      id,
      kind,
      name: upload.name,
      size: upload.size,
      sha256: upload.sha256,
      contentType: upload.contentType,
      addedAt: addedAt.toISOString(),
    })),
    missingDocuments: requiredDocuments(plan, row.award, row.category, claimed)
      .map((kind) => kind.code)
      .filter((code) => !kinds.includes(code)),
  };
}

const closedChecks = z.array(
  z.object({
    criterion: z.string(),
    quote: z.string(),
    result: z.enum(['met', 'unmet', 'unverified']),
    reason: z.string(),
  }),
);

/**
 * Each criterion judged as of a day, by published ranks, reviewers and the unit itself. A closed case keeps what was
 * found when it closed: ranks that are corrected afterwards do not change it.
 */
export async function checksOf(tx: Tx, row: NominationRow, plan: Plan, on: DateText): Promise<CheckResult[]> {
  if (row.checksAtClosing !== null) return closedChecks.parse(row.checksAtClosing);
  const tree = plan.criteria[row.category];
  if (!tree) return [];
  const reviews = await tx.criterionCheck.findMany({ where: { nominationId: row.id } });
  const found = new Map(
    reviews.map((review) => [review.criterion, { result: review.result as Verdict, reason: review.reason }]),
  );
  const ranks = await rankFactsOf(tx, row, plan, tree, on);
  return judge(tree, row.evidence as Record<string, unknown>, found, ranks);
}

/** The kinds of document a nomination's plan knows. */
export async function documentKindsOf(tx: Tx, row: NominationRow): Promise<string[]> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  return plan.documents.map((kind) => kind.code);
}

/** How much of its quota is used: as people see it, and without the nomination itself, as the rule asks. */
async function quotaUseOf(tx: Tx, row: NominationRow, plan: Plan) {
  const kind = row.subjectKind === 'individual' ? 'individual' : 'collective';
  const unit = (await loadReference(tx)).byCode.get(row.proposingUnit);
  const quota = quotaOf(plan, row.award, kind, row.category, unit?.kind);
  if (!quota) return null;
  const all = await quotaNominations(tx, row.round, quota, row);
  const useBy = (some: typeof all) => quotaUse(quota, some, row.proposingUnit);
  return {
    max: quota.max ?? null,
    min: quota.min ?? null,
    byAll: useBy(all),
    byOthers: useBy(all.filter(({ own }) => !own)),
  };
}

async function unitOn(tx: Tx, row: NominationRow, today: string) {
  const { subjectUnit: code, organization } = row;
  const { byCode } = await loadReference(tx);
  const unit = byCode.get(code);
  if (!unit) return null;
  return {
    kind: unit.kind,
    parentKind: byCode.get(unit.parentCode ?? '')?.kind ?? null,
    organization: unit.organization,
    // What is inside the organization lies where it does.
    ofOtherProvince:
      unit.organization !== organization && (await ofOtherProvinces(tx, organization, [code])).has(code),
    inOffice: isInForce(unit, today) || (await isThereStill(tx, row, today)),
  };
}

/**
 * Of a unit that has ended: its people are in what it became as a whole, and their achievements with them; the unit itself
 * is honoured only where it was renamed, since no body that was dissolved is (TT 15/2025/TT-BNV).
 */
async function isThereStill(
  tx: Tx,
  { subjectUnit, subjectKind }: NominationRow,
  today: string,
): Promise<boolean> {
  const { byCode, successions } = await loadReference(tx);
  return subjectKind === 'individual'
    ? succeeded(subjectUnit, today, byCode, successions).standing !== null
    : isRenamed(subjectUnit, today, byCode, successions);
}

function intakeOf({ round, proposingUnit }: NominationRow) {
  const closes = roundDatesFor(round, proposingUnit).intakeCloses ?? dateText(round.intakeCloses);
  const byLeave = leaveOf(round, proposingUnit) !== null;
  return { opens: dateText(round.opens), closes, open: round.state === 'open' || byLeave };
}

const achievementOf = (
  row: Pick<NominationRow, 'achievementTitle' | 'achievementFrom' | 'achievementTo'>,
) => ({
  title: row.achievementTitle,
  from: dateText(row.achievementFrom),
  to: dateText(row.achievementTo),
});
