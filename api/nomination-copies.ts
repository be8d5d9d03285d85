import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { copyNomination, roundsToCopyInto } from '../cases/nomination/copy.ts';
import { lockNomination } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { createOnce } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { drafterRole, findVisible, loadUnits } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';

const params = z.object({ id: z.uuid() });

/** The unit that a copy is proposed by: the drafter's own; of what the office drafts for outsiders, the one named. */
const proposerOf = (by: RoleAt, row: NominationRow): string =>
  by.role === 'unit-officer' || by.role === 'unit-head' ? by.unit : row.proposingUnit;

export const nominationCopyEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}/copies',
      tag: 'nominations',
      summary:
        'The rounds into which a nomination may be copied: their intake is open to its unit, and it fits them',
      login: true,
      params,
      answer: {
        status: 200,
        schema: z.object({
          items: z.array(
            z.object({
              roundId: z.uuid(),
              movement: z.string(),
              movementTitle: z.string(),
              name: z.string(),
              intakeCloses: z.string(),
            }),
          ),
        }),
      },
      refusals: ['not-found', 'forbidden'],
    },
    async ({ deps, person, params: { id } }) => {
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      const by = drafterRole(person, row, units);
      if (!by) throw new Refusal('forbidden');
      const at = (await deps.clock()).toISOString();
      const copying = { by: { personId: person.id, ...by }, unit: proposerOf(by, row), at, units };
      return { items: await roundsToCopyInto(deps.db, row, copying) };
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/copies',
      tag: 'nominations',
      summary:
        'Copy a nomination into another round as a draft, with its evidence and documents; checks are made anew',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({ roundId: z.uuid() }),
      answer: { status: 201, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'intake-over', 'copied-already', 'no-awards'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const units = await loadUnits(deps);
      const visible = await findVisible(deps.db, call.params.id, person, units);
      const by = drafterRole(person, visible, units);
      if (!by) throw new Refusal('forbidden');
      const { body } = call;
      const id = randomUUID();
      const at = (await deps.clock()).toISOString();
      const actor = { personId: person.id, ...by };
      return createOnce(
        call,
        { pathKind: 'nomination', kind: 'copy', body, by },
        async (tx) => {
          const row = await lockNomination(tx, visible.id);
          if (!row) throw new Refusal('not-found');
          return copyNomination(tx, row, {
            ...{ id, roundId: body.roundId, by: actor, unit: proposerOf(by, row), at, units },
          });
        },
        async ({ id: created }) =>
          nominationView(deps, await findVisible(deps.db, created, person, units), person, units, language),
      );
    },
  ),
];
