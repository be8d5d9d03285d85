import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { homeIn } from '../cases/shared/home.ts';
import { Refusal } from '../domain/problems.ts';
import { hasWords, wordsOf } from '../domain/search-text.ts';
import { byCalledName } from '../domain/vietnamese-order.ts';
import { endAccess } from './access.ts';
import { recordOnce, writeAs } from './acts.ts';
import { administratorRole, auditChange, loadAdministration } from './administration.ts';
import { endpoint } from './endpoint.ts';
import { invite, withdrawInvitations } from './invitations.ts';
import { listOf, listQuery, pageOfAll, sortBy } from './lists.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { ask } from './pending/ask.ts';
import type { PendingAnswer } from './pending/view.ts';
import {
  findPerson,
  isWorthTaking,
  lockPerson,
  looksAfter,
  personInclude,
  personSchema,
  viewFor,
} from './person-views.ts';
import type { PersonView } from './person-views.ts';
import { requireVersion } from './versions.ts';

const tag = 'organization';
const params = z.object({ id: z.uuid() });
const email = z.email().max(200);

const personChange = z
  .strictObject({ displayName: nameText(200), email, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: 'Chưa nêu nội dung cần sửa.' });

/** By what they are called by. */
const peopleKeys = { name: ({ displayName }: { displayName: string }) => byCalledName(displayName) };

export const peopleEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/people',
      tag,
      summary: 'People and their roles; accounts and contact data only for administrators',
      login: true,
      query: listQuery.extend({ q: nameText(200, 0).optional(), sort: sortBy(peopleKeys) }),
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
      const page = pageOfAll(query, named, ({ id }) => id, peopleKeys);
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
        if (row.disabledAt)
          throw new Refusal({ cause: 'account-disabled', since: row.disabledAt.toISOString() });
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
