import { z } from 'zod';
import { linesText, nameText } from '../domain/clean-text.ts';
import { loadPlan } from '../activities/context.ts';
import { audit } from '../activities/record.ts';
import { stateOfRow } from '../activities/nomination/row.ts';
import { openActs } from '../domain/nomination.ts';
import { criteriaOf } from '../domain/plan.ts';
import { Refusal } from '../domain/problems.ts';
import { endpoint } from './endpoint.ts';
import { rightTo } from './nomination-actions.ts';
import { recorderOf } from './on-behalf.ts';
import { findVisible, loadUnits, notNow, refusalOf } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';
import { requireVersion } from './versions.ts';

/** A reviewer's word on one criterion, which stands above the unit's own. */
export const nominationCheckEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/nominations/{id}/checks/{criterion}',
      tag: 'nominations',
      summary: "The step's reviewer says whether a criterion is met, and why",
      login: true,
      versioned: true,
      params: z.object({ id: z.uuid(), criterion: nameText(80) }),
      body: z.strictObject({
        result: z.enum(['met', 'unmet', 'unverified']),
        reason: linesText(2000),
      }),
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, headers, language } = call;
      const { id, criterion } = call.params;
      const units = await loadUnits(deps.db);
      const at = await deps.clock();
      const row = await findVisible(deps.db, id, person, units);
      const plan = await loadPlan(deps.db, row.movement, row.planVersion);
      if (!criteriaOf(plan, row.category).some((c) => c.code === criterion)) throw new Refusal('not-found');
      const own = rightTo('approve', person, row, units);
      const recorder = own === 'forbidden' ? await recorderOf(deps, person, row, units) : own;
      // For a body without accounts the office enters what its paper says of the criteria.
      const right = typeof recorder === 'object' ? recorder : own;
      if (typeof right === 'string' && right !== 'not-in-this-state') throw refusalOf(right, person, row);
      const { body } = call;
      if (typeof right === 'string' || !openActs(stateOfRow(row)).includes('approve'))
        throw notNow(row, person, units);
      await deps.db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Nomination" WHERE id = ${id}::uuid FOR UPDATE`;
        const locked = await tx.nomination.findUniqueOrThrow({ where: { id } });
        requireVersion(headers.ifMatch, locked.version);
        const check = { ...body, personId: person.id, at };
        await tx.criterionCheck.upsert({
          where: { nominationId_criterion: { nominationId: id, criterion } },
          create: { nominationId: id, criterion, ...check },
          update: check,
        });
        const actor = { personId: person.id, ...right };
        const detail = { criterion, result: body.result };
        await audit(
          tx,
          row.organization,
          at.toISOString(),
          actor,
          'checked',
          { kind: 'nomination', id },
          detail,
        );
      });
      return nominationView(deps, await findVisible(deps.db, id, person, units), person, units, language);
    },
  ),
];
