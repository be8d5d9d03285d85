import { z } from 'zod';
import { dateText } from '../cases/context.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { wordsOf } from '../domain/search-text.ts';
import { contains } from '../prisma/contains.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOf } from './lists.ts';
import { loadUnits, visibleTo } from './sight.ts';

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
      query: listQuery.extend({
        q: z.string().trim().max(200).optional(),
        unit: codeSchema.optional(),
        year: z.coerce.number().int().min(1900).max(2200).optional(),
        movement: codeSchema.optional(),
        award: codeSchema.optional(),
        revoked: z.enum(['true', 'false']).optional(),
      }),
      answer: { status: 200, schema: listOf(awardSchema) },
    },
    async ({ deps, person, query }) => {
      const { db } = deps;
      const { q, unit, year, movement, award, revoked } = query;
      const where: Prisma.AwardEntryWhereInput = {
        nomination: visibleTo(person, await loadUnits(deps)),
        ...(q && { AND: wordsOf(q).map((word) => ({ searchText: contains(word) })) }),
        ...(unit && { OR: [{ subjectUnit: unit }, { nomination: { proposingUnit: unit } }] }),
        ...(year && { year }),
        ...(movement && { movement }),
        ...(award && { award }),
        ...(revoked && { revocation: revoked === 'true' ? { isNot: null } : { is: null } }),
      };
      const total = await db.awardEntry.count({ where });
      return pageOf(query, total, async ({ cursor, ...page }) => {
        const rows = await db.awardEntry.findMany({
          where,
          include: { decision: true, revocation: true },
          ...page,
          orderBy: [{ year: 'desc' }, { body: 'asc' }, { number: 'asc' }],
          ...(cursor && { cursor: { nominationId: cursor.id } }),
        });
        return rows.map(({ decision, revocation, ...entry }) => ({
          id: entry.nominationId,
          registerNumber: `${String(entry.number).padStart(2, '0')}/${entry.year}`,
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
        }));
      });
    },
  ),
];
