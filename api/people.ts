import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { asDate } from '../activities/context.ts';
import { homeIn } from '../activities/home.ts';
import { roleNatures } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import { isRole } from '../domain/roles.ts';
import { hasWords, wordsOf } from '../domain/search-text.ts';
import { byCalledName } from '../domain/vietnamese-order.ts';
import type { Tx } from '../prisma/db.ts';
import { endAccess } from './access.ts';
import { recordOnce, writeAs } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  requireAdministration,
} from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import type { Call } from './endpoint.ts';
import { invite, withdrawInvitations } from './invitations.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { termOf } from './organization-rows.ts';
import { ask } from './pending/ask.ts';
import type { PendingBody } from './pending/bodies.ts';
import type { PendingAnswer, PendingView } from './pending/view.ts';
import { newHolding, refuseHoldings } from './person-roles.ts';
import {
  findPerson,
  lockPerson,
  looksAfter,
  personInclude,
  personSchema,
  refuseOfDeployment,
  viewFor,
} from './person-views.ts';
import type { PersonRow, PersonView } from './person-views.ts';
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
  displayName: nameText(200),
  email,
  roles: z.array(newHolding).max(50).default([]),
});
const personChange = z
  .strictObject({ displayName: nameText(200), email, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: 'Chưa nêu nội dung cần sửa.' });

export const peopleEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/people',
      tag,
      summary: 'People and their roles; accounts and contact data only for administrators',
      login: true,
      query: listQuery.extend({ q: nameText(200, 0).optional() }),
      answer: { status: 200, schema: listOf(personSchema) },
    },
    async ({ deps, person, query }) => {
      const at = await deps.clock();
      const administration = await loadAdministration(deps.db, deps.settings, at);
      const everybody = await deps.db.person.findMany({
        select: {
          id: true,
          displayName: true,
          username: true,
          disabledAt: true,
          organization: true,
          roles: true,
        },
      });
      const words = wordsOf(query.q ?? '');
      const named = everybody.filter((row) => {
        // Accounts are for those to know of who look after them; they also find whom they may let in again.
        const full = looksAfter(administration, person, row);
        if (row.disabledAt !== null && !full) return false;
        return hasWords(full ? `${row.displayName} ${row.username}` : row.displayName, words);
      });
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
          .map((row) => viewFor(row, person, administration, at)),
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
      const at = await deps.clock();
      const administration = await loadAdministration(deps.db, deps.settings, at);
      const row = await findPerson(deps.db, id);
      if (row.disabledAt && !looksAfter(administration, person, row)) throw new Refusal('not-found');
      return viewFor(row, person, administration, at);
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
      pends: true,
      idempotent: true,
      body: newPerson,
      answer: { status: 201, schema: personSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const at = await deps.clock();
      const administration = await loadAdministration(deps.db, deps.settings, at);
      const { units } = administration;
      const by = administratorRole(person);
      // A unit that is not there is said so, not that it is another's.
      const known = body.roles.filter(({ unit }) => units.has(unit)).map(({ unit }) => unit);
      requireAdministration(administration, person, ...(known.length > 0 ? known : [by.unit]));
      const what = { pathKind: 'organization', pathId: null, kind: 'create-person', body, by } as const;
      return recordOnce<PersonView | PendingAnswer>(call, what, async (tx) => {
        const { username, displayName } = body;
        const holdings = body.roles.map(({ from = dateOf(at), ...holding }) => ({ ...holding, from }));
        await refuseHoldings(tx, holdings, [], (index, field) => `roles.${index}.${field}`);
        const organizationAt = (unit: string) => units.get(unit)?.organization ?? '';
        const home = organizationAt(holdings[0]?.unit ?? by.unit);
        const id = randomUUID();
        const { count } = await tx.person.createMany({
          data: [{ id, username, displayName, email: body.email, organization: home }],
          skipDuplicates: true,
        });
        if (count === 0)
          throw new Refusal('invalid', [
            { path: 'username', message: 'Tên đăng nhập này đã có người dùng.' },
          ]);
        if (holdings.some(({ role }) => roleNatures[role].judges))
          await refuseOfDeployment(tx, deps.settings, [id]);
        const given = holdings.filter(({ role }) => !roleNatures[role].byTwo);
        await tx.roleHolding.createMany({
          data: given.map((row) => ({ personId: id, role: row.role, unit: row.unit, ...termOf(row) })),
        });
        await invite(tx, deps, home, { id, username }, at);
        const roles = given.map(({ role, unit, from, to }) => ({ role, unit, from, to }));
        await auditChange(tx, person, home, at, 'person-created', { person: id, roles });
        const pending = await askForRoles(tx, call, { id, holdings, organizationAt, at });
        const view = viewFor(await findPerson(tx, id), person, administration, at);
        return pending.length > 0 ? { pending, person: view } : view;
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
      pends: true,
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
      return writeAs(call, { by: administratorRole(person) }, async (tx) => {
        const row = await lockPerson(tx, id);
        const administration = await loadAdministration(tx, deps.settings, at);
        if (!looksAfter(administration, person, row)) throw new Refusal('other-organization');
        requireVersion(headers.ifMatch, row.version);
        const { displayName, email: address, disabled } = call.body;
        // Whoever is left to administer is never nobody.
        if (disabled && id === person.id) throw new Refusal('forbidden');
        const organization = homeIn(administration.units, row);
        const moves = address !== undefined && address !== row.email;
        const byTwo = moves && isWorthTaking(row, at);
        const pending = [];
        if (byTwo) {
          await refuseUnconfirmed(tx, deps, call.req, person, 'always');
          const change = { kind: 'change-address', body: { email: address } } as const;
          const asking = { change, organization, personId: id, gainingIds: [] };
          pending.push(await ask(tx, deps, person, asking, at));
        }
        const fields = Object.keys(call.body).filter((field) => !(byTwo && field === 'email'));
        if (fields.length > 0) {
          await tx.person.update({
            where: { id },
            data: {
              ...(displayName !== undefined && { displayName }),
              ...(address !== undefined && !byTwo && { email: address }),
              ...(disabled !== undefined && { disabledAt: disabled ? (row.disabledAt ?? new Date()) : null }),
              version: { increment: 1 },
            },
          });
          // The link lies in a mailbox that may be a stranger's.
          if (moves && !byTwo) await withdrawInvitations(tx, id);
          if (disabled) {
            await endAccess(tx, id);
            await withdrawInvitations(tx, id);
          }
          await auditChange(tx, person, organization, at, 'person-changed', {
            person: id,
            fields,
            ...(disabled === undefined ? {} : { disabled, before: row.disabledAt !== null }),
          });
        }
        const view = viewFor(await findPerson(tx, id), person, administration, at);
        return pending.length > 0 ? { pending, person: view } : view;
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
      pends: true,
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
      const found = await findPerson(deps.db, id);
      const administration = await loadAdministration(deps.db, deps.settings, at);
      if (!looksAfter(administration, person, found)) throw new Refusal('other-organization');
      const { body } = call;
      const by = administratorRole(person);
      const what = { pathKind: 'organization', pathId: null, kind: 'invite', body, by } as const;
      return recordOnce<PersonView | PendingAnswer>(call, what, async (tx) => {
        const row = await lockPerson(tx, id);
        if (row.disabledAt) throw new Refusal('not-in-this-state');
        const organization = homeIn(administration.units, row);
        const shown = async () => viewFor(await findPerson(tx, id), person, administration, at);
        // A link to who has a password lets whoever reads it in; one that was lost before any was set, does not.
        if (row.passwordHash !== null) {
          await refuseUnconfirmed(tx, deps, call.req, person, 'always');
          const change = { kind: 'reset-password', body: {} } as const;
          const asking = { change, organization, personId: id, gainingIds: [] };
          return { pending: [await ask(tx, deps, person, asking, at)], person: await shown() };
        }
        await invite(tx, deps, organization, row, at);
        await auditChange(tx, person, organization, at, 'person-invited', { person: id });
        return shown();
      });
    },
  ),
];

/** Whether an account opens more than a draft to whoever gets its mail: it is in use, or holds a role that two have given. */
function isWorthTaking({ passwordHash, roles }: PersonRow, at: Date): boolean {
  const today = asDate(dateOf(at));
  const weighs = roles.some(
    ({ role, validTo }) => isRole(role) && roleNatures[role].byTwo && (validTo === null || validTo >= today),
  );
  return passwordHash !== null || weighs;
}

interface NewRoles {
  id: string;
  holdings: readonly PendingBody<'give-roles'>['holdings'][number][];
  organizationAt: (unit: string) => string;
  at: Date;
}

/** Asks for the roles of a new person that two people give, at each organization by itself. */
async function askForRoles(
  tx: Tx,
  { deps, req, person }: Pick<Call<unknown, unknown, unknown, CurrentPerson>, 'deps' | 'req' | 'person'>,
  { id, holdings, organizationAt, at }: NewRoles,
): Promise<PendingView[]> {
  const heavy = holdings.filter(({ role }) => roleNatures[role].byTwo);
  if (heavy.length > 0) await refuseUnconfirmed(tx, deps, req, person, 'always');
  const pending: PendingView[] = [];
  for (const organization of new Set(heavy.map(({ unit }) => organizationAt(unit)))) {
    const given = heavy.filter(({ unit }) => organizationAt(unit) === organization);
    const change = { kind: 'give-roles', body: { holdings: given } } as const;
    pending.push(await ask(tx, deps, person, { change, organization, personId: id, gainingIds: [id] }, at));
  }
  return pending;
}
