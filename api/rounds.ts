import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { outlookOf, openRound } from '../cases/round/open.ts';
import { obligationsOf } from '../cases/obligation/begin.ts';
import { pathOf } from '../cases/obligation/row.ts';
import { roundRecorder } from '../cases/round/recorder.ts';
import { reopenerOf, reopenRound } from '../cases/round/reopen.ts';
import { roundRights, whereItStands } from '../cases/round/rights.ts';
import { reopenBody, roundBodies } from '../domain/act-bodies.ts';
import type { RoundAct } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import { rolesAt } from '../domain/organization.ts';
import { workflowIdOf } from '../domain/path.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { roundWarningText } from '../domain/texts.ts';
import type { Prisma, Round } from '../prisma/generated/client.ts';
import { startPaths } from '../cases/start-path.ts';
import { isRepeat } from './act-rows.ts';
import { createOnce, perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { loadUnits } from './sight.ts';
import { roundAnswer, roundOutlook, roundView } from './views/round.ts';

const roundRequest = z.strictObject({
  movement: codeSchema,
  round: codeSchema,
  dates: z.strictObject({
    opens: dateSchema.optional(),
    intakeCloses: dateSchema.optional(),
    reviewBy: dateSchema.optional(),
    councilBy: dateSchema.optional(),
    submitBy: dateSchema.optional(),
    decisionBy: dateSchema.optional(),
  }),
  basis: linesText(1000).optional(),
  reason: linesText(2000).optional(),
  dryRun: z.boolean().optional(),
});
const params = z.object({ id: z.uuid() });

const sorting: Sorting<Prisma.RoundWhereInput, Prisma.RoundOrderByWithRelationInput, Round> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    opens: { is: 'moment', at: <T>(opens: T) => ({ opens }), of: ({ opens }) => opens },
    intakeCloses: {
      is: 'moment',
      at: <T>(intakeCloses: T) => ({ intakeCloses }),
      of: ({ intakeCloses }) => intakeCloses,
    },
  },
};

export const roundEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/rounds',
      tag: 'rounds',
      summary: 'Open an award round (đợt), or with dryRun see what its dates would mean',
      login: true,
      roles: ['office-reviewer', 'office-head'],
      idempotent: true,
      body: roundRequest,
      answer: { status: 201, schema: z.union([roundAnswer, roundOutlook]) },
      refusals: ['forbidden', 'outside-period'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const now = await deps.clock();
      const units = await loadUnits(deps);
      const { dryRun, ...request } = body;
      const outlook = await outlookOf(deps.db, request, dateOf(now));
      const by = rolesAt(units, person.roles, outlook.leadBody, 'office-reviewer', 'office-head')[0];
      if (!by) throw new Refusal('forbidden');
      if (dryRun) {
        call.res.status(200);
        const warnings = outlook.warnings.map((noted) => roundWarningText(noted, language));
        return { dryRun: true as const, ...outlook, warnings, dates: request.dates };
      }
      const actor = { personId: person.id, ...by };
      return createOnce(
        call,
        { pathKind: 'award-round', kind: 'open', body, by },
        (tx) => openRound(tx, deps.env, request, outlook, actor, now.toISOString()),
        async ({ id }) => {
          await startObligations(deps, id);
          return viewOf(deps, id, person, language);
        },
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/rounds',
      tag: 'rounds',
      summary: 'Award rounds',
      login: true,
      query: listQuery.extend({
        movement: codeSchema.optional(),
        state: codeSchema.optional(),
        sort: sortParam(sorting),
      }),
      answer: { status: 200, schema: listOf(roundAnswer) },
    },
    async ({ deps, person, query: { movement, state, ...page }, language }) => {
      const { db } = deps;
      const where = { ...(movement && { movement }), ...(state && { state }) };
      const { items, ...rest } = await pageOf(page, sorting, {
        count: () => db.round.count({ where }),
        find: ({ after, ...part }) => db.round.findMany({ where: { AND: [where, after] }, ...part }),
        one: (id) => db.round.findUnique({ where: { id } }),
      });
      const units = await loadUnits(deps);
      const views = items.map((row) => roundView(deps, row, person, units, language));
      return { ...rest, items: await Promise.all(views) };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/rounds/{id}',
      tag: 'rounds',
      summary: 'One round: dates, nominations by stage, quota use',
      login: true,
      params,
      answer: { status: 200, schema: roundAnswer },
      refusals: ['not-found'],
    },
    ({ deps, person, params: { id }, language }) => viewOf(deps, id, person, language),
  ),
  endpoint(
    {
      method: 'post',
      path: '/rounds/{id}/actions/reopen',
      tag: 'rounds',
      summary:
        'Take proposals again in a round that is over, until a day and for a reason: its office’s head',
      login: true,
      roles: ['office-head'],
      idempotent: true,
      params,
      body: reopenBody,
      answer: { status: 200, schema: roundAnswer },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const { id } = call.params;
      const row = await deps.db.round.findUnique({ where: { id } });
      if (!row) throw new Refusal('not-found');
      const units = await loadUnits(deps);
      const by = reopenerOf(person, row, units);
      if (row.state !== 'finished' && !(await isRepeat(call))) {
        const { allowedActions } = await viewOf(deps, id, person, language);
        throw new Refusal(whereItStands(row), [], allowedActions);
      }
      const { body } = call;
      const at = (await deps.clock()).toISOString();
      const actor = { personId: person.id, ...by };
      return createOnce(
        call,
        { pathKind: 'award-round', kind: 'reopen', body, by },
        async (tx) => {
          const locked = await roundRecorder.lock(tx, id);
          if (!locked) throw new Refusal('not-found');
          return reopenRound(tx, deps.env, locked, { asked: body, by: actor, at });
        },
        () => viewOf(deps, id, person, language),
        { anew: true },
      );
    },
  ),
  ...(Object.keys(roundBodies) as RoundAct[]).map((act) =>
    endpoint(
      {
        method: 'post',
        path: `/rounds/{id}/actions/${act}`,
        tag: 'rounds',
        summary: summaries(act),
        login: true,
        idempotent: true,
        confirmed: act === 'confirm-decision',
        params,
        body: roundBodies[act],
        answer: { status: 200, schema: roundAnswer },
        refusals: [
          ...(['not-found', 'forbidden', 'not-in-this-state'] as const),
          ...(['sessions-to-come', 'tied-at-the-cut', 'nothing-prepared'] as const),
          ...(['decision-awaits-head', 'own-proposal', 'own-nomination'] as const),
        ],
      },
      async (call) => {
        const { deps, person, language } = call;
        const { id } = call.params;
        const row = await deps.db.round.findUnique({ where: { id } });
        if (!row) throw new Refusal('not-found');
        const units = await loadUnits(deps);
        const path = { kind: 'award-round', id } as const;
        const view = () => viewOf(deps, id, person, language);
        return perform(call, { path, kind: act, rights: roundRights, row, units }, view);
      },
    ),
  ),
];

/** Their paths begin with the round's; what cannot be started now is the sweep's. */
async function startObligations({ db, starting, logger }: ApiDeps, roundId: string): Promise<void> {
  const owed = await obligationsOf(db, roundId);
  await startPaths(starting, owed.map(pathOf), (ref, failure) => {
    logger.warn({ path: workflowIdOf(ref), failure: String(failure) }, 'start left to the sweep');
  });
}

function summaries(act: RoundAct): string {
  return {
    extend: 'A later date; every open nomination works out its own due date again',
    'close-intake': 'Take no more proposals; drafts wait for an extension or leave, then lapse',
    'admit-late': 'Leave for one unit to propose after intake closed, recorded with its reason',
    'rank-and-cut': 'The cut by quota for one award, after its last session',
    release: 'Tell the results of all decisions that were prepared, together',
    'confirm-decision': 'The head confirms a decision that the office recorded for them; the units are told',
    'contest-decision':
      'The head says that a recorded decision is none of theirs; its nominations wait for one again',
    cancel: 'Call the round off, while nothing has been submitted',
  }[act];
}

async function viewOf(deps: ApiDeps, id: string, person: CurrentPerson, language: 'vi' | 'en') {
  const row = await deps.db.round.findUnique({ where: { id } });
  if (!row) throw new Refusal('not-found');
  return roundView(deps, row, person, await loadUnits(deps), language);
}
