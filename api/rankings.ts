import { z } from 'zod';
import { loadPlan } from '../cases/context.ts';
import { loadBodies } from '../cases/reference.ts';
import { audit } from '../cases/record.ts';
import { dateOf } from '../domain/dates.ts';
import { rolesAt } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { rankingFaults } from '../domain/rankings.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { writeAs } from './acts.ts';
import { organizationOf } from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { requireOrNew } from './versions.ts';

const whole = (least: number) => z.number().int().min(least).max(1_000_000_000);
const versionSchema = z.number().int().min(1).max(1_000_000);
const groupSchema = z
  .string()
  .max(161)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, 'Nhóm ghi bằng mã: nhóm, hoặc nhóm/đơn vị.');
const entriesSchema = z
  .array(z.strictObject({ unit: codeSchema, rank: whole(1), score: whole(0), maximum: whole(1) }))
  .min(1)
  .max(2000);
const rankingBody = z.strictObject({
  group: groupSchema,
  version: versionSchema,
  entries: entriesSchema,
});
const rankingAnswer = z.object({
  set: z.string(),
  period: z.string(),
  group: z.string(),
  version: z.number().int(),
  publishedBy: z.string(),
  publishedAt: z.string(),
  entries: z.array(z.object({ unit: z.string(), rank: z.number(), score: z.number(), maximum: z.number() })),
});

const params = z.object({ set: codeSchema, period: codeSchema });

/** Ranks as the owner of an index publishes them: kept version by version, never changed. */
export const rankingEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/rankings/{set}/{period}',
      tag: 'rankings',
      summary: 'The published ranks of a period, each group in its latest version or the one asked for',
      login: true,
      params,
      query: z.strictObject({
        group: groupSchema.optional(),
        version: z.coerce.number().pipe(versionSchema).optional(),
      }),
      answer: {
        status: 200,
        schema: z.object({ set: z.string(), period: z.string(), groups: z.array(rankingAnswer) }),
      },
      refusals: ['not-found'],
    },
    async ({ deps, params: { set, period }, query }) => {
      const rows = await deps.db.rankingSet.findMany({
        where: {
          set,
          period,
          ...(query.group === undefined ? {} : { group: query.group }),
          ...(query.version === undefined ? {} : { version: query.version }),
        },
        orderBy: [{ group: 'asc' }, { version: 'desc' }],
        distinct: ['group'],
        include,
      });
      if (rows.length === 0) throw new Refusal('not-found');
      return { set, period, groups: rows.map(rankingView) };
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/rankings/{set}/{period}',
      tag: 'rankings',
      summary: "Publish a group's ranks: first (If-None-Match: *), or a higher version (If-Match)",
      login: true,
      roles: ['index-owner'],
      params,
      body: rankingBody,
      answer: { status: 200, schema: rankingAnswer },
      refusals: ['forbidden', 'not-found', 'version-required', 'version-stale'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const at = await deps.clock();
      const { set, period } = call.params;
      const by = await ownerRole(deps, person, set, dateOf(at));
      const { body } = call;
      const faults = rankingFaults(body, await loadUnits(deps));
      if (faults.length > 0) throw new Refusal('invalid', faults);
      const row = await writeAs(call, { by }, async (tx) => {
        const key = { set, period, group: body.group };
        // Two at once: the second then finds the version of the first.
        const name = `ranking:${set}:${period}:${body.group}`;
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
        const last = await lastVersion(tx, key);
        requireOrNew(headers, last);
        if (body.version <= last)
          throw new Refusal('invalid', [
            { path: 'version', message: `Phải lớn hơn bản đã công bố (${last}).` },
          ]);
        await audit(
          tx,
          await organizationOf(tx, by.unit),
          at.toISOString(),
          { personId: person.id, ...by },
          'ranking-published',
          null,
          {
            ...key,
            version: body.version,
          },
        );
        const published = { publishedById: person.id, publishedBy: by.unit, at };
        return tx.rankingSet.create({
          data: { ...key, version: body.version, ...published, entries: { create: body.entries } },
          include,
        });
      });
      return rankingView(row);
    },
  ),
];

const include = {
  entries: { orderBy: [{ rank: 'asc' }, { unit: 'asc' }], omit: { rankingId: true } },
} satisfies Prisma.RankingSetInclude;

type RankingRow = Prisma.RankingSetGetPayload<{ include: typeof include }>;

const rankingView = ({ set, period, group, version, publishedBy, at, entries }: RankingRow) => ({
  set,
  period,
  group,
  version,
  publishedBy,
  publishedAt: at.toISOString(),
  entries,
});

async function lastVersion(tx: Tx, key: { set: string; period: string; group: string }): Promise<number> {
  const last = await tx.rankingSet.aggregate({ where: key, _max: { version: true } });
  return last._max.version ?? 0;
}

/**
 * The role by which a person publishes a set: at the body that a plan in force names as its owner, today.
 * @throws Refusal `not-found` for a set that no plan names, `forbidden` for one that is not his
 */
async function ownerRole(deps: ApiDeps, person: CurrentPerson, set: string, today: string): Promise<RoleAt> {
  const { db } = deps;
  const movements = await db.movement.findMany();
  const plans = await Promise.all(movements.map(({ code, current }) => loadPlan(db, code, current)));
  const naming = plans.flatMap((plan) =>
    (plan.rankings ?? []).filter((ranking) => ranking.set === set).map(({ owner }) => ({ plan, owner })),
  );
  if (naming.length === 0) throw new Refusal('not-found');
  const units = await loadUnits(deps);
  for (const { plan, owner } of naming) {
    const body = (await loadBodies(db, plan)).resolve(owner, today);
    const [by] = rolesAt(units, person.roles, body, 'index-owner');
    if (by) return by;
  }
  throw new Refusal('forbidden');
}
