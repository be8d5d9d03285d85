import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { askFor } from '../cases/obligation/ask.ts';
import { obligationRights } from '../cases/obligation/rights.ts';
import { leadOf } from '../cases/round/lead.ts';
import { obligationBodies } from '../domain/act-bodies.ts';
import type { ObligationAct } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import { rolesAt } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { createOnce, perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery } from './lists.ts';
import { pageOf } from './keyset.ts';
import { obligationFilters, obligationSorting, obligationSource } from './obligation-list.ts';
import { loadUnits } from './sight.ts';
import {
  findVisibleObligation,
  obligationAnswer,
  obligationSummaries,
  obligationSummarySchema,
  obligationView,
} from './views/obligation.ts';

const params = z.object({ id: z.uuid() });
const obligationRequest = z.strictObject({
  movement: codeSchema,
  /** One of the plan's: a report on request, or another that is wanted once more. */
  obligation: codeSchema,
  /** Left out where the lead's office owes it. */
  debtor: codeSchema.optional(),
  dueOn: dateSchema.optional(),
  /** What is asked for, beside the plan's words. */
  request: linesText(2000).optional(),
});

const summaries: Record<ObligationAct, string> = {
  submit: 'The debtor hands in its documents, at least one; of a duty after a decision, says that it is done',
  accept: 'The body that it is owed to accepts it; the lead records the paper of one without accounts',
  return: 'Back to the debtor with a reason; it can be submitted again',
  waive: 'The head of the lead office asks for it no longer',
};

export const obligationEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/obligations',
      tag: 'obligations',
      summary: 'Ask a unit, or the lead office, for a paper of the plan; its workflow starts with it',
      login: true,
      roles: ['office-reviewer', 'office-head'],
      idempotent: true,
      body: obligationRequest,
      answer: { status: 201, schema: obligationAnswer },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const units = await loadUnits(deps);
      const at = (await deps.clock()).toISOString();
      const lead = await leadOf(deps.db, body.movement, dateOf(new Date(at)));
      const by = rolesAt(units, person.roles, lead.leadBody, 'office-reviewer', 'office-head')[0];
      if (!by) throw new Refusal('forbidden');
      return createOnce(
        call,
        { pathKind: 'obligation', kind: 'begin', body, by },
        (tx) => askFor(tx, deps.env, { lead, asked: body, by: { personId: person.id, ...by }, at }),
        ({ id }) => viewOf(deps, id, person, units, language),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/obligations',
      tag: 'obligations',
      summary: 'The obligations you may see',
      login: true,
      query: listQuery.extend(obligationFilters.shape),
      answer: { status: 200, schema: listOf(obligationSummarySchema) },
    },
    async ({ deps, person, query, language }) => {
      const source = obligationSource(deps, person, await loadUnits(deps), query);
      const { items, ...rest } = await pageOf(query, obligationSorting, source);
      return { ...rest, items: await obligationSummaries(deps.db, items, language) };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/obligations/{id}',
      tag: 'obligations',
      summary: 'One obligation: what is owed, its documents, where it is and what you may do',
      login: true,
      params,
      answer: { status: 200, schema: obligationAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) =>
      viewOf(deps, id, person, await loadUnits(deps), language),
  ),
  ...(Object.keys(obligationBodies) as ObligationAct[]).map((act) =>
    endpoint(
      {
        method: 'post',
        path: `/obligations/{id}/actions/${act}`,
        tag: 'obligations',
        summary: summaries[act],
        login: true,
        idempotent: true,
        params,
        body: obligationBodies[act],
        answer: { status: 200, schema: obligationAnswer },
        refusals: ['not-found', 'forbidden', 'own-proposal', 'body-acts-itself', 'not-in-this-state'],
      },
      async (call) => {
        const { deps, person, language } = call;
        const { id } = call.params;
        const units = await loadUnits(deps);
        const row = await findVisibleObligation(deps.db, id, person, units);
        const path = { kind: 'obligation', id } as const;
        return perform(call, { path, kind: act, rights: obligationRights, row, units }, () =>
          viewOf(deps, id, person, units, language),
        );
      },
    ),
  ),
];

async function viewOf(deps: ApiDeps, id: string, person: CurrentPerson, units: Units, language: 'vi' | 'en') {
  const row = await findVisibleObligation(deps.db, id, person, units);
  return obligationView(deps, row, person, units, language);
}
