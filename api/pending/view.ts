import { z } from 'zod';
import { dateOf } from '../../domain/dates.ts';
import { pendingKinds, pendingStates } from '../../domain/pending-changes.ts';
import type { PendingKind, PendingState } from '../../domain/pending-changes.ts';
import type { Tx } from '../../prisma/db.ts';
import type { PendingChange } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { personSchema } from '../person-views.ts';
import { confirmersOf } from './confirmers.ts';
import type { Asked } from './confirmers.ts';

const kinds = Object.keys(pendingKinds) as [PendingKind, ...PendingKind[]];
const kindSchema = z.enum(kinds);
const person = z.object({ id: z.uuid(), displayName: z.string() });

export const pendingSchema = z.object({
  id: z.uuid(),
  kind: kindSchema,
  organization: z.string(),
  /** Whose account it is, or who gains by it. */
  person: person.nullable(),
  delegator: person.nullable(),
  askedBy: person.nullable(),
  askedAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(pendingStates),
  settledBy: person.nullable(),
  settledAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** What will hold, and what held when it was asked. */
  change: z.record(z.string(), z.unknown()),
  before: z.record(z.string(), z.unknown()),
  /** The roles that the person holds today, where it is about roles. */
  holds: z.array(z.object({ role: z.string(), unit: z.string() })),
  mayConfirm: z.array(person.extend({ as: z.enum(['administrator', 'head', 'delegator', 'owner']) })),
  allowedActions: z.array(z.enum(['confirm', 'refuse', 'withdraw'])),
});
export type PendingView = z.input<typeof pendingSchema>;

/** What is answered, as 202, where a change needs a second person; with the person as it stands where it is about one. */
export const pendingAnswer = z.object({
  pending: z.array(pendingSchema).min(1),
  person: personSchema.optional(),
});
export type PendingAnswer = z.input<typeof pendingAnswer>;
export const isPending = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'pending' in answer;

export const askedOf = (row: PendingChange): Asked => ({
  kind: kindSchema.parse(row.kind),
  organization: row.organization,
  personId: row.personId,
  delegatorId: row.delegatorId,
  gainingIds: row.gainingIds,
  askedById: row.askedById,
});

export function pendingStateOf({ state, expiresAt }: PendingChange): PendingState {
  const kept = z.enum(pendingStates).parse(state);
  return kept === 'waiting' && expiresAt <= new Date() ? 'expired' : kept;
}

export async function pendingView(
  tx: Tx,
  { settings }: Pick<ApiDeps, 'settings'>,
  caller: CurrentPerson,
  row: PendingChange,
  at: Date,
): Promise<PendingView> {
  const state = pendingStateOf(row);
  const mayConfirm = state === 'waiting' ? await confirmersOf(tx, settings, askedOf(row), at) : [];
  const ids = [row.personId, row.delegatorId, row.askedById, row.settledById].filter((id) => id !== null);
  const people = await tx.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, displayName: true },
  });
  const named = (id: string | null) => people.find((one) => one.id === id) ?? null;
  const isOne = mayConfirm.some(({ id }) => id === caller.id);
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    organization: row.organization,
    person: named(row.personId),
    delegator: named(row.delegatorId),
    askedBy: named(row.askedById),
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state,
    settledBy: named(row.settledById),
    settledAt: row.settledAt?.toISOString() ?? null,
    reason: row.reason,
    change: z.record(z.string(), z.unknown()).parse(row.body),
    before: z.record(z.string(), z.unknown()).parse(row.before),
    holds: await rolesToday(tx, row, at),
    mayConfirm,
    allowedActions: [
      ...(isOne ? (['confirm', 'refuse'] as const) : []),
      ...(state === 'waiting' && caller.id === row.askedById ? (['withdraw'] as const) : []),
    ],
  };
}

async function rolesToday(
  tx: Tx,
  { kind, personId }: PendingChange,
  at: Date,
): Promise<{ role: string; unit: string }[]> {
  if (personId === null || !['give-roles', 'extend-role'].includes(kind)) return [];
  const today = new Date(dateOf(at));
  return tx.roleHolding.findMany({
    where: {
      ...{ personId, validFrom: { lte: today } },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
    select: { role: true, unit: true },
    orderBy: [{ role: 'asc' }, { unit: 'asc' }],
  });
}
