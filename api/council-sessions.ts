import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { createSession } from '../cases/council-session/create.ts';
import { sessionRights } from '../cases/council-session/rights.ts';
import { sessionInclude } from '../cases/council-session/row.ts';
import type { SessionRow } from '../cases/council-session/row.ts';
import { sessionBodies } from '../domain/act-bodies.ts';
import type { SessionAct } from '../domain/act-bodies.ts';
import { rolesAt } from '../domain/organization.ts';
import { ballotKinds, sessionModes } from '../domain/ballots.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { sessionStates } from '../domain/session-acts.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { createOnce, perform } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { loadUnits } from './sight.ts';
import { findVisibleSession, sessionSummary, sessionsListedFor, sessionView } from './views/session.ts';
import { sessionAnswer, sessionSummarySchema } from './views/session-schema.ts';

const sessionRequest = z.strictObject({
  body: codeSchema,
  nominationIds: z
    .array(z.uuid())
    .min(1)
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'Một hồ sơ chỉ được nêu một lần.' }),
  mode: z.enum(sessionModes),
  scheduledAt: z.iso.datetime({ offset: true }),
  place: nameText(300),
  ballot: z.enum(ballotKinds),
  absenteeUntil: z.iso.datetime({ offset: true }).optional(),
  invitees: z
    .array(
      z.strictObject({
        name: nameText(200),
        title: nameText(200).optional(),
        /** Of one with an account: he is invited by mail and sees the session. */
        person: z.uuid().optional(),
      }),
    )
    .max(100)
    .default([]),
});
const params = z.object({ id: z.uuid() });
const tag = 'council-sessions';

const summaries: Record<SessionAct, string> = {
  convene: 'Invite the pinned members by mail; a written round opens with it',
  open: 'Record who is there and who stands in, also of one that is resumed; refused without a quorum',
  recuse:
    'Set a member aside for one nomination; a vote by name is taken back, any other ballot that has begun is annulled',
  'settle-seat': 'Take a seat that has ended out of the session, or put another of the council in its place',
  'remove-item': 'Take a nomination off the agenda; it may come to another session',
  'annul-ballot': 'Annul the ballot that runs on one nomination, with a reason; all vote anew',
  'switch-ballot': 'The chair calls for another way to vote, before any ballot was cast or counted',
  'appoint-tellers': 'Record the Tổ kiểm phiếu, its head first',
  'record-count': 'Enter the count of hands or paper ballots for one nomination',
  extend: 'Give more time for written opinions',
  adjourn: 'Break the meeting off until another time; what was cast and counted stays',
  reballot: 'Vote again on what did not pass, within the ballots of the rule; earlier results are kept',
  close: "End the vote and tally by the plan's rule",
  conclude: 'The head agrees with what the council passed, or refuses it, item by item',
  cancel: 'Call the session off; its nominations are free for another one',
};

const sorting: Sorting<
  Prisma.CouncilSessionWhereInput,
  Prisma.CouncilSessionOrderByWithRelationInput,
  SessionRow
> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    code: { is: 'text', at: <T>(code: T) => ({ code }), of: ({ code }) => code },
    scheduledAt: {
      is: 'moment',
      at: <T>(scheduledAt: T) => ({ scheduledAt }),
      of: ({ scheduledAt }) => scheduledAt,
    },
  },
};

export const councilSessionEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/council-sessions',
      tag,
      summary: 'Plan a session of a council with its agenda; its workflow starts with it',
      login: true,
      roles: ['council-secretary'],
      idempotent: true,
      body: sessionRequest,
      answer: { status: 201, schema: sessionAnswer },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const units = await loadUnits(deps);
      const by = rolesAt(units, person.roles, body.body, 'council-secretary')[0];
      if (!by) throw new Refusal('forbidden');
      const id = randomUUID();
      const at = (await deps.clock()).toISOString();
      return createOnce(
        call,
        { pathKind: 'council-session', kind: 'create', body, by },
        (tx) => createSession(tx, { id, request: body, by: { personId: person.id, ...by }, at }),
        async ({ id: created }) =>
          sessionView(
            deps,
            await findVisibleSession(deps.db, created, person, units),
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
      path: '/council-sessions',
      tag,
      summary: 'The sessions you may see',
      login: true,
      query: listQuery.extend({
        body: codeSchema.optional(),
        state: z.enum(sessionStates).optional(),
        sort: sortParam(sorting),
      }),
      answer: { status: 200, schema: listOf(sessionSummarySchema) },
    },
    async ({ deps: { db, clock }, person, query: { body, state, ...page } }) => {
      const seen = await sessionsListedFor(db, person, await loadUnits({ db, clock }));
      const where = { AND: [seen, { ...(body && { body }), ...(state && { state }) }] };
      const { items, ...rest } = await pageOf(page, sorting, {
        count: () => db.councilSession.count({ where }),
        find: ({ after, ...part }) =>
          db.councilSession.findMany({ where: { AND: [where, after] }, include: sessionInclude, ...part }),
        one: (id) => db.councilSession.findFirst({ where: { AND: [seen, { id }] }, include: sessionInclude }),
      });
      return { ...rest, items: items.map(sessionSummary) };
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/council-sessions/{id}',
      tag,
      summary: 'One session: agenda, members, quorum, counts, and what you may do',
      login: true,
      params,
      answer: { status: 200, schema: sessionAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) => {
      const units = await loadUnits(deps);
      return sessionView(deps, await findVisibleSession(deps.db, id, person, units), person, units, language);
    },
  ),

  ...(Object.keys(sessionBodies) as SessionAct[]).map((act) =>
    endpoint(
      {
        method: 'post',
        path: `/council-sessions/{id}/actions/${act}`,
        tag,
        summary: summaries[act],
        login: true,
        idempotent: true,
        confirmed: act === 'conclude',
        params,
        body: sessionBodies[act],
        answer: { status: 200, schema: sessionAnswer },
        refusals: [
          'not-found',
          'forbidden',
          'own-proposal',
          'own-nomination',
          'nominees-untold',
          'seats-ended',
          'recused',
          'not-in-this-state',
          'no-quorum',
          'counts-missing',
          'opinions-awaited',
          'voting-begun',
          'ballots-used',
          'box-mismatch',
        ],
      },
      async (call) => {
        const { deps, person, language } = call;
        const { id } = call.params;
        const units = await loadUnits(deps);
        const row = await findVisibleSession(deps.db, id, person, units);
        const path = { kind: 'council-session', id } as const;
        return perform(call, { path, kind: act, rights: sessionRights, row, units }, async () => {
          const after = await findVisibleSession(deps.db, id, person, units);
          return sessionView(deps, after, person, units, language);
        });
      },
    ),
  ),
];
