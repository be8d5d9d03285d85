import { z } from 'zod';
import { dateText } from '../cases/context.ts';
import { awardFilters, awardSorting, awardSource } from './award-list.ts';
import type { AwardRow } from './award-list.ts';
import { endpoint } from './endpoint.ts';
import { pageOf } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { loadUnits } from './sight.ts';

const awardSchema = z.object({
  /** The nomination's. */
  id: z.uuid(),
  /** Số sổ vàng: by the body that decided and the year. */
  registerNumber: z.string(),
  movement: z.string(),
  award: z.string(),
  form: z.string(),
  subject: z.object({ kind: z.string(), name: z.string(), unit: z.string() }),
  decision: z.object({ id: z.uuid(), body: z.string(), number: z.string(), decidedOn: z.string() }),
  /** Whole đồng, null where no rate of that day is known. */
  amount: z.number().int().nullable(),
  revoked: z
    .object({
      id: z.uuid(),
      number: z.string(),
      decidedOn: z.string(),
      ground: z.string(),
      state: z.string(),
    })
    .nullable(),
});

export const awardEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/awards',
      tag: 'awards',
      summary: 'The register of awards (sổ vàng), of nominations that you may see; q needs no diacritics',
      login: true,
      query: listQuery.extend(awardFilters.shape),
      answer: { status: 200, schema: listOf(awardSchema) },
    },
    async ({ deps, person, query }) => {
      const source = await awardSource(deps, person, await loadUnits(deps), query);
      const { items, ...rest } = await pageOf(query, awardSorting, source);
      return { ...rest, items: items.map(viewOf) };
    },
  ),
];

/** Its number in the register: by the body that decided and the year. */
export const registerNumberOf = ({ number, year }: Pick<AwardRow, 'number' | 'year'>): string =>
  `${String(number).padStart(2, '0')}/${year}`;

function viewOf({ decision, revocation, ...entry }: AwardRow): z.infer<typeof awardSchema> {
  return {
    id: entry.nominationId,
    registerNumber: registerNumberOf(entry),
    movement: entry.movement,
    award: entry.award,
    form: entry.form,
    subject: { kind: entry.subjectKind, name: entry.subjectName, unit: entry.subjectUnit },
    decision: {
      id: decision.id,
      body: decision.body,
      number: decision.number,
      decidedOn: dateText(decision.decidedOn),
    },
    amount: entry.amount,
    revoked: revocation && {
      id: revocation.id,
      number: revocation.number,
      decidedOn: dateText(revocation.decidedOn),
      ground: revocation.ground,
      state: revocation.state,
    },
  };
}
