import { z } from 'zod';
import { delegableRoles } from '../../domain/delegation.ts';
import { councilRoles } from '../../domain/council-seats.ts';
import type { PendingKind } from '../../domain/pending-changes.ts';
import { codeSchema, dateSchema } from '../../domain/plan-schema.ts';
import { roles } from '../../domain/roles.ts';

const text = z.string();
const to = dateSchema.nullable();
const holding = z.object({ role: z.enum(roles), unit: codeSchema, from: dateSchema, to });
const seat = z.object({
  ...{ id: z.uuid().optional(), name: text, councilRole: z.enum(councilRoles), position: text.nullable() },
  ...{ personId: z.uuid().nullable(), from: dateSchema, to },
});

/** What is applied once it is confirmed, by kind: kept as JSON, and read back by these. */
const pendingBodies = {
  'give-roles': z.object({ holdings: z.array(holding) }),
  'extend-role': z.object({ holding: z.uuid(), role: text, unit: codeSchema, to }),
  'change-address': z.object({ email: text }),
  'reset-password': z.object({}),
  delegate: z.object({
    ...{ delegatorId: z.uuid(), delegateId: z.uuid(), role: z.enum(delegableRoles), unit: codeSchema },
    ...{ from: dateSchema, to: dateSchema, document: z.uuid(), reason: text },
  }),
  'seat-council': z.object({ body: codeSchema, seats: z.array(seat) }),
} satisfies Record<PendingKind, z.ZodType>;
export type PendingBody<K extends PendingKind> = z.output<(typeof pendingBodies)[K]>;

/** One kind with its body. */
export type PendingOf = { [K in PendingKind]: { kind: K; body: PendingBody<K> } }[PendingKind];

export function pendingOf(kind: string, body: unknown): PendingOf {
  const parsed = z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('give-roles'), body: pendingBodies['give-roles'] }),
      z.object({ kind: z.literal('extend-role'), body: pendingBodies['extend-role'] }),
      z.object({ kind: z.literal('change-address'), body: pendingBodies['change-address'] }),
      z.object({ kind: z.literal('reset-password'), body: pendingBodies['reset-password'] }),
      z.object({ kind: z.literal('delegate'), body: pendingBodies.delegate }),
      z.object({ kind: z.literal('seat-council'), body: pendingBodies['seat-council'] }),
    ])
    .parse({ kind, body });
  return parsed;
}
