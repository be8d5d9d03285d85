import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { hasWords, wordsOf } from '../domain/search-text.ts';
import { functionEntrySchema, unitEntrySchema } from '../organization/organization-file.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce, writeAs } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  requireAdministration,
} from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll, sortBy } from './lists.ts';
import { loadOrganization, lockOrganization, refuseFaults, termOf } from './organization-rows.ts';
import { unitSchema, unitViews } from './unit-views.ts';
import type { UnitView } from './unit-views.ts';
import { requireVersion } from './versions.ts';

const tag = 'organization';
export const unitParams = z.object({ code: codeSchema });
const email = z.email().max(200);

const newUnit = unitEntrySchema.extend({
  name: nameText(300),
  shortName: nameText(120),
  email: email.nullable().default(null),
  place: nameText(100).nullable().default(null),
  symbol: nameText(30).nullable().default(null),
  source: nameText(500),
  /** What it is from its first day the holder of; `from` and `to` unless told are the unit's. */
  functions: z
    .array(
      functionEntrySchema.omit({ unit: true }).extend({
        from: dateSchema.optional(),
        to: dateSchema.nullable().optional(),
        citation: nameText(500),
      }),
    )
    .max(50)
    .default([]),
});
const unitChange = z
  .strictObject({
    name: nameText(300),
    shortName: nameText(120),
    email: email.nullable(),
    place: nameText(100).nullable(),
    symbol: nameText(30).nullable(),
    /** Its last day. What it became is said by `POST …/successors`, which ends it by itself. */
    to: dateSchema.nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: 'Chưa nêu nội dung cần sửa.' });

/** What units can be sorted by: the last day has those first that end. */
const unitKeys = {
  name: ({ name }: UnitView) => name,
  code: ({ code }: UnitView) => code,
  kind: ({ kind }: UnitView) => kind,
  parent: ({ parent }: UnitView) => parent,
  validTo: ({ validTo }: UnitView) => validTo,
};

export const unitEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/units',
      tag,
      summary: 'Organization units with their dates, the functions they hold and what they became',
      login: true,
      query: listQuery.extend({
        q: nameText(200, 0).optional(),
        kind: codeSchema.optional(),
        /** In office on this day. */
        on: dateSchema.optional(),
        sort: sortBy(unitKeys),
      }),
      answer: { status: 200, schema: listOf(unitSchema) },
    },
    async ({ deps, query }) => {
      const { q, kind, on, ...asked } = query;
      const words = wordsOf(q ?? '');
      const found = (await unitViews(deps.db)).filter(
        (unit) =>
          hasWords(`${unit.name} ${unit.code}`, words) &&
          (kind === undefined || unit.kind === kind) &&
          (on === undefined || (unit.validFrom <= on && (unit.validTo === null || unit.validTo >= on))),
      );
      return pageOfAll(asked, found, ({ code }) => code, unitKeys);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/units/{code}',
      tag,
      summary: 'One unit, with the version that a change of it names',
      login: true,
      params: unitParams,
      answer: { status: 200, schema: unitSchema },
      refusals: ['not-found'],
    },
    ({ deps, params: { code } }) => unitView(deps.db, code),
  ),
  endpoint(
    {
      method: 'post',
      path: '/units',
      tag,
      summary: 'A new unit, with the functions it holds from the start',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      body: newUnit,
      answer: { status: 201, schema: unitSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const at = await deps.clock();
      const by = administratorRole(person);
      const what = { pathKind: 'organization', pathId: null, kind: 'create-unit', body, by } as const;
      return recordOnce(call, what, async (tx) => {
        await lockOrganization(tx);
        const before = await loadOrganization(tx);
        const { parent, from, to, functions, ...columns } = body;
        const { code } = body;
        const holdings = functions.map((row) => ({ from, to, ...defined(row), unit: code }));
        refuseFaults(
          before,
          {
            ...before,
            units: [...before.units, body],
            functions: [...before.functions, ...holdings],
          },
          {
            unit: (row, field) => (row === body ? field : undefined),
            function: (row, field) => {
              const index = holdings.findIndex((holding) => holding === row);
              return index < 0 ? undefined : ['functions', index, field ?? 'function'].join('.');
            },
          },
        );
        await refuseElsewhere(tx, deps, person, body, at);
        await tx.unit.create({ data: { ...columns, parentCode: parent, ...termOf(body) } });
        await tx.functionHolder.createMany({
          data: holdings.map(({ from: first, to: last, ...row }) => ({
            ...row,
            ...termOf({ from: first, to: last }),
          })),
        });
        const functionCodes = holdings.map((holding) => holding.function);
        await auditChange(tx, person, body.organization, at, 'unit-created', {
          unit: code,
          functions: functionCodes,
        });
        return unitView(tx, code);
      });
    },
  ),
  endpoint(
    {
      method: 'patch',
      path: '/units/{code}',
      tag,
      summary: "Correct a unit's name, address, place, symbol or last day",
      login: true,
      roles: ['administrator'],
      versioned: true,
      params: unitParams,
      body: unitChange,
      answer: { status: 200, schema: unitSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const { code } = call.params;
      const at = await deps.clock();
      return writeAs(call, { by: administratorRole(person) }, async (tx) => {
        await lockOrganization(tx);
        const unit = await unitView(tx, code);
        requireAdministration(await loadAdministration(tx, deps.settings, at), person, code);
        requireVersion(headers.ifMatch, unit.version);
        const { to, ...columns } = call.body;
        if (to !== undefined) {
          const before = await loadOrganization(tx);
          const units = before.units.map((row) => (row.code === code ? { ...row, to } : row));
          refuseFaults(
            before,
            { ...before, units },
            { unit: (row, field) => (row.code === code ? field : undefined) },
          );
        }
        await tx.unit.update({
          where: { code },
          data: {
            ...defined(columns),
            ...(to === undefined ? {} : { validTo: to === null ? null : new Date(to) }),
            version: { increment: 1 },
          },
        });
        const fields = Object.keys(call.body);
        const detail = { unit: code, fields };
        await auditChange(tx, person, unit.organization, at, 'unit-changed', detail);
        return unitView(tx, code);
      });
    },
  ),
];

/** A unit is made where one administers: under what it is a part of; one that stands by itself, for the whole deployment. */
async function refuseElsewhere(
  tx: Tx,
  { settings }: ApiDeps,
  person: CurrentPerson,
  { code, parent, organization }: { code: string; parent: string | null; organization: string },
  at: Date,
): Promise<void> {
  const administration = await loadAdministration(tx, settings, at);
  const above = [...(organization === code ? [] : [organization]), ...(parent === null ? [] : [parent])];
  if (above.length > 0) requireAdministration(administration, person, ...above);
  else if (administration.hasDeployment && !person.ofDeployment) throw new Refusal('other-organization');
}

/** @throws Refusal `not-found` */
export async function unitView(tx: Tx, code: string): Promise<UnitView> {
  const [view] = await unitViews(tx, code);
  if (!view) throw new Refusal('not-found');
  return view;
}

/** Without what was left out, so that a default or the stored value stands. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
