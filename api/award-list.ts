import { z } from 'zod';
import type { Units } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { wordsOf } from '../domain/search-text.ts';
import { contains } from '../prisma/contains.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { sortParam } from './keyset.ts';
import type { Sorting, Source } from './keyset.ts';
import { listedFor } from './sight.ts';

type Where = Prisma.AwardEntryWhereInput;
type By = Prisma.AwardEntryOrderByWithRelationInput;
const include = { decision: true, revocation: true } satisfies Prisma.AwardEntryInclude;
export type AwardRow = Prisma.AwardEntryGetPayload<{ include: typeof include }>;

export const awardSorting: Sorting<Where, By, AwardRow> = {
  first: 'number',
  id: { at: <T>(nominationId: T) => ({ nominationId }), of: ({ nominationId }) => nominationId },
  keys: {
    /** As the book has it: the latest year first, in it body by body. */
    number: {
      is: 'text',
      at: <T>(registerOrder: T) => ({ registerOrder }),
      of: ({ registerOrder }) => registerOrder,
    },
    /** As in a Vietnamese dictionary. */
    name: { is: 'name', at: <T>(nameOrder: T) => ({ nameOrder }), of: ({ nameOrder }) => nameOrder },
    decidedOn: { is: 'moment', at: <T>(decidedOn: T) => ({ decidedOn }), of: ({ decidedOn }) => decidedOn },
  },
};

export const awardFilters = z.strictObject({
  q: z.string().trim().max(200).optional(),
  unit: codeSchema.optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  movement: codeSchema.optional(),
  award: codeSchema.optional(),
  revoked: z.enum(['true', 'false']).optional(),
  sort: sortParam(awardSorting),
});

export async function awardSource(
  { db }: ApiDeps,
  person: CurrentPerson,
  units: Units,
  { q, unit, year, movement, award, revoked }: z.output<typeof awardFilters>,
): Promise<Source<Where, By, AwardRow>> {
  const seen: Where = { nomination: await listedFor(db, person, units) };
  const where: Where = {
    AND: [seen, ...(q ? wordsOf(q).map((word) => ({ searchText: contains(word) })) : [])],
    ...(unit && { OR: [{ subjectUnit: unit }, { nomination: { proposingUnit: unit } }] }),
    ...(year && { year }),
    ...(movement && { movement }),
    ...(award && { award }),
    ...(revoked && { revocation: revoked === 'true' ? { isNot: null } : { is: null } }),
  };
  return {
    count: () => db.awardEntry.count({ where }),
    find: ({ after, ...page }) =>
      db.awardEntry.findMany({ where: { AND: [where, after] }, include, ...page }),
    one: (nominationId) => db.awardEntry.findFirst({ where: { AND: [seen, { nominationId }] }, include }),
  };
}
