import { z } from 'zod';
import { dateOf } from '../domain/dates.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { holdingFaults, lastDayFaults } from '../domain/role-holdings.ts';
import type { RoleHolding } from '../domain/role-holdings.ts';
import { roles } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce } from './acts.ts';
import { administratorRole, auditChange } from './administration.ts';
import { endpoint } from './endpoint.ts';
import { periodOf, termOf } from './organization-rows.ts';
import { findPerson, lockPerson, personSchema, personView } from './person-views.ts';
import type { PersonRow } from './person-views.ts';
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
      const by = administratorRole(person);
      const what = { pathKind: 'organization', pathId: null, kind: 'give-role', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        const row = await lockPerson(tx, id);
        const holding = { ...body, from: body.from ?? dateOf(at) };
        await refuseHoldings(tx, [holding], holdingsOf(row), (_index, field) => field);
        const { role, unit } = holding;
        await tx.roleHolding.create({ data: { personId: id, role, unit, ...termOf(holding) } });
        await raiseVersion(tx, id);
        await auditChange(tx, person, at, 'role-given', { person: id, ...holding });
        return personView(await findPerson(tx, id), { full: true, at });
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
      return deps.db.$transaction(async (tx) => {
        const row = await lockPerson(tx, id);
        const held = holdingsOf(row).find((holding) => holding.id === holdingId);
        if (!held) throw new Refusal('not-found');
        refuseOwn(id, person.id);
        requireVersion(headers.ifMatch, row.version);
        const { to } = call.body;
        const others = holdingsOf(row).filter((holding) => holding.id !== holdingId);
        const faults = lastDayFaults(held, to, others, dateOf(at));
        if (faults.length > 0) throw new Refusal('invalid', faults);
        const { validFrom, validTo } = termOf({ ...held, to });
        // What was called off before its first day was never held: only the trail knows of it.
        if (validTo && validTo < validFrom) await tx.roleHolding.delete({ where: { id: holdingId } });
        else await tx.roleHolding.update({ where: { id: holdingId }, data: { validTo } });
        // A role taken away ends what was begun with it, at whatever desk it is open.
        if (to !== null && to < dateOf(at)) await tx.loginSession.deleteMany({ where: { personId: id } });
        await raiseVersion(tx, id);
        const { role, unit, from } = held;
        await auditChange(tx, person, at, 'role-ended', { person: id, role, unit, from, to });
        return personView(await findPerson(tx, id), { full: true, at });
      });
    },
  ),
];

/** Nobody gives himself a role, so that none who administers comes to dossiers by his own hand; nor ends his own. */
function refuseOwn(id: string, own: string): void {
  if (id === own) throw new Refusal('forbidden');
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
