import { z } from 'zod';
import { dateOf } from '../../domain/dates.ts';
import { workflowIdOf } from '../../domain/path.ts';
import type { PathKind } from '../../domain/path.ts';
import type { Db } from '../../prisma/db.ts';
import type { Rights, RightsEntry } from './authority.ts';

const day = z.string();
const held = z.object({ role: z.string(), unit: z.string(), to: day.nullable() });
const given = z.union([
  held.extend({ person: z.string() }).transform(({ person, ...one }) => ({ person, roles: [one] })),
  z.object({ person: z.string(), roles: z.array(held) }),
]);
const lent = { id: z.string(), role: z.string(), unit: z.string(), from: day, to: day };
const delegated = z.union([
  z.object({ ...lent, delegatorId: z.string(), delegateId: z.string() }),
  z
    .object({ ...lent, delegator: z.string(), person: z.string() })
    .transform(({ delegator, person, ...one }) => ({ ...one, delegatorId: delegator, delegateId: person })),
]);
const changed = z.object({ person: z.string(), disabled: z.boolean().optional() });

/** What an entry of the trail changes of rights: each action that does, with how it says so. */
const changes: Record<string, (detail: unknown) => RightsEntry[]> = {
  'person-changed': (detail) => {
    const { person: personId, disabled } = changed.parse(detail);
    return disabled === undefined ? [] : [{ entry: 'account', personId, disabled }];
  },
  'role-given': rolesOf,
  'role-ended': rolesOf,
  'role-extended': rolesOf,
  delegated: (detail) => [{ entry: 'delegation', ...delegated.parse(detail) }],
  'delegation-revoked': (detail) => [{ entry: 'revoked', ...z.object({ id: z.string() }).parse(detail) }],
};

function rolesOf(detail: unknown): RightsEntry[] {
  const { person: personId, roles } = given.parse(detail);
  return roles.map(({ role, unit, to }) => ({ entry: 'role', personId, role, unit, to }));
}

/** What the trail has of rights and of acts on cases, each where its entry stands. */
export async function rightsIn(db: Db): Promise<Rights> {
  const acts = await db.transition.findMany({
    // What was created is judged before its path is there.
    where: { personId: { not: null }, fromStage: { not: 'none' } },
  });
  const nameOf = (kind: string | null, id: string | null, version: unknown) =>
    `${kind} ${id} ${String(version)}`;
  const byName = new Map(acts.map((one) => [nameOf(one.pathKind, one.pathId, one.version), one]));
  const trail: RightsEntry[] = [];
  for (const { action, pathKind, pathId, detail } of await db.auditEntry.findMany({
    orderBy: { id: 'asc' },
  })) {
    const { [action]: change } = changes;
    if (change) trail.push(...change(detail));
    const { version } = z.object({ version: z.number().optional() }).catch({}).parse(detail);
    const acted = byName.get(nameOf(pathKind, pathId, version));
    if (!acted || acted.act !== action || acted.personId === null) continue;
    const { act, personId, role, unit, forId, at } = acted;
    const workflowId = workflowIdOf({ kind: acted.pathKind as PathKind, id: acted.pathId });
    trail.push({
      ...{ entry: 'act', act, workflowId, personId, forId, on: dateOf(at) },
      ...{ role: role ?? '', unit: unit ?? '' },
    });
  }
  const [first] = await db.transition.findMany({ orderBy: { id: 'asc' }, take: 1 });
  const heldBefore = await db.roleHolding.findMany({
    where: { validFrom: { lt: new Date(dateOf(first?.at ?? new Date())) } },
    select: { personId: true, role: true, unit: true },
  });
  return { heldBefore, trail };
}
