import { nomineesAmong } from '../../cases/shared/known-people.ts';
import { checkHistory } from '../../cases/nomination/checks.ts';
import { nominationFacts } from '../../cases/nomination/facts.ts';
import { sessionStateOf } from '../../cases/nomination/recorder.ts';
import { dossierFields } from '../../cases/nomination/versions.ts';
import { partiesOf } from '../../cases/nomination/rights.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import {
  contextOf,
  holderIn,
  nomineeOf,
  partiesWaiting,
  stateOfRow,
  unitOf,
} from '../../cases/nomination/row.ts';
import { dateText, dateTextOrNull } from '../../cases/context.ts';
import type { Bodies } from '../../domain/bodies.ts';
import { countingOf } from '../../domain/criteria.ts';
import type { CheckResult } from '../../domain/criteria.ts';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import { decidedByOwnHead } from '../../domain/open-acts.ts';
import type { NominationState } from '../../domain/nomination.ts';
import { ruleOf } from '../../domain/nomination-deadline.ts';
import { waitingOf, waitsFor } from '../../domain/nomination-waiting.ts';
import { holderOf } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { mayTellNominee } from '../../domain/permissions.ts';
import { onward, receiverAt } from '../../domain/route.ts';
import type { Db } from '../../prisma/db.ts';
import type { Upload } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { actsOf } from '../on-behalf.ts';
import { drafterRole, visibleTo } from '../sight.ts';
import { ballotsOn } from './ballot-results.ts';
import { deskView } from './desk.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

/** What a list shows of a nomination. */
export function nominationSummary(row: NominationRow, units: Units) {
  const state = stateOfRow(row);
  return {
    id: row.id,
    code: row.code,
    roundId: row.roundId,
    movement: row.movement,
    award: row.award,
    subject: {
      kind: row.subjectKind as 'collective' | 'individual',
      category: row.category,
      name: row.subjectName,
      unit: row.subjectUnit,
    },
    proposingUnit: row.proposingUnit,
    heldBy: holderOf(units, unitOf(row)),
    stage: row.stage,
    step: row.step,
    outcome: row.outcome,
    enteredAt: state.enteredAt,
    dueAt: dateTextOrNull(row.dueOn),
    overdue: row.overdue,
    onHold: row.hold !== null,
    returned: isReturned(row),
    decidedByOwnHead: decidedByOwnHead(state),
    why:
      waitsFor(
        state,
        null,
        partiesWaiting(row, (unit) => holderOf(units, unit)),
      )?.why ?? null,
    version: row.version,
  };
}

/** A nomination as one person sees it: with the acts that are his, and why it is where it is. */
export async function nominationView(
  deps: ApiDeps,
  row: NominationRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
) {
  const now = await deps.clock();
  const state = stateOfRow(row);
  const context = await contextOf(deps.db, row, now.toISOString());
  const waiting = waitingOf(
    state,
    ruleOf(state, context),
    await sessionStateOf(deps.db, row),
    partiesWaiting(row, holderIn(context)),
  );
  const facts = await nominationFacts(deps.db, row, state, context);
  const tree = context.plan.criteria[row.category];
  const counting = tree ? countingOf(tree, facts.checks) : [];
  const summary = nominationSummary(row, units);
  const { subject, achievement, evidence } = dossierFields(row);
  return {
    ...summary,
    subject: {
      ...summary.subject,
      ...subject,
      gender: row.gender as 'female' | 'male' | 'other' | null,
    },
    achievement,
    evidence,
    route: routeView(state, context, dateOf(now)),
    provisional: state.deadline?.provisional ?? false,
    waiting: waiting && waitingView(waiting, units, language),
    stepPeriod: state.deadline?.by === 'period' ? (ruleOf(state, context).workingDays ?? null) : null,
    allowedActions: await actsOf(deps, person, row, units),
    checks: (await checksView(deps.db, row.id, facts.checks)).map((check) => ({
      ...check,
      needed: counting.includes(check.criterion),
    })),
    findings: facts.findings.map(({ messageEn, ...finding }) => ({
      ...finding,
      message: language === 'en' ? messageEn : finding.message,
    })),
    quota: facts.quota,
    documents: facts.documents,
    missingDocuments: facts.missingDocuments,
    copiedFrom: await sourceOf(deps.db, row, person, units),
    mayCopy: drafterRole(person, row, units) !== undefined,
    timeUp:
      state.timeUp === null || state.deadline === null
        ? null
        : { on: state.timeUp, reopensUntil: state.deadline.due },
    hold: state.hold && {
      ground: state.hold.ground,
      since: state.hold.since,
      workingDaysLeft: state.hold.left,
    },
    council: state.council,
    sessionId: row.sessionId,
    submissionId: row.submissionId,
    decision: await decisionOf(deps, row),
    outcomeReason: row.outcomeReason,
    ballots: await ballotsOn(deps.db, row.id, person, units),
    toAmend: await toAmendOf(deps, row),
    nominees:
      typeof mayTellNominee(person, partiesOf(row), units) === 'object'
        ? await nomineesAmong(deps.db, nomineeOf(row), units, now)
        : [],
    desk: await deskView(deps.db, row, person, units),
    workflow: await workflowView(deps, workflowIdOf({ kind: 'nomination', id: row.id })),
  };
}

/** Which unit a step to come will be at is known for sure when it begins; until then, by today's organization. */
function routeView(state: NominationState, bodies: Bodies, today: DateText) {
  const isOver = state.outcome !== null;
  const ahead = isOver ? state.route : onward(state.route, state.step, bodies, today);
  return state.route.map(({ stage, body, passedOver }, step) => ({
    ...{ step, stage, body },
    expectedBody: body ?? ahead[step]?.body ?? null,
    // Where its tờ trình goes to.
    ...(stage === 'submission' && !isOver ? { receiver: receiverAt(state.route, step, bodies, today) } : {}),
    ...(passedOver ? { passedOver } : {}),
    ...(step === state.step && !isOver ? { current: true as const } : {}),
  }));
}

/** The case that it was copied from, where the person sees it. */
const sourceOf = async (db: Db, { copiedFromId }: NominationRow, person: CurrentPerson, units: Units) =>
  copiedFromId === null
    ? null
    : db.nomination.findFirst({
        where: { AND: [{ id: copiedFromId }, visibleTo(person, units)] },
        select: { id: true, code: true },
      });

const isReturned = (row: NominationRow): boolean =>
  row.stage === 'unit-proposal' && row.returnedFrom !== null;

/** What the act that gave it back asks for. */
async function toAmendOf({ db }: ApiDeps, row: NominationRow) {
  if (!isReturned(row)) return null;
  const act = await db.transition.findFirst({
    where: { pathKind: 'nomination', pathId: row.id, act: 'return' },
    orderBy: { version: 'desc' },
  });
  // Its detail is as the act's body was taken.
  const { items = [] } = (act?.detail ?? {}) as {
    items?: { criterion?: string; document?: string; note: string }[];
  };
  return act && { at: act.at.toISOString(), reason: act.reason ?? '', items };
}

async function decisionOf(deps: ApiDeps, row: NominationRow) {
  if (!row.decisionId) return null;
  const decision = await deps.db.decision.findUnique({ where: { id: row.decisionId } });
  return (
    decision && {
      id: decision.id,
      body: decision.body,
      number: decision.number,
      decidedOn: dateText(decision.decidedOn),
      signedBy: decision.signedBy,
      file: (await uploadOf(deps.db, decision))?.name ?? null,
    }
  );
}

/** The copy of its decision, where somebody handed one in. */
export async function decisionCopy(db: Db, { decisionId }: NominationRow): Promise<Upload | null> {
  const decision = decisionId === null ? null : await db.decision.findUnique({ where: { id: decisionId } });
  return decision && uploadOf(db, decision);
}

const uploadOf = async (db: Db, { uploadId }: { uploadId: string | null }): Promise<Upload | null> =>
  uploadId === null ? null : db.upload.findUnique({ where: { id: uploadId } });

/** Each check with its version, and what was said of the criterion before; by whom is the audit's to know. */
async function checksView(db: Db, nominationId: string, checks: readonly CheckResult[]) {
  const history = await checkHistory(db, nominationId);
  return checks.map((check) => ({
    ...check,
    version: history.versionOf(check.criterion),
    earlier: history
      .earlierOf(check.criterion)
      .map(({ result, reason, at }) => ({ result, reason, at: at.toISOString() })),
  }));
}
