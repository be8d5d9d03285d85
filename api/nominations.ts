import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cleanWithin, linesText, nameText } from '../domain/clean-text.ts';
import { amendDraft } from '../cases/nomination/amend.ts';
import { noteDossierRead } from './readings.ts';
import { draftNomination } from '../cases/nomination/draft.ts';
import { lockNomination } from '../cases/nomination/row.ts';
import { codeSchema, dateSchema, subjectKindSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { createOnce, writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { pageOf } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { nominationFilters, nominationSorting, nominationSource } from './nomination-list.ts';
import { requireVersion } from './versions.ts';
import { drafterRole, findVisible, loadUnits, notNow } from './sight.ts';
import { nominationAnswer, nominationSummarySchema } from './views/nomination-schema.ts';
import { nominationSummary, nominationView } from './views/nomination.ts';

const evidence = z.record(codeSchema, z.record(z.string(), z.unknown().overwrite(cleanWithin)));
const subject = z.strictObject({
  kind: subjectKindSchema,
  category: codeSchema,
  name: nameText(300),
  unit: codeSchema,
  /** The nominee's own account, where they have one; it bears the nominee's name. */
  person: z.uuid().optional(),
  gender: z.enum(['female', 'male', 'other']).optional(),
  position: nameText(200).optional(),
  headcount: z.number().int().min(1).max(1_000_000).optional(),
  femaleCount: z.number().int().min(0).max(1_000_000).optional(),
});
const achievement = z.strictObject({
  title: nameText(500),
  from: dateSchema,
  to: dateSchema,
  summary: linesText(10_000),
});

export const nominationDraft = z.strictObject({
  roundId: z.uuid(),
  award: codeSchema,
  subject,
  achievement,
  proposingUnit: codeSchema,
  outsideProposer: z
    .strictObject({
      name: nameText(300),
      address: nameText(500).optional(),
      contact: nameText(200).optional(),
    })
    .optional(),
  evidence: evidence.default({}),
});
const nominationPatch = z.strictObject({
  subject: subject
    .omit({ kind: true, category: true })
    .partial()
    // What was stated by mistake is taken out again.
    .extend({
      person: subject.shape.person.nullable(),
      gender: subject.shape.gender.nullable(),
      position: subject.shape.position.nullable(),
      headcount: subject.shape.headcount.nullable(),
      femaleCount: subject.shape.femaleCount.nullable(),
    })
    .optional(),
  achievement: achievement.partial().optional(),
  evidence: evidence.optional(),
});

const params = z.object({ id: z.uuid() });

export const nominationEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/nominations',
      tag: 'nominations',
      summary: 'Draft a nomination; its workflow starts with it',
      login: true,
      roles: ['unit-officer', 'unit-head', 'office-reviewer', 'office-head'],
      idempotent: true,
      body: nominationDraft,
      answer: { status: 201, schema: nominationAnswer },
      refusals: ['forbidden', 'not-found', 'no-awards', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const units = await loadUnits(deps);
      const by =
        person.roles.find(
          (r) => ['unit-officer', 'unit-head'].includes(r.role) && r.unit === body.proposingUnit,
        ) ??
        (body.outsideProposer &&
          person.roles.find((r) => r.role === 'office-reviewer' || r.role === 'office-head'));
      if (!by) throw new Refusal('forbidden');
      const id = randomUUID();
      const at = (await deps.clock()).toISOString();
      return createOnce(
        call,
        { pathKind: 'nomination', kind: 'draft', body, by },
        async (tx) => draftNomination(tx, { id, draft: body, by: { personId: person.id, ...by }, at, units }),
        async ({ id: created }) =>
          nominationView(
            deps,
            await findVisible(deps.db, created, person, units),
            person,
            units,
            call.language,
          ),
      );
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/nominations',
      tag: 'nominations',
      summary: 'The nominations you may see',
      login: true,
      query: listQuery.extend(nominationFilters.shape),
      answer: { status: 200, schema: listOf(nominationSummarySchema) },
    },
    async ({ deps, person, query }) => {
      const units = await loadUnits(deps);
      const source = await nominationSource(deps, person, units, query);
      const page = await pageOf(query, nominationSorting, source);
      return { ...page, items: page.items.map((row) => nominationSummary(row, units)) };
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}',
      tag: 'nominations',
      summary: 'One nomination: where it is, why, and what you may do',
      login: true,
      params,
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) => {
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      await noteDossierRead({ deps, person, units }, row);
      return nominationView(deps, row, person, units, language);
    },
  ),

  endpoint(
    {
      method: 'patch',
      path: '/nominations/{id}',
      tag: 'nominations',
      summary: 'Change the draft while it lies with the unit',
      login: true,
      versioned: true,
      params,
      body: nominationPatch,
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, headers, language } = call;
      const { id } = call.params;
      const units = await loadUnits(deps);
      const at = await deps.clock();
      const visible = await findVisible(deps.db, id, person, units);
      const by = drafterRole(person, visible, units);
      if (!by) throw new Refusal('forbidden');
      const actor = { personId: person.id, ...by };
      const agreed = (version: number) => requireVersion(headers.ifMatch, version);
      const { body } = call;
      if (visible.stage !== 'unit-proposal') throw notNow(visible, 'amend', person, units);
      await writeAs(call, { by, lock: (tx) => lockNomination(tx, id) }, (tx) =>
        amendDraft(tx, { id, change: body, by: actor, at: at.toISOString(), units, agreed }),
      );
      return nominationView(deps, await findVisible(deps.db, id, person, units), person, units, language);
    },
  ),
];
