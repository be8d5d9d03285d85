import { z } from 'zod';
import { dateText, dateTextOrNull } from '../activities/context.ts';
import { successionKinds } from '../domain/bodies.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { endpoint } from './endpoint.ts';
import { rolesToday } from './current-person.ts';
import { listOf, listQuery, pageOf, pageOfAll } from './lists.ts';

const period = { validFrom: z.string(), validTo: z.string().nullable() };

/** What everybody may read of the organization; writing it is an administrator's work. */
export const organizationEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/units',
      tag: 'organization',
      summary: 'Organization units with their dates and what they became',
      login: true,
      query: listQuery,
      answer: {
        status: 200,
        schema: listOf(
          z.object({
            code: z.string(),
            name: z.string(),
            kind: z.string(),
            parent: z.string().nullable(),
            organization: z.string(),
            ...period,
            successors: z.array(
              z.object({
                /** Null: dissolved, and nobody took its place. */
                unit: z.string().nullable(),
                on: z.string(),
                kind: z.enum(successionKinds),
                /** The part of the work that went there; empty for all of it. */
                scope: z.string(),
                citation: z.string(),
              }),
            ),
          }),
        ),
      },
    },
    async ({ deps, query }) => {
      const [rows, successions] = await Promise.all([
        deps.db.unit.findMany(),
        deps.db.unitSuccession.findMany({ orderBy: [{ effectiveOn: 'asc' }, { scope: 'asc' }] }),
      ]);
      return pageOfAll(
        query,
        rows.map((row) => ({
          code: row.code,
          name: row.name,
          kind: row.kind,
          parent: row.parentCode,
          organization: row.organization,
          validFrom: dateText(row.validFrom),
          validTo: dateTextOrNull(row.validTo),
          successors: successions
            .filter(({ fromUnit }) => fromUnit === row.code)
            .map(({ toUnit, effectiveOn, kind, scope, citation }) => ({
              unit: toUnit,
              on: dateText(effectiveOn),
              kind: z.enum(successionKinds).parse(kind),
              scope,
              citation,
            })),
        })),
        ({ code }) => code,
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/people',
      tag: 'organization',
      summary: 'People and their roles; contact data only for administrators',
      login: true,
      query: listQuery,
      answer: {
        status: 200,
        schema: listOf(
          z.object({
            id: z.uuid(),
            displayName: z.string(),
            username: z.string().optional(),
            email: z.string().optional(),
            roles: z.array(z.object({ role: z.string(), unit: z.string() })),
          }),
        ),
      },
    },
    async ({ deps, person, query }) => {
      const contact = person.roles.some((role) => role.role === 'administrator');
      const today = await deps.clock();
      const where = { disabledAt: null };
      const total = await deps.db.person.count({ where });
      return pageOf(query, total, async (page) => {
        const rows = await deps.db.person.findMany({ where, include: { roles: true }, ...page });
        return rows.map((row) => ({
          id: row.id,
          displayName: row.displayName,
          ...(contact ? { username: row.username, email: row.email } : {}),
          roles: rolesToday(row.roles, today),
        }));
      });
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/councils/{body}',
      tag: 'organization',
      summary: 'The seats of a council with their terms',
      login: true,
      params: z.object({ body: codeSchema }),
      answer: {
        status: 200,
        schema: z.object({
          body: z.string(),
          seats: z.array(
            z.object({
              id: z.uuid(),
              name: z.string(),
              councilRole: z.string(),
              personId: z.uuid().nullable(),
              ...period,
            }),
          ),
        }),
      },
      refusals: ['not-found'],
    },
    async ({ deps, params: { body } }) => {
      const seats = await deps.db.councilSeat.findMany({ where: { body }, orderBy: { id: 'asc' } });
      if (seats.length === 0) throw new Refusal('not-found');
      return {
        body,
        seats: seats.map((seat) => ({
          id: seat.id,
          name: seat.name,
          councilRole: seat.councilRole,
          personId: seat.personId,
          validFrom: dateText(seat.validFrom),
          validTo: dateTextOrNull(seat.validTo),
        })),
      };
    },
  ),
];
