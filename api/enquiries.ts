import { z } from 'zod';
import { linesText, nameText } from '../domain/clean-text.ts';
import { asDate } from '../cases/context.ts';
import { ask } from '../cases/enquiry/ask.ts';
import { enquiryRights } from '../cases/enquiry/rights.ts';
import { leadOf } from '../cases/round/lead.ts';
import { unitsThatMayPropose } from '../cases/round/units.ts';
import { enquiryBodies } from '../domain/act-bodies.ts';
import type { EnquiryAct } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import { askerRoleOf } from '../domain/enquiry.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { createOnce, perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { enquiryFilters, enquirySorting, enquirySource } from './enquiry-list.ts';
import { pageOf } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { findVisible, loadUnits } from './sight.ts';
import {
  enquiryAnswer,
  enquirySummary,
  enquirySummarySchema,
  enquiryView,
  findVisibleEnquiry,
} from './views/enquiry.ts';

const params = z.object({ id: z.uuid() });
const tag = 'enquiries';
const question = z.strictObject({
  movement: codeSchema,
  round: z.uuid().optional(),
  nomination: z.uuid().optional(),
  /** Which of your units asks; the first that may take part unless told. */
  unit: codeSchema.optional(),
  subject: nameText(300),
  text: linesText(10_000),
});
const summaries: Record<EnquiryAct, string> = {
  answer: 'The body that was asked answers; the lead records the paper of one without accounts',
  forward: 'On to another body that can answer; the day promised to the unit stands',
  close: 'The unit asks no longer; or, once it is answered, either side is done with it',
};

export const enquiryEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/enquiries',
      tag,
      summary:
        'Raise a difficulty (khó khăn, vướng mắc) to the contact body of the plan; its workflow starts with it',
      login: true,
      roles: ['unit-officer', 'unit-head'],
      idempotent: true,
      body: question,
      answer: { status: 201, schema: enquiryAnswer },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const units = await loadUnits(deps);
      const at = (await deps.clock()).toISOString();
      const today = dateOf(new Date(at));
      const lead = await leadOf(deps.db, body.movement, today);
      const takePart = await unitsThatMayPropose(deps.db, lead.plan, lead.organization, asDate(today));
      const by = takePart
        .filter((unit) => body.unit === undefined || unit === body.unit)
        .flatMap((unit) => askerRoleOf(person, unit, 'difficulty', units) ?? [])[0];
      if (!by) throw new Refusal('forbidden');
      await refuseUnrelated(deps, body, person, units);
      const { round: roundId = null, nomination: nominationId = null, subject, text } = body;
      return createOnce(
        call,
        { pathKind: 'enquiry', kind: 'ask', body, by },
        (tx) =>
          ask(tx, deps.env, {
            ...{ lead, question: { roundId, nominationId, subject, text } },
            ...{ by: { personId: person.id, ...by }, at },
          }),
        ({ id }) => viewOf(deps, id, person, units, language),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/enquiries',
      tag,
      summary: 'The enquiries you may see',
      login: true,
      query: listQuery.extend(enquiryFilters.shape),
      answer: { status: 200, schema: listOf(enquirySummarySchema) },
    },
    async ({ deps, person, query }) => {
      const source = enquirySource(deps, person, await loadUnits(deps), query);
      const { items, ...rest } = await pageOf(query, enquirySorting, source);
      return { ...rest, items: items.map(enquirySummary) };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/enquiries/{id}',
      tag,
      summary: 'One enquiry: what was asked, where it lies, its answer and what you may do',
      login: true,
      params,
      answer: { status: 200, schema: enquiryAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) =>
      viewOf(deps, id, person, await loadUnits(deps), language),
  ),
  ...(Object.keys(enquiryBodies) as EnquiryAct[]).map((act) =>
    endpoint(
      {
        method: 'post',
        path: `/enquiries/{id}/actions/${act}`,
        tag,
        summary: summaries[act],
        login: true,
        idempotent: true,
        params,
        body: enquiryBodies[act],
        answer: { status: 200, schema: enquiryAnswer },
        refusals: [
          'not-found',
          'forbidden',
          'own-proposal',
          'own-nomination',
          'body-acts-itself',
          'not-in-this-state',
        ],
      },
      async (call) => {
        const { deps, person, language } = call;
        const { id } = call.params;
        const units = await loadUnits(deps);
        const row = await findVisibleEnquiry(deps.db, id, person, units);
        const path = { kind: 'enquiry', id } as const;
        return perform(call, { path, kind: act, rights: enquiryRights, row, units }, () =>
          viewOf(deps, id, person, units, language),
        );
      },
    ),
  ),
];

/** @throws Refusal `invalid` for a round or nomination of another movement, or that the caller may not see */
async function refuseUnrelated(
  { db }: ApiDeps,
  { movement, round, nomination }: z.output<typeof question>,
  person: CurrentPerson,
  units: Units,
): Promise<void> {
  const wrong = (path: string, message: string) => new Refusal('invalid', [{ path, message }]);
  if (round !== undefined && (await db.round.count({ where: { id: round, movement } })) === 0)
    throw wrong('round', 'Không có đợt xét này trong phong trào.');
  if (nomination === undefined) return;
  const row = await findVisible(db, nomination, person, units).catch((failure: unknown) => {
    if (failure instanceof Refusal) return null;
    throw failure;
  });
  if (row?.movement !== movement) throw wrong('nomination', 'Không có hồ sơ này trong phong trào.');
}

export async function viewOf(
  deps: ApiDeps,
  id: string,
  person: CurrentPerson,
  units: Units,
  language: 'vi' | 'en',
) {
  const row = await findVisibleEnquiry(deps.db, id, person, units);
  return enquiryView(deps, row, person, units, language);
}
