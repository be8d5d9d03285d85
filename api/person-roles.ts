import { z } from 'zod';
import { roleNatures } from '../domain/administration.ts';
import { dateOf } from '../domain/dates.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { holdingFaults, lastDayFaults } from '../domain/role-holdings.ts';
import type { RoleHolding } from '../domain/role-holdings.ts';
import { roles } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce, writeAs } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  organizationOf,
  requireAdministration,
} from './administration.ts';
import { endpoint } from './endpoint.ts';
import { periodOf, termOf } from './organization-rows.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { ask } from './pending/ask.ts';
import type { PendingOf } from './pending/bodies.ts';
import type { PendingAnswer } from './pending/view.ts';
import { findPerson, lockPerson, personSchema, refuseOfDeployment, viewFor } from './person-views.ts';
import type { PersonRow, PersonView } from './person-views.ts';
import { requireVersion } from './versions.ts';

/** A role to be held from a day on (today unless told) to its last day. */
export const newHolding = z.strictObject({
  role: z.enum(roles),
  unit: codeSchema,
  from: dateSchema.optional(),
  to: dateSchema.nullable().default(null),
});
const tag = 'organization';

export const personRoleEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/people/{id}/roles',
      tag,
      summary: 'Give a person a role at a unit, for a period',
      login: true,
      roles: ['administrator'],
      pends: true,
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: newHolding,
      answer: { status: 201, schema: personSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id } = call.params;
      const at = await deps.clock();
      await findPerson(deps.db, id);
      refuseOwn(id, person.id);
      const { body } = call;
      const administration = await loadAdministration(deps.db, deps.settings, at);
      // A unit that is not there is said so, not that it is another's.
      const organization = administration.units.get(body.unit)?.organization;
      const by =
        organization === undefined
          ? administratorRole(person)
          : requireAdministration(administration, person, body.unit);
      const what = { pathKind: 'organization', pathId: null, kind: 'give-role', body, by } as const;
      return recordOnce<PersonView | PendingAnswer>(call, what, async (tx) => {
        const row = await lockPerson(tx, id);
        const holding = { ...body, from: body.from ?? dateOf(at) };
        await refuseHoldings(tx, [holding], holdingsOf(row), (_index, field) => field);
        const { role, unit } = holding;
        const shown = async () =>
          viewFor(await findPerson(tx, id), person, await loadAdministration(tx, deps.settings, at), at);
        if (roleNatures[role].judges) await refuseOfDeployment(tx, deps.settings, [id]);
        if (roleNatures[role].byTwo) {
          await refuseUnconfirmed(tx, deps, call.req, person, 'always');
          const change: PendingOf = { kind: 'give-roles', body: { holdings: [holding] } };
          const asking = {
            change,
            organization: await organizationOf(tx, unit),
            personId: id,
            gainingIds: [id],
          };
          return { pending: [await ask(tx, deps, person, asking, at)], person: await shown() };
        }
        await giveRoles(tx, id, [holding]);
        const said = { person: id, ...holding };
        await auditChange(tx, person, await organizationOf(tx, unit), at, 'role-given', said);
        return shown();
      });
    },
  ),
  endpoint(
    {
      method: 'patch',
      path: '/people/{id}/roles/{holding}',
      tag,
      summary: 'Set the last day of a role; the day before today ends it at once',
      login: true,
      roles: ['administrator'],
      pends: true,
      versioned: true,
      params: z.object({ id: z.uuid(), holding: z.uuid() }),
      body: z.strictObject({ to: dateSchema.nullable() }),
      answer: { status: 200, schema: personSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const { id, holding: holdingId } = call.params;
      const at = await deps.clock();
      return writeAs(call, { by: administratorRole(person) }, async (tx) => {
        const row = await lockPerson(tx, id);
        const held = holdingsOf(row).find((holding) => holding.id === holdingId);
        if (!held) throw new Refusal('not-found');
        refuseOwn(id, person.id);
        requireVersion(headers.ifMatch, row.version);
        requireAdministration(await loadAdministration(tx, deps.settings, at), person, held.unit);
        const { to } = call.body;
        refuseLastDay(row, held, to, dateOf(at));
        const { role, unit, from } = held;
        const organization = await organizationOf(tx, unit);
        const shown = async () =>
          viewFor(await findPerson(tx, id), person, await loadAdministration(tx, deps.settings, at), at);
        // To hold it for longer is to be given it; to be rid of it sooner waits for nobody.
        if (
          roleNatures[z.enum(roles).parse(role)].byTwo &&
          (to ?? '9999-12-31') > (held.to ?? '9999-12-31')
        ) {
          await refuseUnconfirmed(tx, deps, call.req, person, 'always');
          const change = { kind: 'extend-role', body: { holding: holdingId, role, unit, to } } as const;
          const asking = { change, organization, personId: id, gainingIds: [id] };
          return { pending: [await ask(tx, deps, person, asking, at)], person: await shown() };
        }
        await setLastDay(tx, id, holdingId, to, dateOf(at));
        const said = { person: id, role, unit, from, to, before: held.to };
        await auditChange(tx, person, organization, at, 'role-ended', said);
        return shown();
      });
    },
  ),
];

/** Nobody gives himself a role, so that none who administers comes to dossiers by his own hand; nor ends his own. */
function refuseOwn(id: string, own: string): void {
  if (id === own) throw new Refusal('forbidden');
}

/** Has a person hold roles from now on. @throws Refusal `invalid` for what they hold already, or where a unit is none */
export async function giveRoles(tx: Tx, id: string, holdings: readonly RoleHolding[]): Promise<void> {
  const row = await lockPerson(tx, id);
  await refuseHoldings(tx, holdings, holdingsOf(row), (_index, field) => field);
  await tx.roleHolding.createMany({
    data: holdings.map((holding) => ({
      ...{ personId: id, role: holding.role, unit: holding.unit },
      ...termOf(holding),
    })),
  });
  await raiseVersion(tx, id);
}

type Held = ReturnType<typeof holdingsOf>[number];

/** @throws Refusal `invalid` */
function refuseLastDay(row: PersonRow, held: Held, to: string | null, today: string): void {
  const others = holdingsOf(row).filter(({ id }) => id !== held.id);
  const faults = lastDayFaults(held, to, others, today);
  if (faults.length > 0) throw new Refusal('invalid', faults);
}

/** Sets the last day of a role. @returns it as it was before. @throws Refusal `invalid`, `not-found` */
export async function setLastDay(
  tx: Tx,
  id: string,
  holdingId: string,
  to: string | null,
  today: string,
): Promise<Held> {
  const row = await lockPerson(tx, id);
  const held = holdingsOf(row).find((holding) => holding.id === holdingId);
  if (!held) throw new Refusal('not-found');
  refuseLastDay(row, held, to, today);
  const { validFrom, validTo } = termOf({ ...held, to });
  // What was called off before its first day was never held: only the trail knows of it.
  if (validTo && validTo < validFrom) await tx.roleHolding.delete({ where: { id: holdingId } });
  else await tx.roleHolding.update({ where: { id: holdingId }, data: { validTo } });
  // A role taken away ends what was begun with it, at whatever desk it is open.
  if (to !== null && to < today) await tx.loginSession.deleteMany({ where: { personId: id } });
  await raiseVersion(tx, id);
  return held;
}

const holdingsOf = ({ roles: rows }: PersonRow) =>
  rows.map(({ id, role, unit, ...period }) => ({ id, role, unit, ...periodOf(period) }));

const raiseVersion = (tx: Tx, id: string) =>
  tx.person.update({ where: { id }, data: { version: { increment: 1 } } });

/** @throws Refusal `invalid` with each fault of the new holdings, at the path that `pathOf` gives it */
export async function refuseHoldings(
  tx: Tx,
  added: readonly RoleHolding[],
  held: readonly RoleHolding[],
  pathOf: (index: number, field: string) => string,
): Promise<void> {
  const rows = await tx.unit.findMany({ where: { code: { in: added.map(({ unit }) => unit) } } });
  const units = new Map(rows.map((row) => [row.code, periodOf(row)]));
  const faults = added.flatMap((holding, index) =>
    holdingFaults(holding, [...held, ...added.slice(0, index)], units).map(({ path, message }) => ({
      path: pathOf(index, path),
      message,
    })),
  );
  if (faults.length > 0) throw new Refusal('invalid', faults);
}
