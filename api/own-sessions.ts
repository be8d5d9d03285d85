import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import { noteAccess } from './access-trail.ts';
import { hashToken } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';
import { openSessions } from './log-in.ts';
import { sessionTokenOf } from './session-cookies.ts';

const sessionSchema = z.object({
  id: z.uuid(),
  /** Browser and system; empty for what is neither. */
  agent: z.string(),
  since: z.string(),
  lastUsedAt: z.string(),
  endsAt: z.string(),
  /** The one in which this is asked. */
  current: z.boolean(),
});

/** Where a person is logged in: seen and ended by themselves. */
export const ownSessionEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/sessions',
      tag: 'session',
      summary: 'Where you are logged in: on what device, since when, and when it was last used',
      login: true,
      query: listQuery,
      answer: { status: 200, schema: listOf(sessionSchema) },
    },
    async ({ deps, req, person, query }) => {
      const rows = await deps.db.loginSession.findMany({ where: { personId: person.id, ...openSessions() } });
      const here = hashToken(sessionTokenOf(deps, req) ?? '');
      const items = rows.map(({ id, agent, createdAt, lastSeenAt, expiresAt, tokenHash }) => ({
        ...{ id, agent, since: createdAt.toISOString(), lastUsedAt: lastSeenAt.toISOString() },
        ...{ endsAt: expiresAt.toISOString(), current: tokenHash === here },
      }));
      return pageOfAll(query, items, ({ id }) => id);
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/sessions/{id}',
      tag: 'session',
      summary: 'End one of your sessions, with effect at once',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 204, schema: z.null() },
      refusals: ['not-found', 'forbidden'],
    },
    async ({ deps, person, params: { id } }) => {
      if (person.viaToken) throw new Refusal('forbidden');
      const at = await deps.clock();
      await deps.db.$transaction(async (tx) => {
        const { count } = await tx.loginSession.deleteMany({ where: { id, personId: person.id } });
        if (count === 0) throw new Refusal('not-found');
        await noteAccess(tx, at, person.id, 'session-ended', { session: id });
      });
      return null;
    },
  ),
];
