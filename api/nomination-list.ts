import { z } from 'zod';
import type { NominationRow } from '../cases/nomination/row.ts';
import { asDate } from '../cases/context.ts';
import { nameText } from '../domain/clean-text.ts';
import { withPredecessors } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema, dateSchema, subjectKindSchema } from '../domain/plan-schema.ts';
import { wordsOf } from '../domain/search-text.ts';
import { outcomes, stages } from '../domain/stages.ts';
import { contains } from '../prisma/contains.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { creation, rowId, sortParam } from './keyset.ts';
import type { Sorting, Source } from './keyset.ts';
import { listedFor } from './sight.ts';

type Where = Prisma.NominationWhereInput;
type By = Prisma.NominationOrderByWithRelationInput;

export const nominationSorting: Sorting<Where, By, NominationRow> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    code: { is: 'text', at: <T>(code: T) => ({ code }), of: ({ code }) => code },
    /** As in a Vietnamese dictionary. */
    name: { is: 'name', at: <T>(nameOrder: T) => ({ nameOrder }), of: ({ nameOrder }) => nameOrder },
    /** By its code: what one unit proposed stands together. */
    unit: {
      is: 'text',
      at: <T>(proposingUnit: T) => ({ proposingUnit }),
      of: ({ proposingUnit }) => proposingUnit,
    },
    /** What has no date comes last. */
    dueAt: { is: 'moment', at: <T>(dueOrder: T) => ({ dueOrder }), of: ({ dueOrder }) => dueOrder },
    /** Since when it is at its step: upwards, what has waited longest comes first. */
    enteredAt: { is: 'moment', at: <T>(enteredAt: T) => ({ enteredAt }), of: ({ enteredAt }) => enteredAt },
  },
};

const yesOrNo = z.enum(['true', 'false']).optional();

/** What the list may be narrowed to, and its order. */
export const nominationFilters = z.strictObject({
  round: z.uuid().optional(),
  movement: codeSchema.optional(),
  stage: z.enum(stages).optional(),
  outcome: z.enum(outcomes).optional(),
  /** Not closed yet. */
  open: yesOrNo,
  unit: codeSchema.optional(),
  award: codeSchema.optional(),
  kind: subjectKindSchema.optional(),
  overdue: yesOrNo,
  /** Its date is this day or before. */
  dueBy: dateSchema.optional(),
  q: nameText(200, 0).optional(),
  sort: sortParam(nominationSorting),
});
type Filters = z.output<typeof nominationFilters>;

export async function nominationSource(
  { db }: ApiDeps,
  person: CurrentPerson,
  units: Units,
  filters: Filters,
): Promise<Source<Where, By, NominationRow>> {
  const seen = await listedFor(db, person, units);
  const where: Where = { AND: [seen, ...filtersOf(filters, units)] };
  const include = { round: true };
  return {
    count: () => db.nomination.count({ where }),
    find: ({ after, ...page }) =>
      db.nomination.findMany({ where: { AND: [where, after] }, include, ...page }),
    one: (id) => db.nomination.findFirst({ where: { AND: [seen, { id }] }, include }),
  };
}

function filtersOf(filters: Filters, units: Units): Where[] {
  const { round, movement, stage, outcome, open, unit, award, kind, overdue, dueBy, q } = filters;
  return [
    unit === undefined ? {} : ofUnit(units, unit),
    {
      ...(round !== undefined && { roundId: round }),
      ...(movement !== undefined && { movement }),
      ...(stage !== undefined && { stage }),
      ...(outcome !== undefined && { outcome }),
      ...(award !== undefined && { award }),
      ...(kind !== undefined && { subjectKind: kind }),
      ...(overdue !== undefined && { overdue: overdue === 'true' }),
      ...(dueBy !== undefined && { dueOrder: { lte: asDate(dueBy) } }),
    },
    open === undefined ? {} : { outcome: open === 'true' ? null : { not: null } },
    q ? named(q) : {},
  ];
}

/** What a unit proposed, and what it holds by now of those that became it. */
function ofUnit(units: Units, unit: string): Where {
  const codes = withPredecessors(units, [unit]);
  return { OR: [{ proposingUnit: { in: codes } }, { handedTo: { in: codes } }] };
}

/** By a part of its code, or by words of its nominee's name without diacritics. */
const named = (q: string): Where => ({
  OR: [
    { code: { ...contains(q), mode: 'insensitive' } },
    { AND: wordsOf(q).map((word) => ({ searchText: contains(word) })) },
  ],
});
