import { z } from 'zod';
import { nomineeGrounds } from '../../domain/nominee.ts';
import { ballotSchema } from './ballot-results.ts';
import { deskSchema } from './desk.ts';

/** The shapes of answers, for OpenAPI and for clients. */
export const waitingSchema = z.object({
  why: z.string(),
  code: z.string(),
  for: z.object({ body: z.string().nullable(), role: z.string(), bodyName: z.string().nullable() }),
  since: z.string(),
  until: z.string().nullable(),
  /** As people read it, with what there is to know: provisional (tạm tính), overdue. */
  untilText: z.string(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  then: z.string(),
});
export const workflowSchema = z.object({
  workflowId: z.string(),
  runId: z.string().nullable(),
  uiUrl: z.string().nullable(),
});
export const nominationSummarySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  roundId: z.uuid(),
  movement: z.string(),
  award: z.string(),
  subject: z.object({
    kind: z.enum(['collective', 'individual']),
    category: z.string(),
    name: z.string(),
    unit: z.string(),
  }),
  /** Which made the proposal, as it was then. */
  proposingUnit: z.string(),
  /** Which has it on the unit's side today: the same, what that became, or whom the office named; null where nobody does. */
  heldBy: z.string().nullable(),
  stage: z.string(),
  step: z.number().int(),
  outcome: z.string().nullable(),
  /** Since when it is at its step. */
  enteredAt: z.string(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  onHold: z.boolean(),
  /** It lies with its unit again, to be amended. */
  returned: z.boolean(),
  /** At its decision: whether that is the organization's own head's (`decide`, `POST /decisions`): no tờ trình stands before it. */
  decidedByOwnHead: z.boolean(),
  /** Why it waits, by the code of `waiting`; of one on an agenda `council-convened`, whatever its session does. */
  why: z.string().nullable(),
  version: z.number().int(),
});
const checkSchema = z.object({
  criterion: z.string(),
  quote: z.string(),
  result: z.enum(['met', 'unmet', 'unverified']),
  reason: z.string(),
  /** Whether it counts as things stand: of a choice, what is worse than another part of it does not. */
  needed: z.boolean(),
  /** How often a reviewer has spoken of it; `If-Match` of the next word carries it behind the nomination's version: 7.2. */
  version: z.number().int(),
  /** What a reviewer said before, the latest first. */
  earlier: z.array(
    z.object({ result: z.enum(['met', 'unmet', 'unverified']), reason: z.string(), at: z.string() }),
  ),
});
export const nominationAnswer = nominationSummarySchema.extend({
  subject: nominationSummarySchema.shape.subject.extend({
    person: z.uuid().nullable(),
    gender: z.enum(['female', 'male', 'other']).nullable(),
    position: z.string().nullable(),
    headcount: z.number().int().nullable(),
    femaleCount: z.number().int().nullable(),
  }),
  achievement: z.object({ title: z.string(), from: z.string(), to: z.string(), summary: z.string() }),
  evidence: z.unknown(),
  route: z.array(
    z.object({
      step: z.number().int(),
      stage: z.string(),
      body: z.string().nullable(),
      /** Of a step to come: whose turn it would be by today's organization. */
      expectedBody: z.string().nullable(),
      /** Of a submission: where its tờ trình goes to. */
      receiver: z.string().nullable().optional(),
      passedOver: z.object({ reason: z.literal('same-body'), body: z.string(), on: z.string() }).optional(),
      current: z.literal(true).optional(),
    }),
  ),
  provisional: z.boolean(),
  waiting: waitingSchema.nullable(),
  /** Where the step's own period set the date of `waiting`, earlier than the round's: its length in working days. */
  stepPeriod: z.number().int().nullable(),
  allowedActions: z.array(z.string()),
  checks: z.array(checkSchema),
  findings: z.array(
    z.object({
      rule: z.string(),
      code: z.string(),
      result: z.enum(['ok', 'refuse', 'reviewer', 'warn']),
      message: z.string(),
      items: z.array(z.string()).optional(),
      overridable: z.boolean(),
    }),
  ),
  quota: z
    .object({
      max: z.number().int().nullable(),
      min: z.number().int().nullable(),
      used: z.number().int(),
      awarded: z.number().int(),
      left: z.number().int().nullable(),
    })
    .nullable(),
  documents: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      name: z.string(),
      size: z.number().int(),
      sha256: z.string(),
      contentType: z.string(),
      addedAt: z.string(),
    }),
  ),
  missingDocuments: z.array(z.string()),
  /** The nomination that it was copied from, where the caller sees that one. */
  copiedFrom: z.object({ id: z.uuid(), code: z.string() }).nullable(),
  /** The caller drafts for its unit, and may copy it into another round. */
  mayCopy: z.boolean(),
  /** Its unit's time ended with that day; more time brings it back until the end of the other. */
  timeUp: z.object({ on: z.string(), reopensUntil: z.string() }).nullable(),
  hold: z
    .object({ ground: z.string(), since: z.string(), workingDaysLeft: z.number().int().nullable() })
    .nullable(),
  council: z.string().nullable(),
  sessionId: z.string().nullable(),
  submissionId: z.string().nullable(),
  decision: z
    .object({
      id: z.string(),
      body: z.string(),
      number: z.string(),
      decidedOn: z.string(),
      signedBy: z.string(),
      /** The name of its copy, where one was handed in. */
      file: z.string().nullable(),
    })
    .nullable(),
  outcomeReason: z.string().nullable(),
  /** What each ballot of the council came to, for those who may see the session; a failed one stays beside the next. */
  ballots: z.array(ballotSchema),
  /** What is to be amended, while the unit has it back. */
  toAmend: z
    .object({
      at: z.string(),
      reason: z.string(),
      items: z.array(
        z.object({ criterion: z.string().optional(), document: z.string().optional(), note: z.string() }),
      ),
    })
    .nullable(),
  /** Accounts that are the nominee, bear the name, or head what is nominated: shown to those who say who a namesake is. */
  nominees: z.array(
    z.object({ personId: z.uuid(), displayName: z.string(), ground: z.enum(nomineeGrounds) }),
  ),
  desk: deskSchema.nullable(),
  workflow: workflowSchema,
});
