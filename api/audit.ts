import { z } from 'zod';
import { dateSchema } from '../domain/plan-schema.ts';
import { addDays, instantAt } from '../domain/dates.ts';
import { pathKinds } from '../domain/path.ts';
import { organizationOf, withPredecessors } from '../domain/organization.ts';
import { Refusal } from '../domain/problems.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery } from './lists.ts';
import { loadUnits } from './sight.ts';
import { auditNames, pathsCalled } from './views/audit-names.ts';

const entrySchema = z.object({
  id: z.string(),
  at: z.string(),
  person: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
  role: z.string().nullable(),
  /** In whose place. */
  for: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
  action: z.string(),
  pathKind: z.string().nullable(),
  pathId: z.uuid().nullable(),
  /** What it is about, as people call it: null where it has no such code or name. */
  object: z.object({ code: z.string().nullable(), name: z.string().nullable() }),
  detail: z.record(z.string(), z.unknown()),
  /** Whether it moved its path on; null for what is no step of a path. */
  moved: z.boolean().nullable(),
  /** Of what came by another path: that path, where whoever did it is named. */
  cause: z.object({ kind: z.enum(pathKinds), id: z.string(), code: z.string().nullable() }).nullable(),
  /** What codes and ids in the detail are called. */
  names: z.record(z.string(), z.string()),
  /** Its link in the organization's chain, null for the few seconds until it is sealed. */
  seal: z.object({ position: z.number().int(), hash: z.string() }).nullable(),
});

export const auditEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/audit',
      tag: 'audit',
      summary: "The trail of the auditor's organization, newest first, each entry with its link in the chain",
      login: true,
      roles: ['auditor'],
      query: listQuery.extend({
        action: z.string().max(80).optional(),
        person: z.uuid().optional(),
        pathKind: z.enum(pathKinds).optional(),
        path: z.uuid().optional(),
        /** As people call it: CCHC-BK-0002, or words of the nominee's name. */
        q: z.string().trim().max(80).optional(),
        from: dateSchema.optional(),
        to: dateSchema.optional(),
      }),
      answer: { status: 200, schema: listOf(entrySchema) },
    },
    async ({ deps, person, query, language }) => {
      const { db } = deps;
      const units = await loadUnits(deps);
      const organizations = withPredecessors(
        units,
        person.roles.filter(({ role }) => role === 'auditor').map(({ unit }) => organizationOf(units, unit)),
      );
      const where: Prisma.AuditEntryWhereInput = {
        organization: { in: organizations },
        ...(query.action !== undefined && { action: query.action }),
        ...(query.person !== undefined && { personId: query.person }),
        ...(query.pathKind !== undefined && { pathKind: query.pathKind }),
        ...(query.path !== undefined && { pathId: query.path }),
        ...(query.q && { AND: { pathId: { in: await pathsCalled(db, query.q) } } }),
        at: {
          ...(query.from !== undefined && { gte: new Date(instantAt(query.from, 0)) }),
          ...(query.to !== undefined && { lt: new Date(instantAt(addDays(query.to, 1), 0)) }),
        },
      };
      const before = idIn(query.cursor);
      const [total, rows] = await Promise.all([
        db.auditEntry.count({ where }),
        db.auditEntry.findMany({
          where: { AND: [where, before === undefined ? {} : { id: { lt: before } }] },
          orderBy: { id: 'desc' },
          take: query.limit + 1,
          include: { seal: true },
        }),
      ]);
      const page = rows.slice(0, query.limit);
      const people = await db.person.findMany({
        where: { id: { in: page.flatMap(({ personId, forId }) => [personId ?? [], forId ?? []].flat()) } },
        select: { id: true, displayName: true },
      });
      const named = new Map(people.map((one) => [one.id, one]));
      const called = await auditNames(db, page, language);
      const last = page.at(-1);
      return {
        items: page.map(({ id, at, personId, role, forId, action, pathKind, pathId, detail, seal }) => ({
          ...called({ pathKind, pathId, detail }),
          id: id.toString(),
          at: at.toISOString(),
          person: (personId !== null && named.get(personId)) || null,
          role,
          for: (forId !== null && named.get(forId)) || null,
          action,
          pathKind,
          pathId,
          detail: z.record(z.string(), z.unknown()).parse(detail),
          seal: seal && { position: seal.position, hash: seal.hash },
        })),
        nextCursor: rows.length > query.limit && last ? last.id.toString() : null,
        total,
      };
    },
  ),
];

/** The trail is paged by its own numbers. @throws Refusal */
function idIn(cursor: string | undefined): bigint | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,18}$/.test(cursor))
    throw new Refusal('invalid', [{ path: 'cursor', message: 'Không phải con trỏ của danh sách này.' }]);
  return BigInt(cursor);
}
