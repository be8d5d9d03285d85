import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { asDate } from '../cases/context.ts';
import { delegationOf } from '../cases/shared/delegations.ts';
import { roleNatures } from '../domain/administration.ts';
import type { Administration } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { delegableRoles } from '../domain/delegation.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Delegation, Prisma } from '../prisma/generated/client.ts';
import { recordOnce } from './acts.ts';
import {
  administrationOf,
  administratorRole,
  auditChange,
  loadAdministration,
  organizationOf,
  requireAdministration,
} from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { createDelegation, delegationInclude, refuseDelegation } from './delegation-rows.ts';
import type { DelegationRow } from './delegation-rows.ts';
import { endpoint } from './endpoint.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { periodOf } from './organization-rows.ts';
import { ask } from './pending/ask.ts';
import type { PendingAnswer } from './pending/view.ts';
import { lockPerson, refuseOfDeployment } from './person-views.ts';

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
  reason: linesText(2000),
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

type DelegationView = z.infer<typeof delegationSchema>;
const include = delegationInclude;
const tag = 'organization';

const sorting: Sorting<Prisma.DelegationWhereInput, Prisma.DelegationOrderByWithRelationInput, Delegation> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    from: { is: 'moment', at: <T>(validFrom: T) => ({ validFrom }), of: ({ validFrom }) => validFrom },
    to: { is: 'moment', at: <T>(validTo: T) => ({ validTo }), of: ({ validTo }) => validTo },
  },
};

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
        sort: sortParam(sorting),
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
      const administration = await loadAdministration(deps.db, deps.settings, at);
      const { db } = deps;
      const { items, ...rest } = await pageOf(query, sorting, {
        count: () => db.delegation.count({ where }),
        find: ({ after, ...page }) =>
          db.delegation.findMany({ where: { AND: [where, after] }, include, ...page }),
        one: (id) => db.delegation.findUnique({ where: { id }, include }),
      });
      return { ...rest, items: items.map((row) => viewOf(row, caller, administration, at)) };
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/delegations',
      tag,
      summary:
        'Have somebody stand in for you in one of your roles, for a period; for somebody else, an administrator asks',
      login: true,
      roles: [...delegableRoles, 'administrator'],
      pends: true,
      idempotent: true,
      body: delegationRequest,
      answer: { status: 201, schema: delegationSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person: caller, body } = call;
      const at = await deps.clock();
      const { delegator: delegatorId, delegate: delegateId, from = dateOf(at), ...lent } = body;
      const delegation = { ...lent, delegatorId, delegateId, from };
      // Nobody gives himself a role, nor the use of one.
      if (delegateId === caller.id) throw new Refusal('forbidden');
      const isOwn = delegatorId === caller.id;
      const by = isOwn ? roleOf(caller) : administratorRole(caller);
      const administration = await loadAdministration(deps.db, deps.settings, at);
      if (!isOwn && administration.units.has(body.unit))
        requireAdministration(administration, caller, body.unit);
      const what = { pathKind: 'organization', pathId: null, kind: 'delegate', body, by } as const;
      return recordOnce<DelegationView | PendingAnswer>(call, what, async (tx) => {
        await refuseDelegation(tx, delegation, at);
        if (roleNatures[delegation.role].judges) await refuseOfDeployment(tx, deps.settings, [delegateId]);
        await refuseUnconfirmed(tx, deps, call.req, caller, 'always');
        const organization = await organizationOf(tx, delegation.unit);
        if (!isOwn) {
          const change = { kind: 'delegate', body: delegation } as const;
          const asking = {
            change,
            organization,
            personId: delegateId,
            gainingIds: [delegateId],
            delegatorId,
          };
          return { pending: [await ask(tx, deps, caller, asking, at)] };
        }
        const row = await createDelegation(tx, delegation, caller.id, at);
        const { role, unit, to } = delegation;
        const said = { delegatorId, delegateId, role, unit, from, to };
        const who = { id: caller.id, as: delegation.role };
        await auditChange(tx, who, organization, at, 'delegated', { id: row.id, ...said });
        return viewOf(row, caller, administration, at);
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
      roles: [...delegableRoles, 'administrator'],
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({ reason: linesText(2000) }),
      answer: { status: 200, schema: delegationSchema },
      refusals: ['forbidden', 'not-found', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person: caller } = call;
      const { id } = call.params;
      const at = await deps.clock();
      const found = await deps.db.delegation.findUnique({ where: { id } });
      if (!found) throw new Refusal('not-found');
      const isOwn = found.delegatorId === caller.id;
      const administration = await loadAdministration(deps.db, deps.settings, at);
      const by = isOwn ? roleOf(caller) : administratorRole(caller);
      if (!isOwn) requireAdministration(administration, caller, found.unit);
      const { body } = call;
      const what = { pathKind: 'organization', pathId: null, kind: 'revoke-delegation', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        // What is on its way by it is recorded before, or not at all.
        await lockPerson(tx, found.delegateId);
        await tx.$queryRaw`SELECT 1 FROM "Delegation" WHERE id = ${id}::uuid FOR UPDATE`;
        const before = await tx.delegation.findUniqueOrThrow({ where: { id }, include });
        refuseOver(before, at);
        const data = { revokedAt: at, revokedFor: body.reason };
        const row = await tx.delegation.update({ where: { id }, data, include });
        const who = { id: caller.id, as: by.role };
        const organization = await organizationOf(tx, row.unit);
        await auditChange(tx, who, organization, at, 'delegation-revoked', { id });
        return viewOf(row, caller, administration, at);
      });
    },
  ),
];

/** The role that an act of one's own is kept under. */
function roleOf({ roles: [first] }: CurrentPerson): RoleAt {
  if (!first) throw new Refusal('forbidden');
  return first;
}

/** @throws Refusal where there is nothing left to revoke */
function refuseOver(row: DelegationRow, at: Date): void {
  const state = stateOf(row, at);
  if (state === 'revoked' && row.revokedAt)
    throw new Refusal({ cause: 'delegation-revoked', since: row.revokedAt.toISOString() });
  if (state === 'ended') throw new Refusal({ cause: 'delegation-ended', since: delegationOf(row).to });
}

function stateOf(row: DelegationRow, at: Date): z.infer<typeof delegationSchema>['state'] {
  const { from, to } = delegationOf(row);
  const today = dateOf(at);
  if (row.revokedAt) return 'revoked';
  if (to < today) return 'ended';
  return from > today ? 'to-come' : 'in-force';
}

function viewOf(
  row: DelegationRow,
  caller: CurrentPerson,
  administration: Administration,
  at: Date,
): DelegationView {
  const nameOf = ({ id, displayName }: DelegationRow['delegate']) => ({ id, displayName });
  const concerns =
    administrationOf(administration, caller, row.unit) !== undefined ||
    [row.delegatorId, row.delegateId].includes(caller.id);
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
