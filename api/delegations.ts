import { z } from 'zod';
import { asDate } from '../activities/context.ts';
import { delegationOf, holdingOf } from '../activities/delegations.ts';
import { dateOf } from '../domain/dates.ts';
import { delegableRoles, delegationFaults } from '../domain/delegation.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { recordOnce } from './acts.ts';
import { administratorRole, auditChange, line } from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOf } from './lists.ts';
import { periodOf, termOf } from './organization-rows.ts';
import { administers, findPerson, lockPerson } from './person-views.ts';

const delegationRequest = z.strictObject({
  delegator: z.uuid(),
  delegate: z.uuid(),
  /** A role that the delegator holds himself; a council's seat is filled by a substitute with a letter. */
  role: z.enum(delegableRoles),
  unit: codeSchema,
  from: dateSchema.optional(),
  /** The last day. */
  to: dateSchema,
  /** The paper, by its id from `POST /files`. */
  document: z.uuid(),
  reason: line(2000),
});
const person = z.object({ id: z.uuid(), displayName: z.string() });
const delegationSchema = z.object({
  id: z.uuid(),
  delegator: person,
  delegate: person,
  role: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(['to-come', 'in-force', 'ended', 'revoked']),
  /** Why, and on which paper: for administrators and the two it concerns. */
  reason: z.string().optional(),
  document: z.uuid().optional(),
});

const include = { delegator: true, delegate: true } satisfies Prisma.DelegationInclude;
type Row = Prisma.DelegationGetPayload<{ include: typeof include }>;
const tag = 'organization';

/** Who stands in for whom, written by administrators and read by all, so that everybody knows who may act. */
export const delegationEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/delegations',
      tag,
      summary: 'Who stands in for whom, in which role and until when',
      login: true,
      query: listQuery.extend({
        /** As delegator or delegate. */
        person: z.uuid().optional(),
        unit: codeSchema.optional(),
        /** Those that lend their role on this day. */
        on: dateSchema.optional(),
      }),
      answer: { status: 200, schema: listOf(delegationSchema) },
    },
    async ({ deps, person: caller, query }) => {
      const at = await deps.clock();
      const where: Prisma.DelegationWhereInput = {
        ...(query.person && { OR: [{ delegatorId: query.person }, { delegateId: query.person }] }),
        ...(query.unit && { unit: query.unit }),
        ...(query.on && {
          revokedAt: null,
          validFrom: { lte: asDate(query.on) },
          validTo: { gte: asDate(query.on) },
        }),
      };
      const total = await deps.db.delegation.count({ where });
      return pageOf(query, total, async (page) =>
        (await deps.db.delegation.findMany({ where, include, ...page })).map((row) =>
          viewOf(row, caller, at),
        ),
      );
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/delegations',
      tag,
      summary: 'Have somebody stand in for another in one of his roles, for a period',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      body: delegationRequest,
      answer: { status: 201, schema: delegationSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person: caller, body } = call;
      const at = await deps.clock();
      // Nobody gives himself a role, nor the use of one.
      if (body.delegate === caller.id) throw new Refusal('forbidden');
      const by = administratorRole(caller);
      const what = { pathKind: 'organization', pathId: null, kind: 'delegate', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        const today = dateOf(at);
        const { delegator, delegate, document, reason, ...lent } = body;
        const delegation = {
          ...lent,
          ...{ from: body.from ?? today, delegatorId: delegator, delegateId: delegate },
        };
        // One after the other for each delegator, so that two at once cannot overlap.
        const held = (await known('delegator', () => lockPerson(tx, delegator))).roles.map(holdingOf);
        await known('delegate', () => findPerson(tx, delegate, false));
        const others = await tx.delegation.findMany({ where: { delegatorId: delegator, revokedAt: null } });
        const faults = delegationFaults(delegation, held, others.map(delegationOf), today);
        if (faults.length > 0) throw new Refusal('invalid', faults);
        const { delegatorId, delegateId, role, unit } = delegation;
        const row = await tx.delegation.create({
          data: {
            ...{ delegatorId, delegateId, role, unit, document, reason },
            ...termOf(delegation),
            ...{ validTo: asDate(delegation.to), createdById: caller.id, createdAt: at },
          },
          include,
        });
        await auditChange(tx, caller, at, 'delegated', { id: row.id, ...delegation });
        return viewOf(row, caller, at);
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/delegations/{id}/actions/revoke',
      tag,
      summary: 'End it now: the delegate acts no longer; what he has done stands',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({ reason: line(2000) }),
      answer: { status: 200, schema: delegationSchema },
      refusals: ['forbidden', 'not-found', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person: caller } = call;
      const { id } = call.params;
      const at = await deps.clock();
      if (!(await deps.db.delegation.findUnique({ where: { id } }))) throw new Refusal('not-found');
      const { body } = call;
      const by = administratorRole(caller);
      const what = { pathKind: 'organization', pathId: null, kind: 'revoke-delegation', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Delegation" WHERE id = ${id}::uuid FOR UPDATE`;
        const before = await tx.delegation.findUniqueOrThrow({ where: { id }, include });
        if (['ended', 'revoked'].includes(stateOf(before, at))) throw new Refusal('not-in-this-state');
        const data = { revokedAt: at, revokedFor: body.reason };
        const row = await tx.delegation.update({ where: { id }, data, include });
        await auditChange(tx, caller, at, 'delegation-revoked', { id });
        return viewOf(row, caller, at);
      });
    },
  ),
];

/** Somebody named in the request. @throws Refusal `invalid` at the path where there is nobody */
async function known<T>(path: string, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    throw new Refusal('invalid', [{ path, message: 'Không có người dùng này.' }]);
  }
}

function stateOf(row: Row, at: Date): z.infer<typeof delegationSchema>['state'] {
  const { from, to } = delegationOf(row);
  const today = dateOf(at);
  if (row.revokedAt) return 'revoked';
  if (to < today) return 'ended';
  return from > today ? 'to-come' : 'in-force';
}

function viewOf(row: Row, caller: CurrentPerson, at: Date): z.infer<typeof delegationSchema> {
  const nameOf = ({ id, displayName }: Row['delegate']) => ({ id, displayName });
  const concerns = administers(caller) || [row.delegatorId, row.delegateId].includes(caller.id);
  return {
    id: row.id,
    delegator: nameOf(row.delegator),
    delegate: nameOf(row.delegate),
    role: row.role,
    unit: row.unit,
    ...periodOf(row),
    state: stateOf(row, at),
    ...(concerns ? { reason: row.reason, document: row.document } : {}),
  };
}
