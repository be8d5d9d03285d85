import { z } from 'zod';
import type { EnquiryRow } from '../cases/enquiry/row.ts';
import { enquiryKinds, enquiryStates } from '../domain/enquiry.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { creation, rowId, sortParam } from './keyset.ts';
import type { Sorting, Source } from './keyset.ts';
import { enquiriesVisibleTo } from './views/enquiry.ts';

type Where = Prisma.EnquiryWhereInput;
type By = Prisma.EnquiryOrderByWithRelationInput;

export const enquirySorting: Sorting<Where, By, EnquiryRow> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    code: { is: 'text', at: <T>(code: T) => ({ code }), of: ({ code }) => code },
    dueAt: { is: 'moment', at: <T>(dueOn: T) => ({ dueOn }), of: ({ dueOn }) => dueOn },
  },
};

export const enquiryFilters = z.strictObject({
  movement: codeSchema.optional(),
  kind: z.enum(enquiryKinds).optional(),
  state: z.enum(enquiryStates).optional(),
  unit: codeSchema.optional(),
  body: codeSchema.optional(),
  nomination: z.uuid().optional(),
  overdue: z.enum(['true', 'false']).optional(),
  sort: sortParam(enquirySorting),
});

export function enquirySource(
  { db }: ApiDeps,
  person: CurrentPerson,
  units: Units,
  { movement, kind, state, unit, body, nomination, overdue }: z.output<typeof enquiryFilters>,
): Source<Where, By, EnquiryRow> {
  const seen = enquiriesVisibleTo(person, units);
  const where: Where = {
    AND: [seen],
    ...(movement && { movement }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(unit && { fromUnit: unit }),
    ...(body && { toBody: body }),
    ...(nomination && { nominationId: nomination }),
    ...(overdue && { overdue: overdue === 'true' }),
  };
  return {
    count: () => db.enquiry.count({ where }),
    find: ({ after, ...page }) => db.enquiry.findMany({ where: { AND: [where, after] }, ...page }),
    one: (id) => db.enquiry.findFirst({ where: { AND: [seen, { id }] } }),
  };
}
