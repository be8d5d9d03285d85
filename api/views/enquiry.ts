import { z } from 'zod';
import { dateText, loadPlan } from '../../cases/context.ts';
import { enquiryParties } from '../../cases/enquiry/rights.ts';
import { kindOf, pathOf, standingOf, stateOf } from '../../cases/enquiry/row.ts';
import type { EnquiryRow } from '../../cases/enquiry/row.ts';
import type { AskedNow } from '../../cases/shared/accounts.ts';
import type { EnquiryAct } from '../../domain/act-bodies.ts';
import {
  answerWithin,
  enquiryKinds,
  enquiryRecorder,
  enquiryStates,
  enquiryWaiting,
  mayActOnEnquiry,
  openEnquiryActs,
} from '../../domain/enquiry.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { sightOf } from '../../domain/permissions.ts';
import { Refusal } from '../../domain/problems.ts';
import { submissionSight } from '../../domain/submission.ts';
import type { Db } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import { timelineOf, timelineSchema } from './timeline.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

export const enquirySummarySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  movement: z.string(),
  roundId: z.uuid().nullable(),
  nominationId: z.uuid().nullable(),
  kind: z.enum(enquiryKinds),
  state: z.enum(enquiryStates),
  fromUnit: z.string(),
  toBody: z.string(),
  subject: z.string(),
  askedAt: z.string(),
  /** Of the answer, while it waits for that. */
  dueAt: z.string().nullable(),
  /** No answer by its date; stays where it came late. */
  overdue: z.boolean(),
  version: z.number().int(),
});
export const enquiryAnswer = enquirySummarySchema.extend({
  text: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** In which time it is to be answered, and what that rests on. */
  answerWithin: z.object({ workingDays: z.number().int(), source: z.string() }),
  timeline: timelineSchema.shape.items,
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
});

/** The enquiries a person may see: his unit's, what came to his body or the office he is in leads, his organization's. */
export function enquiriesVisibleTo(person: CurrentPerson, units: Units): Prisma.EnquiryWhereInput {
  const { leads, bodies, organizations } = submissionSight(person.roles, units);
  const { proposedBy, reached } = sightOf(person.roles, units);
  return {
    OR: [
      { kind: 'difficulty', fromUnit: { in: proposedBy } },
      { kind: 'opinion', OR: [{ fromUnit: { in: reached } }, { reached: { hasSome: proposedBy } }] },
      { leadBody: { in: leads } },
      { reached: { hasSome: bodies } },
      { organization: { in: organizations } },
    ],
  };
}

/** @throws Refusal `not-found` for one he may not see, as for one that isn't there */
export async function findVisibleEnquiry(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<EnquiryRow> {
  const row = await db.enquiry.findFirst({ where: { AND: [{ id }, enquiriesVisibleTo(person, units)] } });
  if (!row) throw new Refusal('not-found');
  return row;
}

/** The acts that are open and a person's own, or his to record from the paper of a body without accounts. */
export async function actsOf(
  { db }: Pick<ApiDeps, 'db'>,
  row: EnquiryRow,
  person: CurrentPerson,
  asked: AskedNow,
): Promise<EnquiryAct[]> {
  const { units } = asked;
  const parties = await enquiryParties(db, row, asked);
  return openEnquiryActs(stateOf(row)).filter(
    (act) =>
      typeof mayActOnEnquiry(act, person, parties, units) === 'object' ||
      (act === 'answer' && typeof enquiryRecorder(person, parties, units) === 'object'),
  );
}

export const enquirySummary = (row: EnquiryRow): z.infer<typeof enquirySummarySchema> => ({
  id: row.id,
  code: row.code,
  movement: row.movement,
  roundId: row.roundId,
  nominationId: row.nominationId,
  kind: kindOf(row),
  state: stateOf(row),
  fromUnit: row.fromUnit,
  toBody: row.toBody,
  subject: row.subject,
  askedAt: row.createdAt.toISOString(),
  dueAt: row.state === 'asked' ? dateText(row.dueOn) : null,
  overdue: row.overdue,
  version: row.version,
});

export async function enquiryView(
  deps: ApiDeps,
  row: EnquiryRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof enquiryAnswer>> {
  const waiting = enquiryWaiting(standingOf(row));
  const plan = await loadPlan(deps.db, row.movement, row.planVersion);
  return {
    ...enquirySummary(row),
    text: row.text,
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answerWithin: answerWithin(plan),
    timeline: (await timelineOf(deps.db, pathOf(row))).items,
    waiting: waiting && waitingView(waiting, units, language),
    allowedActions: await actsOf(deps, row, person, { units, at: await deps.clock() }),
    workflow: await workflowView(deps, workflowIdOf(pathOf(row))),
  };
}
