import { z } from 'zod';
import { beginRevocation } from '../cases/revocation/begin.ts';
import { revocationRights } from '../cases/revocation/rights.ts';
import { revocationInclude } from '../cases/revocation/row.ts';
import type { RevocationRow } from '../cases/revocation/row.ts';
import { granted } from '../cases/rights.ts';
import { revocationBodies, revokeBody } from '../domain/act-bodies.ts';
import { Refusal } from '../domain/problems.ts';
import { revocationStates, revokerOf } from '../domain/revocation.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { isRepeat } from './act-rows.ts';
import { createOnce, perform } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { findVisible, loadUnits } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';
import {
  findVisibleRevocation,
  revocationAnswer,
  revocationsVisibleTo,
  revocationView,
} from './views/revocation.ts';

const params = z.object({ id: z.uuid() });

const sorting: Sorting<
  Prisma.RevocationWhereInput,
  Prisma.RevocationOrderByWithRelationInput,
  RevocationRow
> = {
  first: '-createdAt',
  id: rowId,
  keys: { createdAt: creation },
};

export const revocationEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/actions/revoke',
      tag: 'nominations',
      summary:
        'Take an award back (Luật Thi đua, khen thưởng Đ93.2); what went with it is then to be returned',
      login: true,
      idempotent: true,
      confirmed: true,
      params,
      body: revokeBody,
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const { id: nominationId } = call.params;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, nominationId, person, units);
      const decidedBy = row.decisionId
        ? (await deps.db.decision.findUniqueOrThrow({ where: { id: row.decisionId } })).body
        : row.organization;
      const by = granted(revokerOf(person, { decidedBy, organization: row.organization }, units));
      if (row.outcome !== 'awarded' && !(await isRepeat(call)))
        throw new Refusal({ cause: row.outcome === 'revoked' ? 'revocation-begun' : 'not-awarded' }, [], []);
      const { body } = call;
      const at = (await deps.clock()).toISOString();
      return createOnce(
        call,
        { pathKind: 'revocation', kind: 'revoke', body, by },
        (tx) =>
          beginRevocation(tx, deps.env, {
            nominationId,
            asked: body,
            by: { personId: person.id, ...by },
            at,
          }),
        async () =>
          nominationView(
            deps,
            await findVisible(deps.db, nominationId, person, units),
            person,
            units,
            language,
          ),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/revocations',
      tag: 'revocations',
      summary: 'The revocations of awards that you may see',
      login: true,
      query: listQuery.extend({ state: z.enum(revocationStates).optional(), sort: sortParam(sorting) }),
      answer: { status: 200, schema: listOf(revocationAnswer) },
    },
    async ({ deps, person, query: { state, ...page }, language }) => {
      const { db } = deps;
      const units = await loadUnits(deps);
      const seen = revocationsVisibleTo(person, units);
      const where: Prisma.RevocationWhereInput = { AND: [seen], ...(state && { state }) };
      const include = revocationInclude;
      const { items, ...rest } = await pageOf(page, sorting, {
        count: () => db.revocation.count({ where }),
        find: ({ after, ...part }) =>
          db.revocation.findMany({ where: { AND: [where, after] }, include, ...part }),
        one: (id) => db.revocation.findFirst({ where: { AND: [seen, { id }] }, include }),
      });
      const views = items.map((row) => revocationView(deps, row, person, units, language));
      return { ...rest, items: await Promise.all(views) };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/revocations/{id}',
      tag: 'revocations',
      summary: 'One revocation: its ground, and what is still to be returned',
      login: true,
      params,
      answer: { status: 200, schema: revocationAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) => {
      const units = await loadUnits(deps);
      const row = await findVisibleRevocation(deps.db, id, person, units);
      return revocationView(deps, row, person, units, language);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/revocations/{id}/actions/record-return',
      tag: 'revocations',
      summary: 'The certificate, or the money, has come back; with the last of them it is over',
      login: true,
      idempotent: true,
      params,
      body: revocationBodies['record-return'],
      answer: { status: 200, schema: revocationAnswer },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const { id } = call.params;
      const units = await loadUnits(deps);
      const row = await findVisibleRevocation(deps.db, id, person, units);
      const path = { kind: 'revocation', id } as const;
      return perform(call, { path, kind: 'record-return', rights: revocationRights, row, units }, async () =>
        revocationView(
          deps,
          await findVisibleRevocation(deps.db, id, person, units),
          person,
          units,
          language,
        ),
      );
    },
  ),
];
