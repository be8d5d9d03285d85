import { z } from 'zod';
import { nomineeOf, proposersOf } from '../../cases/nomination/row.ts';
import { dateText } from '../../cases/context.ts';
import { loadAccounts } from '../../cases/shared/accounts.ts';
import type { AskedNow } from '../../cases/shared/accounts.ts';
import { submissionRecorder } from '../../cases/submission/recorder.ts';
import type { PaperName } from '../../cases/submission/papers.ts';
import { submissionParties } from '../../cases/submission/rights.ts';
import type { SubmissionRow } from '../../cases/submission/row.ts';
import { idsOf, senderOf, pathOf, stateOf, submissionInclude } from '../../cases/submission/row.ts';
import type { SubmissionAct } from '../../domain/act-bodies.ts';
import { openStates } from '../../domain/case-states.ts';
import { areNominated } from '../../domain/nominee.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import {
  isTaskOfSubmission,
  mayActOnSubmission,
  openSubmissionActs,
  submissionSight,
} from '../../domain/submission.ts';
import type { Db, Tx } from '../../prisma/db.ts';
import type { Prisma, Transition } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';
import { afterDecisionOf, obligationSummarySchema } from './obligation.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

export const submissionSummarySchema = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
  roundId: z.uuid(),
  award: z.string(),
  /** Whose people write it. */
  fromBody: z.string(),
  /** In whose name it is signed: the organization, where its own office writes. */
  sender: z.string(),
  toBody: z.string(),
  signedBy: z.string(),
  signedOn: z.string(),
  nominations: z.number().int(),
  version: z.number().int(),
});
const decisionSchema = z.object({
  id: z.uuid(),
  body: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  signedBy: z.string(),
});
export const submissionAnswer = submissionSummarySchema.extend({
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      subject: z.object({ kind: z.string(), name: z.string(), unit: z.string() }),
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  onBehalf: z.unknown().nullable(),
  dispatchedAt: z.string().nullable(),
  receipt: z.object({ number: z.string(), receivedOn: z.string() }).nullable(),
  /** The latest; one tờ trình may be decided by several papers. */
  decision: decisionSchema.nullable(),
  decisions: z.array(decisionSchema),
  /** What the sending office does after them. */
  afterDecision: z.array(obligationSummarySchema),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  /** Those among them that the receiving body is expected to do itself. */
  leftToReceiver: z.array(z.string()),
  workflow: workflowSchema,
});

/** The submissions a person may see, as a condition for a query that names them: what it excludes is 404. */
export const submissionsVisibleTo = (person: CurrentPerson, units: Units): Prisma.SubmissionWhereInput => ({
  OR: [...submissionsByColumns(person, units), { round: ledRounds(person, units) }],
});

/** The same, as a condition for a list of them: which rounds the person's office leads is asked before. */
export async function submissionsListedFor(
  db: Tx,
  person: CurrentPerson,
  units: Units,
): Promise<Prisma.SubmissionWhereInput> {
  const rounds = await db.round.findMany({ where: ledRounds(person, units), select: { id: true } });
  const led = rounds.length === 0 ? [] : [{ roundId: { in: rounds.map(({ id }) => id) } }];
  return { OR: [...submissionsByColumns(person, units), ...led] };
}

const ledRounds = (person: CurrentPerson, units: Units): Prisma.RoundWhereInput => ({
  leadBody: { in: submissionSight(person.roles, units).leads },
});

function submissionsByColumns(person: CurrentPerson, units: Units): Prisma.SubmissionWhereInput[] {
  const { bodies, organizations } = submissionSight(person.roles, units);
  return [
    { fromBody: { in: bodies } },
    { toBody: { in: bodies }, state: { not: 'draft' } },
    { organization: { in: organizations } },
  ];
}

/** A submission the person may see. @throws Refusal `not-found` for one he may not, as for one that isn't there */
export async function findVisibleSubmission(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<SubmissionRow> {
  const row = await db.submission.findFirst({
    where: { AND: [{ id }, submissionsVisibleTo(person, units)] },
    include: submissionInclude,
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

/** The acts that are open and a person's own. He is barred from judging only where all that is open is his. */
async function actsOf(
  deps: ApiDeps,
  row: SubmissionRow,
  person: CurrentPerson,
  now: AskedNow,
): Promise<SubmissionAct[]> {
  const { units } = now;
  const sent = idsOf(row, 'sent');
  const others = row.items.some(
    ({ nominationId, nomination }) =>
      sent.includes(nominationId) &&
      !proposersOf(nomination).includes(person.id) &&
      !areNominated({ of: [nomineeOf(nomination)], units }, person.known ?? []),
  );
  const parties = await submissionParties(deps.db, row, now, others ? [] : sent);
  return openSubmissionActs(stateOf(row), parties).filter(
    (act) => typeof mayActOnSubmission(act, person, parties, units) === 'object',
  );
}

export const submissionSummary = (row: SubmissionRow): z.infer<typeof submissionSummarySchema> => ({
  id: row.id,
  number: row.number,
  state: row.state,
  roundId: row.roundId,
  award: row.award,
  fromBody: row.fromBody,
  sender: senderOf(row),
  toBody: row.toBody,
  signedBy: row.signedBy,
  signedOn: dateText(row.signedOn),
  nominations: row.items.length,
  version: row.version,
});

const transitionsOf = (db: Db, row: SubmissionRow): Promise<Transition[]> =>
  db.transition.findMany({
    where: { pathKind: 'submission', pathId: row.id },
    orderBy: { version: 'asc' },
  });

async function waitingOf(deps: ApiDeps, row: SubmissionRow, transitions: Transition[]) {
  const recorded = new Set(transitions.map((t) => t.actId));
  const now = (await deps.clock()).toISOString();
  const { waiting } = await submissionRecorder.state(deps.db, row, recorded, now);
  if (!waiting || waiting.until !== null) return waiting;
  // An appraiser has no date for a tờ trình but those of its nominations: the first of them is said.
  const sent = idsOf(row, 'sent');
  const open = row.items.flatMap((item) => (sent.includes(item.nominationId) ? [item.nomination] : []));
  const due = open.flatMap(({ dueOn }) => (dueOn ? [dateText(dueOn)] : [])).sort();
  return { ...waiting, until: due[0] ?? null, overdue: open.some(({ overdue }) => overdue) };
}

/** A submission as one person sees it: with the acts that are his, and what it waits for. */
export async function submissionView(
  deps: ApiDeps,
  row: SubmissionRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof submissionAnswer>> {
  const transitions = await transitionsOf(deps.db, row);
  const waiting = await waitingOf(deps, row, transitions);
  const decisions = await decisionsOf(deps.db, transitions);
  const now = { units, at: await deps.clock() };
  const allowedActions = await actsOf(deps, row, person, now);
  const parties = await submissionParties(deps.db, row, now, []);
  return {
    ...submissionSummary(row),
    items: row.items.map(({ nominationId, state, reason, nomination: n }) => ({
      id: nominationId,
      code: n.code,
      subject: { kind: n.subjectKind, name: n.subjectName, unit: n.subjectUnit },
      state,
      reason,
    })),
    onBehalf: row.onBehalf,
    dispatchedAt: transitions.find((t) => t.act === 'dispatch')?.at.toISOString() ?? null,
    receipt:
      row.receiptNumber !== null && row.receivedOn !== null
        ? { number: row.receiptNumber, receivedOn: dateText(row.receivedOn) }
        : null,
    decision: decisions.at(-1) ?? null,
    decisions,
    afterDecision: await afterDecisionOf(deps, { submissionId: row.id }, person, units, language),
    waiting: waiting && waitingView(waiting, units, language),
    allowedActions,
    leftToReceiver: allowedActions.filter((act) => !isTaskOfSubmission(act, person, parties, units)),
    workflow: await workflowView(deps, workflowIdOf(pathOf(row))),
  };
}

/** The upload of a paper as it was dispatched; null where it was not, or is made anew each time. */
export async function paperSent(db: Db, row: SubmissionRow, paper: PaperName): Promise<string | null> {
  if (paper !== 'proposal.docx' && paper !== 'list.docx') return null;
  const dispatched = (await transitionsOf(db, row)).find((t) => t.act === 'dispatch');
  if (!dispatched) return null;
  const kept = z.object({ uploadId: z.uuid(), listUploadId: z.uuid().optional() }).parse(dispatched.detail);
  return paper === 'proposal.docx' ? kept.uploadId : (kept.listUploadId ?? null);
}

/** The decisions recorded on it, in the order of recording. */
async function decisionsOf(db: Db, transitions: Transition[]): Promise<z.infer<typeof decisionSchema>[]> {
  const recorded = transitions
    .filter((t) => t.act === 'record-decision')
    .map((t) => z.object({ decisionId: z.uuid() }).parse(t.detail).decisionId);
  const ids = [...new Set(recorded)];
  const rows = await db.decision.findMany({ where: { id: { in: ids } } });
  return ids.flatMap((id) =>
    rows
      .filter((row) => row.id === id)
      .map(({ body, number, decidedOn, signedBy }) => ({
        id,
        body,
        number,
        decidedOn: dateText(decidedOn),
        signedBy,
      })),
  );
}

/** What in the submissions now waits for a person. */
export async function submissionTasks(deps: ApiDeps, person: CurrentPerson, units: Units): Promise<Task[]> {
  const rows = await deps.db.submission.findMany({
    where: {
      AND: [await submissionsListedFor(deps.db, person, units), { state: { in: openStates('submission') } }],
    },
    include: submissionInclude,
  });
  const at = await deps.clock();
  const now = { units, at, accounts: await loadAccounts(deps.db, units, at) };
  const tasks: Task[] = [];
  for (const row of rows) {
    const actions = await actsOf(deps, row, person, now);
    const parties = await submissionParties(deps.db, row, now, []);
    const isTask = actions.some((act) => isTaskOfSubmission(act, person, parties, units));
    const waiting = isTask ? await waitingOf(deps, row, await transitionsOf(deps.db, row)) : null;
    if (waiting)
      tasks.push({
        kind: waiting.why,
        resource: `/submissions/${row.id}`,
        title: `${row.number} · ${row.toBody}`,
        dueAt: waiting.until,
        overdue: waiting.overdue,
        actions,
      });
  }
  return tasks;
}
