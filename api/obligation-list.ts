import { z } from 'zod';
import { obligationInclude } from '../cases/obligation/row.ts';
import type { ObligationRow } from '../cases/obligation/row.ts';
import { obligationStates } from '../domain/obligation.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { creation, rowId, sortParam } from './keyset.ts';
import type { Sorting, Source } from './keyset.ts';
import { obligationsVisibleTo } from './views/obligation.ts';

type Where = Prisma.ObligationWhereInput;
type By = Prisma.ObligationOrderByWithRelationInput;

export const obligationSorting: Sorting<Where, By, ObligationRow> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    /** By the unit's code: what one unit owes stands together. */
    debtor: { is: 'text', at: <T>(debtor: T) => ({ debtor }), of: ({ debtor }) => debtor },
    /** What has no date comes last. */
    dueAt: { is: 'moment', at: <T>(dueOrder: T) => ({ dueOrder }), of: ({ dueOrder }) => dueOrder },
  },
};

export const obligationFilters = z.strictObject({
  movement: codeSchema.optional(),
  round: z.uuid().optional(),
  submission: z.uuid().optional(),
  kind: codeSchema.optional(),
  debtor: codeSchema.optional(),
  state: z.enum(obligationStates).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  sort: sortParam(obligationSorting),
});

export function obligationSource(
  { db }: ApiDeps,
  person: CurrentPerson,
  units: Units,
  { movement, round, submission, kind, debtor, state, overdue }: z.output<typeof obligationFilters>,
): Source<Where, By, ObligationRow> {
  const seen = obligationsVisibleTo(person, units);
  const where: Where = {
    AND: [seen],
    ...(movement && { movement }),
    ...(round && { roundId: round }),
    ...(submission && { submissionId: submission }),
    ...(kind && { kind }),
    ...(debtor && { debtor }),
    ...(state && { state }),
    ...(overdue && { overdue: overdue === 'true' }),
  };
  const include = obligationInclude;
  return {
    count: () => db.obligation.count({ where }),
    find: ({ after, ...page }) =>
      db.obligation.findMany({ where: { AND: [where, after] }, include, ...page }),
    one: (id) => db.obligation.findFirst({ where: { AND: [seen, { id }] }, include }),
  };
}
