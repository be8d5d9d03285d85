import { z } from 'zod';

/**
 * A plan (kế hoạch) of an emulation movement as data: the one description of what a YAML file in `movements/`
 * may say. Types of a plan are derived from it, the JSON Schema at `/api/v1/schemas/movement.json` is generated
 * from it. Rules that span several places (an award a quota names exists, dates agree) are in `plan-checks.ts`.
 *
 * Every clause keeps the plan's own words (`quote`, with `section`); where a program must choose between
 * readings, `interpretation` says which was taken and why.
 */

export const codeSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Mã chỉ gồm chữ thường không dấu, số và dấu gạch nối.')
  .max(80);
/** Reckoning in working days is only meant for the years people live in. */
export const dateSchema = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2200-12-31', {
  error: 'Ngày phải trong khoảng 1900–2200.',
});
const text = z.string().trim().min(1).max(4000);
const wholeDays = z.number().int().min(0).max(400);

/** Where a clause comes from: the plan's words, or a stated default with its reason. */
const clause = {
  quote: text.optional(),
  section: z.string().max(80).optional(),
  source: text.optional(),
  interpretation: text.optional(),
};

const fractionSchema = z.strictObject({
  numerator: z.number().int().min(0),
  denominator: z.number().int().min(1),
});

export const subjectKindSchema = z.enum(['collective', 'individual']);

/** A category of subjects that may be nominated, e.g. the Sở's own units, or people outside it. */
const categorySchema = z.strictObject({
  code: codeSchema,
  name: text,
  kind: subjectKindSchema,
  /** Whose subjects: of the issuing organization, or outside it (citizens, firms, other bodies). */
  belongsTo: z.enum(['organization', 'outside', 'anyone']),
  /** Kinds of unit that may be nominated or propose, empty for any. */
  unitKinds: z.array(codeSchema).default([]),
  /** Only units directly below a unit of these kinds (003: "đơn vị thuộc, trực thuộc sở"). */
  parentKinds: z.array(codeSchema).optional(),
  /** Only their organization itself nominates these, not a unit inside it; absent for either. */
  proposer: z.literal('organization').optional(),
  ...clause,
});

/** Among whom ranks are given: all of a group, or those of one group under one and the same unit. */
const partition = { group: codeSchema.optional(), within: z.enum(['all', 'parent']) };

const evidenceBase = { code: codeSchema, text, ...clause };
/** One condition, and the evidence that speaks for it. */
export type Criterion = z.infer<typeof criterionSchema>;
const criterionSchema = z.discriminatedUnion('type', [
  /** The unit states it and describes how; a reviewer weighs it. */
  z.strictObject({ ...evidenceBase, type: z.literal('attested') }),
  /** A whole number compared with a limit. */
  z.strictObject({
    ...evidenceBase,
    type: z.literal('numeric'),
    unitOfMeasure: text.optional(),
    atLeast: z.number().int().optional(),
    atMost: z.number().int().optional(),
  }),
  /** `part` of `whole` people, at least a share. */
  z.strictObject({ ...evidenceBase, type: z.literal('share'), atLeast: fractionSchema }),
  /** The yearly classification of a person or collective, at least this level. */
  z.strictObject({
    ...evidenceBase,
    type: z.literal('classification'),
    atLeast: z.enum(['completed', 'well-completed', 'excellently-completed']),
  }),
  /** An initiative or solution recognised by a council, at least of this level. */
  z.strictObject({
    ...evidenceBase,
    type: z.literal('recognition'),
    atLeast: z.enum(['grassroots', 'province', 'national']),
  }),
  /** A published rank within a group, optionally with a share of the scale; `of` whose rank counts. */
  z.strictObject({
    ...evidenceBase,
    type: z.literal('rank'),
    set: codeSchema,
    /** The subject's unit, the one above it, or the organization it is part of. */
    of: z.enum(['unit', 'parent-unit', 'organization']),
    /** Holds only where the ranked unit is of these kinds; absent for any. */
    unitKinds: z.array(codeSchema).min(1).optional(),
    ...partition,
    /** From these days on, in order, others are ranked together: districts ended on 1 July 2025. */
    replacedBy: z.array(z.strictObject({ from: dateSchema, ...partition, ...clause })).optional(),
    from: z.number().int().min(1),
    to: z.number().int().min(1),
    scoreAtLeast: fractionSchema.optional(),
  }),
]);

export const criterionTypes = criterionSchema.options.map((option) => option.shape.type.value);

/** Criteria combine by `all` and `any`, nested as deep as the plan's own sentences. */
export type CriteriaTree =
  | { all: CriteriaTree[] }
  | { any: CriteriaTree[]; code?: string | undefined; text?: string | undefined }
  | { criterion: Criterion };
const criteriaTreeSchema: z.ZodType<CriteriaTree> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(criteriaTreeSchema).min(1) }),
      z.strictObject({
        any: z.array(criteriaTreeSchema).min(1),
        code: codeSchema.optional(),
        text: text.optional(),
      }),
      z.strictObject({ criterion: criterionSchema }),
    ],
    { error: 'Mỗi nhánh có đúng một trong các mục all, any, criterion.' },
  ),
);

/** What happens when a deadline passes. Nothing is ever approved by silence. */
const whenPassedSchema = z.strictObject({
  /** Working days after the due date; 0 is the moment the due date ends. */
  after: wholeDays,
  do: z.enum(['remind', 'escalate', 'lapse']),
  /** Who is told on `escalate`. */
  to: z.enum(['body-head', 'organization-head']).optional(),
});
export const deadlineSchema = z.strictObject({
  /** The step's own period in working days from its start; absent where only the round's date counts. */
  workingDays: z.number().int().min(1).max(400).optional(),
  /** The round's date that also binds this step; the earlier of the two is due. */
  roundDate: z.enum(['intakeCloses', 'reviewBy', 'councilBy', 'submitBy', 'decisionBy']).optional(),
  /** Working days before the due date at which those concerned are reminded. */
  remindBefore: z.array(wholeDays).max(10).default([]),
  whenPassed: z.array(whenPassedSchema).max(10).default([]),
  ...clause,
});
export type DeadlineRule = z.infer<typeof deadlineSchema>;

const stepStageSchema = z.enum([
  'selection',
  'office-review',
  'council-vote',
  'appraisal',
  'submission',
  'decision',
]);
/** One step of a route. `body` and `to` name a function of `bodies`, resolved on the day the step starts. */
const stepSchema = z.strictObject({
  stage: stepStageSchema,
  body: codeSchema,
  /** For a submission: the body that the tờ trình goes to. */
  to: codeSchema.optional(),
  deadline: deadlineSchema,
  ...clause,
});

/** A body that takes part, named by its function; `unit` fixes it, else the organization's data resolves it. */
const bodySchema = z.strictObject({
  name: text,
  unit: codeSchema.optional(),
  function: codeSchema.optional(),
  /** The plan does not say who: a step at this body waits until the lead's office head names a unit. */
  leftOpen: z.literal(true).optional(),
  ...clause,
});

const documentKindSchema = z.strictObject({
  code: codeSchema,
  name: text,
  required: z.boolean(),
  /** Required too where a dossier states evidence for one of these criteria. */
  whenClaimed: z.array(codeSchema).min(1).optional(),
  /** Only for these awards or categories; empty for all. */
  awards: z.array(codeSchema).default([]),
  categories: z.array(codeSchema).default([]),
  ...clause,
});

const awardSchema = z.strictObject({
  code: codeSchema,
  name: text,
  /** Hình thức khen thưởng, e.g. bang-khen, giay-khen: an open list, by which `award-money.yaml` names its rates. */
  form: codeSchema,
  /** `own-head`: closed by `decide`; `submission`: closed by a submission's `record-decision`. */
  decidedBy: z.enum(['own-head', 'submission']),
  /** Short code used in nomination codes, e.g. BK. */
  short: z.string().regex(/^[A-Z]{1,6}$/),
  categories: z.array(codeSchema).min(1),
  ...clause,
});

const quotaSchema = z.strictObject({
  award: codeSchema,
  kinds: z.array(subjectKindSchema).min(1),
  categories: z.array(codeSchema).default([]),
  min: z.number().int().min(0).optional(),
  max: z.number().int().min(0).optional(),
  per: z.enum(['round', 'period']),
  perProposingUnit: z.boolean().default(false),
  /** With `perProposingUnit`: only units of these kinds. */
  unitKinds: z.array(codeSchema).default([]),
  ...clause,
});

const roundSchema = z.strictObject({
  code: codeSchema,
  name: text,
  kind: z.enum(['interim', 'final', 'single']),
  /** Years, quarters or dates as far as the plan gives them. */
  planned: z.string().max(200).optional(),
  within: z.strictObject({ from: dateSchema, to: dateSchema }).optional(),
  awards: z.array(codeSchema),
  /** The period of published rankings that counts here, e.g. 2024; the newest published unless told. */
  rankingPeriod: codeSchema.optional(),
  ...clause,
});

/** A set of indexes by which units are ranked, and the body that publishes the ranks. */
const rankingSchema = z.strictObject({ set: codeSchema, name: text, owner: codeSchema, ...clause });

export const votingRuleSchema = z.strictObject({
  quorum: fractionSchema,
  pass: z.strictObject({
    share: fractionSchema,
    comparison: z.enum(['at-least', 'more-than']),
    base: z.enum(['all-members', 'present', 'valid-ballots']),
  }),
  chairMustAgree: z.boolean(),
  recused: z.enum(['stay-in-base', 'leave-base']),
  absentees: z.enum(['written-opinion', 'substitute', 'none']),
  ballotsPerRound: z.number().int().min(1).max(5),
  /** Those that tie at the cut-line may be voted on again; otherwise the chair's word decides, then the head's. */
  reballotTies: z.boolean().optional(),
  /** How long before a session its members are invited; a shorter notice is pointed out, not refused. */
  notice: z.strictObject({ workingDays: z.number().int().min(1).max(60), source: text }).optional(),
  source: text,
});

/** What a check does at submission and at a review: refuse at once, leave it to a reviewer, or only warn. */
const checkPolicySchema = z.strictObject({
  atSubmission: z.enum(['refuse', 'reviewer', 'warn']),
  /** Whether a reviewer may pass it over with a reason where it stays unmet. */
  overridable: z.boolean(),
  ...clause,
});

const obligationSchema = z.strictObject({
  code: codeSchema,
  name: text,
  kind: z.enum([
    'unit-plan',
    'registration',
    'periodic-report',
    'report-on-request',
    'summary-report',
    'consolidated-report',
  ]),
  owedBy: z.enum(['units', 'lead']),
  /** With `lead`: which of its offices (`lead.body` or one of `lead.with`); `lead.body` unless told. */
  by: codeSchema.optional(),
  to: codeSchema,
  when: text,
  /** The rounds that it belongs to; absent where any round begins it, once for the movement. */
  rounds: z.array(codeSchema).min(1).optional(),
  /** Only when somebody asks for it, never by the opening of a round. */
  onRequest: z.literal(true).optional(),
  /** Owed again on these days of every year while the movement runs; the source says who set them. */
  recurs: z
    .strictObject({
      on: z
        .array(
          z.strictObject({
            month: z.number().int().min(1).max(12),
            day: z.number().int().min(1).max(31),
          }),
        )
        .min(1)
        .max(12),
      source: text,
    })
    .optional(),
  /** A day, or a date of the round; absent where the plan sets none: then no time runs. */
  due: z
    .union([
      z.strictObject({ on: dateSchema }),
      z.strictObject({
        roundDate: z.enum(['intakeCloses', 'reviewBy', 'councilBy', 'submitBy', 'decisionBy']),
      }),
    ])
    .optional(),
  ...clause,
});
export type PlanObligation = z.infer<typeof obligationSchema>;

export const planSchema = z.strictObject({
  code: codeSchema,
  /** Short code used in nomination codes, e.g. CCHC. */
  short: z.string().regex(/^[A-Z0-9]{2,12}$/),
  title: text,
  issuer: z.strictObject({ unit: codeSchema, name: text, signer: text, signerPosition: text }),
  /** Number and date as printed; both may be blank in a real plan. */
  number: z.string().max(80).nullable(),
  symbol: z.string().max(80),
  issuedOn: z.strictObject({
    year: z.number().int(),
    month: z.number().int().min(1).max(12).nullable(),
    day: z.number().int().min(1).max(31).nullable(),
  }),
  parents: z.array(z.strictObject({ reference: text, quote: text.optional() })).default([]),
  period: z.strictObject({ from: dateSchema, to: dateSchema, ...clause }),
  achievementPeriod: z.strictObject({ from: dateSchema, to: dateSchema, ...clause }),
  bodies: z.record(codeSchema, bodySchema),
  lead: z.strictObject({ body: codeSchema, with: z.array(codeSchema).default([]), ...clause }),
  contact: z
    .strictObject({
      body: codeSchema,
      /** Working days for an answer; unless told, the service's own (domain/enquiry.ts). */
      answerWithin: z.strictObject({ workingDays: z.number().int().min(1).max(100), ...clause }).optional(),
      ...clause,
    })
    .optional(),
  categories: z.array(categorySchema),
  awards: z.array(awardSchema),
  rounds: z.array(roundSchema).min(1),
  rankings: z.array(rankingSchema).optional(),
  quotas: z.array(quotaSchema),
  /** By category code. */
  criteria: z.record(codeSchema, criteriaTreeSchema),
  documents: z.array(documentKindSchema),
  checks: z.strictObject({
    criteria: checkPolicySchema,
    dossier: checkPolicySchema,
    oneAward: checkPolicySchema,
    quota: checkPolicySchema,
    /** The achievement lies within `achievementPeriod`. */
    achievementPeriod: checkPolicySchema,
  }),
  /** The unit's own part before the route: drafting, and amending after a return. */
  proposal: z.strictObject({
    deadline: deadlineSchema,
    amend: deadlineSchema,
    returnsAtMost: z.number().int().min(0).max(10),
    /** Working days in which more time brings back what time has closed; unless told, the service's own (domain/time-up.ts). */
    reopensWithin: z.strictObject({ workingDays: z.number().int().min(0).max(60), ...clause }).optional(),
    ...clause,
  }),
  routes: z.array(
    z.strictObject({
      award: codeSchema,
      categories: z.array(codeSchema).default([]),
      steps: z.array(stepSchema).min(1),
      ...clause,
    }),
  ),
  voting: votingRuleSchema.nullable(),
  obligations: z.array(obligationSchema).default([]),
  recipients: z
    .array(z.strictObject({ name: text, purpose: z.string().max(80).optional(), ...clause }))
    .default([]),
  /** Sentences that ask nothing of the program, kept so that the plan is whole; `meaning` says how they are taken. */
  notes: z.array(z.strictObject({ section: z.string().max(80), quote: text, meaning: text })).default([]),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanStep = Plan['routes'][number]['steps'][number];
export type Award = Plan['awards'][number];
export type Category = Plan['categories'][number];
export type DocumentKind = Plan['documents'][number];
