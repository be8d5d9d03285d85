import { z } from 'zod';
import { linesText, nameText } from './clean-text.ts';
import { ballotKinds } from './ballots.ts';
import { dateSchema } from './plan-schema.ts';
import type { NominationAct } from './stages.ts';

/**
 * What people send with their acts. The API checks requests against these; the record reads the kept body through
 * them again, so that neither trusts the other.
 */
const reason = linesText(2000);
const number = nameText(80);
const signedBy = nameText(200);
const id = z.uuid();
const moment = z.iso.datetime({ offset: true });

/** The paper by which a body without accounts answered, recorded by the office before it. */
export const onBehalfSchema = z.strictObject({ documentNumber: number, date: dateSchema, document: id });
export type OnBehalf = z.infer<typeof onBehalfSchema>;

/** A decision's paper, and what it says of each that it names. */
const manyDecided = {
  number,
  decidedOn: dateSchema,
  signedBy,
  file: id.optional(),
  awarded: z.array(id).max(500).default([]),
  refused: z.array(z.strictObject({ id, reason })).max(500).default([]),
};

const holdGrounds = ['discipline', 'investigation', 'complaint', 'press-report'] as const;

export const nominationBodies = {
  submit: z.strictObject({}),
  withdraw: z.strictObject({ reason, letter: id.optional() }),
  approve: z.strictObject({
    note: linesText(2000, 0).optional(),
    overrides: z
      .array(z.strictObject({ criterion: nameText(80), reason }))
      .max(50)
      .optional(),
    onBehalf: onBehalfSchema.optional(),
  }),
  return: z.strictObject({
    reason,
    items: z
      .array(
        z
          .strictObject({
            criterion: nameText(80).optional(),
            document: nameText(80).optional(),
            note: reason,
          })
          .refine((item) => (item.criterion === undefined) !== (item.document === undefined), {
            error: 'Mỗi mục nêu một tiêu chí hoặc một loại tài liệu.',
          }),
      )
      .max(50)
      .default([]),
    onBehalf: onBehalfSchema.optional(),
  }),
  reject: z.strictObject({ reason, onBehalf: onBehalfSchema.optional() }),
  hold: z.strictObject({ ground: z.enum(holdGrounds), document: id, reason }),
  release: z.strictObject({ document: id, reason }),
  extend: z.strictObject({ to: dateSchema, reason }),
  reroute: z.strictObject({ step: z.number().int().min(0).max(50), body: nameText(80), reason }),
  decide: z
    .strictObject({
      outcome: z.enum(['award', 'refuse']),
      number,
      decidedOn: dateSchema,
      signedBy,
      reason: reason.optional(),
      /** The signed paper; who records it for the head has to hand it in. */
      file: id.optional(),
    })
    .refine((body) => body.outcome === 'award' || body.reason !== undefined, {
      path: ['reason'],
      error: 'Từ chối phải nêu lý do.',
    }),
} satisfies Record<NominationAct, z.ZodType>;

export const roundBodies = {
  extend: z.strictObject({
    deadline: z.enum(['intakeCloses', 'reviewBy', 'councilBy', 'submitBy', 'decisionBy']),
    to: dateSchema,
    reason,
  }),
  'close-intake': z.strictObject({}),
  'admit-late': z.strictObject({ unit: nameText(80), until: dateSchema, reason }),
  'rank-and-cut': z.strictObject({ award: nameText(80) }),
  release: z.strictObject({}),
  'confirm-decision': z.strictObject({ decisionId: id }),
  'contest-decision': z.strictObject({ decisionId: id, reason }),
  cancel: z.strictObject({ reason }),
};
/** Of a round that is over: until when it takes proposals again. No act of its path, which has ended. */
export const reopenBody = z.strictObject({ to: dateSchema, reason });
/** Many under one number, by the organization's own head; `prepared`: told to nobody until the round's `release`. */
export const decisionBody = z.strictObject({
  ...manyDecided,
  prepared: z.literal(true).optional(),
});
export type RoundAct = keyof typeof roundBodies;

export const sessionBodies = {
  convene: z.strictObject({}),
  open: z.strictObject({
    present: z.array(id).max(200),
    /** Why it meets before the day to which its members were invited; the minutes say it. */
    earlyReason: reason.optional(),
    substitutes: z
      .array(
        z.strictObject({
          memberId: id,
          person: id.optional(),
          name: nameText(200),
          letter: id,
        }),
      )
      .max(200)
      .default([]),
  }),
  recuse: z.strictObject({ memberId: id, nominationId: id, reason }),
  /** A seat that has ended: out of the session, or another of the council's in its place. */
  'settle-seat': z.strictObject({ memberId: id, by: id.nullable().default(null), reason }),
  'remove-item': z.strictObject({ nominationId: id, reason }),
  'annul-ballot': z.strictObject({ nominationId: id, reason }),
  'switch-ballot': z.strictObject({ ballot: z.enum(ballotKinds) }),
  'appoint-tellers': z.strictObject({
    tellers: z
      .array(
        z.strictObject({
          name: nameText(200),
          title: nameText(200).optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  'record-count': z.strictObject({
    nominationId: id,
    issued: z.number().int().min(0).max(500),
    collected: z.number().int().min(0).max(500),
    valid: z.number().int().min(0).max(500),
    approve: z.number().int().min(0).max(500),
    disapprove: z.number().int().min(0).max(500),
    /** Absent members whose written opinions are among what was counted. */
    written: z.array(id).max(200).default([]),
  }),
  extend: z.strictObject({ to: moment, reason }),
  adjourn: z.strictObject({ to: z.union([moment, dateSchema]), reason }),
  close: z.strictObject({}),
  conclude: z.strictObject({
    agreed: z.array(id).max(500),
    refused: z.array(z.strictObject({ id, reason })).max(500).default([]),
  }),
  reballot: z.strictObject({
    nominationIds: z.array(id).min(1).max(500),
    /** Until when absent members, or in a written round all, may answer this time. */
    absenteeUntil: moment.optional(),
  }),
  cancel: z.strictObject({ reason }),
};
export type SessionAct = keyof typeof sessionBodies;

/** The word that breaks a tie at the cut-line: no act of the session's path, which may have ended by then. */
export const breakTieBody = z.strictObject({ nominationId: id, choice: z.enum(['approve', 'disapprove']) });

export const submissionBodies = {
  dispatch: z.strictObject({ onBehalf: onBehalfSchema.optional() }),
  'record-receipt': z.strictObject({ number, receivedOn: dateSchema, onBehalf: onBehalfSchema.optional() }),
  'record-answer': z.strictObject({
    items: z
      .array(
        z.strictObject({
          id,
          outcome: z.enum(['approve', 'return', 'reject']),
          reason: reason.optional(),
        }),
      )
      .min(1)
      .max(500),
    documentNumber: number,
    date: dateSchema,
    document: id,
  }),
  'record-decision': z.strictObject({
    ...manyDecided,
    onBehalf: onBehalfSchema.optional(),
  }),
};
export type SubmissionAct = keyof typeof submissionBodies;

export const obligationBodies = {
  submit: z.strictObject({ note: linesText(2000, 0).optional() }),
  accept: z.strictObject({
    note: linesText(2000, 0).optional(),
    onBehalf: onBehalfSchema.optional(),
  }),
  return: z.strictObject({ reason, onBehalf: onBehalfSchema.optional() }),
  waive: z.strictObject({ reason }),
};
export type ObligationAct = keyof typeof obligationBodies;

export const enquiryBodies = {
  answer: z.strictObject({
    text: linesText(10_000),
    onBehalf: onBehalfSchema.optional(),
  }),
  forward: z.strictObject({ to: nameText(80), reason }),
  close: z.strictObject({ note: linesText(2000, 0).optional() }),
};
export type EnquiryAct = keyof typeof enquiryBodies;

/** Luật Thi đua, khen thưởng 2022 Đ93.2 a–d, in their order. */
const revocationGrounds = [
  'false-achievement', // a) gian dối trong kê khai thành tích
  'false-dossier', // b) cung cấp thông tin sai, làm giả hồ sơ, giấy tờ
  'unlawful-procedure', // c) thẩm định, xét, duyệt, đề nghị trái quy định
  'later-finding', // d) kết luận, bản án cho thấy không đủ tiêu chuẩn trong thời gian tính thành tích
] as const;
export const revokeBody = z.strictObject({
  number,
  decidedOn: dateSchema,
  ground: z.enum(revocationGrounds),
  reason,
});
export const revocationBodies = {
  'record-return': z.strictObject({ what: z.enum(['items', 'money']), on: dateSchema }),
};
export type RevocationAct = keyof typeof revocationBodies;
