import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { recordOnce } from './acts.ts';
import { withdrawn } from './invitations.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { listQuery, pageOf } from './lists.ts';
import { loadUnits, visibleTo } from './sight.ts';
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

/** Mail about nominations one may see; those who look after the office's mail see all of its organization. */
async function allowed(deps: ApiDeps, person: CurrentPerson): Promise<Prisma.NotificationWhereInput> {
  if (person.roles.some((r) => r.role === 'administrator')) return {};
  const visible = await deps.db.nomination.findMany({
    where: visibleTo(person, await loadUnits(deps.db)),
    select: { id: true },
  });
  return { OR: [{ personId: person.id }, { pathId: { in: visible.map((n) => n.id) } }] };
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
      const what = { pathKind: 'nomination', pathId: id, kind: 'resend', body: call.body, by } as const;
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
