import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { Refusal } from '../domain/problems.ts';
import type { ApiToken } from '../prisma/generated/client.ts';
import { hashToken } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';
import { noteAccess } from './access-trail.ts';
import { sessionTokenOf } from './session-cookies.ts';

const DAY_MS = 86_400_000;

const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
});
const tokenRequest = z.strictObject({
  name: nameText(100),
  days: z.number().int().min(1).max(365).default(90),
});

const viewOf = (row: ApiToken) => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

/** Tokens for machines, each with its person's roles: never good for a vote, nor for making another token. */
export const apiTokenEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/api-tokens',
      tag: 'session',
      summary: 'A token for a machine, good for so many days; it is shown in this answer only',
      login: true,
      idempotent: true,
      confirmed: 'always',
      body: tokenRequest,
      answer: { status: 201, schema: tokenSchema.extend({ token: z.string() }) },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const session = sessionTokenOf(deps, call.req);
      if (person.viaToken || session === null) throw new Refusal('forbidden');
      const { body } = call;
      const id = idFor(person.id, headers.idempotencyKey ?? '');
      // Made from the session's secret, so that a repeat in the same session gives the first answer again and the
      // token itself is kept nowhere.
      const token = createHmac('sha256', session).update(`api-token:${id}`).digest('base64url');
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + body.days * DAY_MS);
      const data = {
        id,
        tokenHash: hashToken(token),
        personId: person.id,
        name: body.name,
        createdAt,
        expiresAt,
      };
      const at = await deps.clock();
      await deps.db.$transaction(async (tx) => {
        const { count } = await tx.apiToken.createMany({ data: [data], skipDuplicates: true });
        if (count > 0) await noteAccess(tx, at, person.id, 'token-made', { token: id, days: body.days });
      });
      const row = await deps.db.apiToken.findUniqueOrThrow({ where: { id } });
      const days = (row.expiresAt.getTime() - row.createdAt.getTime()) / DAY_MS;
      if (row.tokenHash !== hashToken(token) || row.name !== body.name || days !== body.days)
        throw new Refusal('key-reused');
      return { ...viewOf(row), token };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/api-tokens',
      tag: 'session',
      summary: 'Your tokens, without the tokens themselves',
      login: true,
      query: listQuery,
      answer: { status: 200, schema: listOf(tokenSchema) },
    },
    async ({ deps, person, query }) => {
      const rows = await deps.db.apiToken.findMany({
        where: { personId: person.id },
        orderBy: { createdAt: 'desc' },
      });
      const items = rows.map(viewOf);
      return pageOfAll(query, items, ({ id }) => id, { newest: (item) => -items.indexOf(item) });
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/api-tokens/{id}',
      tag: 'session',
      summary: 'Revoke a token, with effect at once',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 204, schema: z.null() },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      const where = { id, personId: person.id };
      const at = await deps.clock();
      const count = await deps.db.$transaction(async (tx) => {
        const open = { ...where, revokedAt: null };
        const revoked = await tx.apiToken.updateMany({ where: open, data: { revokedAt: new Date() } });
        if (revoked.count > 0) await noteAccess(tx, at, person.id, 'token-revoked', { token: id });
        return revoked.count;
      });
      if (count === 0 && !(await deps.db.apiToken.findFirst({ where }))) throw new Refusal('not-found');
      return null;
    },
  ),
];

/** The id of the token that a person asks for under a key: a UUID (version 8) of their hash. */
function idFor(personId: string, key: string): string {
  const hex = createHash('sha256').update(`${personId}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
