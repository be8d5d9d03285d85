import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import { hasWords, wordsOf } from '../domain/search-text.ts';
import { byCalledName } from '../domain/vietnamese-order.ts';
import { recordOnce } from './acts.ts';
import { administratorRole, auditChange, line } from './administration.ts';
import { endAccess } from './access.ts';
import { endpoint } from './endpoint.ts';
import { invite, withdrawInvitations } from './invitations.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';
import { newHolding, refuseHoldings } from './person-roles.ts';
import {
  administers,
  findPerson,
  lockPerson,
  personInclude,
  personSchema,
  personView,
} from './person-views.ts';
import { termOf } from './organization-rows.ts';
import { requireVersion } from './versions.ts';

const tag = 'organization';
const params = z.object({ id: z.uuid() });
const email = z.email().max(200);

const newPerson = z.strictObject({
  username: z
    .string()
    .max(100)
    .regex(
      /^[a-z0-9][a-z0-9._-]+$/,
      'Tên đăng nhập có ít nhất hai ký tự, chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối và gạch dưới.',
    ),
  displayName: line(200),
  email,
  roles: z.array(newHolding).max(50).default([]),
});
const personChange = z
  .strictObject({ displayName: line(200), email, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { message: 'Chưa nêu nội dung cần sửa.' });

export const peopleEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/people',
      tag,
      summary: 'People and their roles; accounts and contact data only for administrators',
      login: true,
      query: listQuery.extend({ q: z.string().trim().max(200).optional() }),
      answer: { status: 200, schema: listOf(personSchema) },
    },
    async ({ deps, person, query }) => {
      const full = administers(person);
      const at = await deps.clock();
      // An administrator also finds whom he may let in again.
      const where = full ? {} : { disabledAt: null };
      const everybody = await deps.db.person.findMany({
        where,
        select: { id: true, displayName: true, username: true },
      });
      const words = wordsOf(query.q ?? '');
      // Accounts are for administrators to know of.
      const named = everybody.filter(({ displayName, username }) =>
        hasWords(full ? `${displayName} ${username}` : displayName, words),
      );
      const page = pageOfAll(
        query,
        named,
        ({ id }) => id,
        ({ displayName }) => byCalledName(displayName),
      );
      const ids = page.items.map(({ id }) => id);
      const rows = await deps.db.person.findMany({ where: { id: { in: ids } }, include: personInclude });
      return {
        ...page,
        items: rows
          .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
          .map((row) => personView(row, { full, at })),
      };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/people/{id}',
      tag,
      summary: 'One person; for administrators with the version that a change names',
      login: true,
      params,
      answer: { status: 200, schema: personSchema },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      const full = administers(person);
      return personView(await findPerson(deps.db, id, full), { full, at: await deps.clock() });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/people',
      tag,
      summary: 'A new person with his roles, who is invited by mail to set a password',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      body: newPerson,
      answer: { status: 201, schema: personSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const at = await deps.clock();
      const by = administratorRole(person);
      const what = { pathKind: 'organization', pathId: null, kind: 'create-person', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        const { username, displayName, roles } = body;
        const holdings = roles.map(({ from = dateOf(at), ...holding }) => ({ ...holding, from }));
        await refuseHoldings(tx, holdings, [], (index, field) => `roles.${index}.${field}`);
        const id = randomUUID();
        const { count } = await tx.person.createMany({
          data: [{ id, username, displayName, email: body.email }],
          skipDuplicates: true,
        });
        if (count === 0)
          throw new Refusal('invalid', [
            { path: 'username', message: 'Tên đăng nhập này đã có người dùng.' },
          ]);
        await tx.roleHolding.createMany({
          data: holdings.map((row) => ({ personId: id, role: row.role, unit: row.unit, ...termOf(row) })),
        });
        await invite(tx, deps, person, { id, username }, at);
        const given = holdings.map(({ role, unit, from, to }) => ({ role, unit, from, to }));
        await auditChange(tx, person, at, 'person-created', { person: id, roles: given });
        return personView(await findPerson(tx, id), { full: true, at });
      });
    },
  ),
  endpoint(
    {
      method: 'patch',
      path: '/people/{id}',
      tag,
      summary:
        'Correct a name, or an address, whose open invitation is withdrawn; disable a person at once, or let him in again',
      login: true,
      roles: ['administrator'],
      versioned: true,
      params,
      body: personChange,
      answer: { status: 200, schema: personSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const { id } = call.params;
      const at = await deps.clock();
      return deps.db.$transaction(async (tx) => {
        const row = await lockPerson(tx, id);
        requireVersion(headers.ifMatch, row.version);
        const { displayName, email: address, disabled } = call.body;
        // Whoever is left to administer is never nobody.
        if (disabled && id === person.id) throw new Refusal('forbidden');
        await tx.person.update({
          where: { id },
          data: {
            ...(displayName !== undefined && { displayName }),
            ...(address !== undefined && { email: address }),
            ...(disabled !== undefined && { disabledAt: disabled ? (row.disabledAt ?? new Date()) : null }),
            version: { increment: 1 },
          },
        });
        // The link lies in a mailbox that may be a stranger's.
        if (address !== undefined && address !== row.email) await withdrawInvitations(tx, id);
        if (disabled) {
          await endAccess(tx, id);
          await withdrawInvitations(tx, id);
        }
        const fields = Object.keys(call.body);
        await auditChange(tx, person, at, 'person-changed', {
          person: id,
          fields,
          ...(disabled === undefined ? {} : { disabled }),
        });
        return personView(await findPerson(tx, id), { full: true, at });
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/people/{id}/invitations',
      tag,
      summary: 'Invite a person anew, when the link was lost or the password forgotten',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      params,
      body: z.strictObject({}),
      answer: { status: 201, schema: personSchema },
      refusals: ['forbidden', 'not-found', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id } = call.params;
      const at = await deps.clock();
      await findPerson(deps.db, id);
      const { body } = call;
      const by = administratorRole(person);
      const what = { pathKind: 'organization', pathId: null, kind: 'invite', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        const row = await lockPerson(tx, id);
        if (row.disabledAt) throw new Refusal('not-in-this-state');
        await invite(tx, deps, person, row, at);
        await auditChange(tx, person, at, 'person-invited', { person: id });
        return personView(await findPerson(tx, id), { full: true, at });
      });
    },
  ),
];
