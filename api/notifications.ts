import { z } from 'zod';
import { homeIn } from '../activities/home.ts';
import type { Units } from '../domain/organization.ts';
import { Refusal } from '../domain/problems.ts';
import type { RecipientKind } from '../mail/recipients.ts';
import type { Db } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { recordOnce } from './acts.ts';
import { administrationOf, loadAdministration } from './administration.ts';
import { withdrawn } from './invitations.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { listQuery, pageOf } from './lists.ts';
import { visibleTo } from './sight.ts';
import type { ApiDeps } from './deps.ts';

const notificationSchema = z.object({
  id: z.uuid(),
  event: z.string(),
  path: z.string(),
  recipient: z.string(),
  unit: z.string().nullable(),
  address: z.string(),
  subject: z.string(),
  state: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
});

/** Written to those outside the reviewing body: nothing in it says who there has a case. */
const openKinds: RecipientKind[] = [
  ...(['proposer', 'proposing-unit', 'proposing-unit-head', 'nominee-unit'] as const),
  ...(['next-body', 'plan-recipients', 'lead-office'] as const),
];

/**
 * Mail that somebody may see: what was written to them or to a unit where they work; who looks after an office's cases, also
 * what was written about these to units, and to its own people; who administers, what was written to their organization.
 */
async function allowed(deps: ApiDeps, person: CurrentPerson): Promise<Prisma.NotificationWhereInput> {
  const { db, settings, clock } = deps;
  const administration = await loadAdministration(db, settings, await clock());
  const { units } = administration;
  const own = person.roles.map(({ unit }) => unit);
  const served = [...units.keys()].filter((unit) => administrationOf(administration, person, unit));
  const offices = person.roles.filter(({ role }) => role === 'office-reviewer' || role === 'office-head');
  const may: Prisma.NotificationWhereInput[] = [{ personId: person.id }, { unit: { in: own } }];
  if (served.length > 0) may.push({ OR: await writtenTo(db, served, units) });
  if (offices.length > 0) {
    const where = visibleTo({ ...person, roles: offices }, units);
    const cases = await db.nomination.findMany({ where, select: { id: true } });
    const organizations = offices.map(({ unit }) => units.get(unit)?.organization);
    const here = [...units.values()].filter(({ organization }) => organizations.includes(organization));
    may.push({
      pathId: { in: cases.map(({ id }) => id) },
      OR: [
        { recipient: { in: openKinds } },
        ...(await writtenTo(
          db,
          here.map(({ code }) => code),
          units,
        )),
      ],
    });
  }
  return { OR: may };
}

/** Rows to these units, and to people whose account is at home in their organizations. */
async function writtenTo(
  db: Db,
  codes: readonly string[],
  units: Units,
): Promise<Prisma.NotificationWhereInput[]> {
  const organizations = new Set(codes.map((code) => units.get(code)?.organization));
  const people = await db.person.findMany({ select: { id: true, organization: true, roles: true } });
  const ids = people.filter((row) => organizations.has(homeIn(units, row))).map(({ id }) => id);
  return [{ unit: { in: [...codes] } }, { personId: { in: ids }, unit: null }];
}

export const notificationEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/notifications',
      tag: 'notifications',
      summary: 'Mail sent, waiting or failed',
      login: true,
      query: listQuery.extend({
        state: z.enum(['waiting', 'sent', 'failed']).optional(),
        path: z.uuid().optional(),
      }),
      answer: {
        status: 200,
        schema: z.object({
          items: z.array(notificationSchema),
          nextCursor: z.string().nullable(),
          total: z.number().int(),
        }),
      },
    },
    async ({ deps, person, query }) => {
      const where: Prisma.NotificationWhereInput = {
        AND: [
          await allowed(deps, person),
          { ...(query.state && { state: query.state }), ...(query.path && { pathId: query.path }) },
        ],
      };
      const total = await deps.db.notification.count({ where });
      return pageOf(query, total, async (page) => {
        const rows = await deps.db.notification.findMany({ where, ...page });
        return rows.map((row) => ({
          id: row.id,
          event: row.event,
          path: `${row.pathKind}:${row.pathId}`,
          recipient: row.recipient,
          unit: row.unit,
          address: row.address,
          subject: row.subject,
          state: row.state,
          attempts: row.attempts,
          lastError: row.lastError,
          createdAt: row.createdAt.toISOString(),
          sentAt: row.sentAt?.toISOString() ?? null,
        }));
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/notifications/{id}/actions/resend',
      tag: 'notifications',
      summary: 'Try a failed mail again',
      login: true,
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({}),
      answer: { status: 200, schema: z.object({ id: z.uuid(), state: z.string() }) },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id } = call.params;
      const row = await deps.db.notification.findFirst({
        where: { AND: [{ id }, await allowed(deps, person)] },
      });
      if (!row) throw new Refusal('not-found');
      const by = person.roles.find((r) =>
        ['administrator', 'office-reviewer', 'office-head'].includes(r.role),
      );
      if (!by) throw new Refusal('forbidden');
      const what = { pathKind: 'organization', pathId: null, kind: 'resend', body: call.body, by } as const;
      return recordOnce(call, what, async (tx) => {
        const { count } = await tx.notification.updateMany({
          where: { id, state: 'failed', OR: [{ lastError: null }, { lastError: { not: withdrawn } }] },
          data: { state: 'waiting', nextAttempt: new Date(), lastError: null },
        });
        if (count === 0) throw new Refusal('not-in-this-state');
        await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
        return { id, state: 'waiting' };
      });
    },
  ),
];
