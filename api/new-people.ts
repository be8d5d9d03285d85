import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { roleNatures } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  requireAdministration,
} from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import type { Call } from './endpoint.ts';
import { invite } from './invitations.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { termOf } from './organization-rows.ts';
import { ask } from './pending/ask.ts';
import type { PendingBody } from './pending/bodies.ts';
import type { PendingAnswer, PendingView } from './pending/view.ts';
import { newHolding, refuseHoldings } from './person-roles.ts';
import { findPerson, personSchema, refuseOfDeployment, viewFor } from './person-views.ts';
import type { PersonView } from './person-views.ts';

const newPerson = z.strictObject({
  username: z
    .string()
    .max(100)
    .regex(
      /^[a-z0-9][a-z0-9._-]+$/,
      'Tên đăng nhập có ít nhất hai ký tự, chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối và gạch dưới.',
    ),
  displayName: nameText(200),
  email: z.email().max(200),
  roles: z.array(newHolding).max(50).default([]),
});
/** Somebody comes: an account, an invitation, and what roles one person may give at once. */
export const newPeopleEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/people',
      tag: 'organization',
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
];

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
