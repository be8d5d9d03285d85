import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { asDate } from '../cases/context.ts';
import { handOverDue } from '../cases/shared/successions/hand-over.ts';
import { lookAll } from '../cases/tell.ts';
import { isInForce, successionKinds } from '../domain/bodies.ts';
import { addDays } from '../domain/dates.ts';
import type { PathRef } from '../domain/path.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { FunctionRow, OrganizationRows, SuccessionRow } from '../organization/organization-rules.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  requireAdministration,
} from './administration.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { loadOrganization, lockOrganization, refuseFaults, termOf } from './organization-rows.ts';
import { unitSchema } from './unit-views.ts';
import { unitParams, unitView } from './units.ts';

const successorBody = z.strictObject({
  /** Null where it was dissolved and nobody took its place. */
  to: codeSchema.nullable().default(null),
  /** The first day of the new state; the unit's last day is the one before, unless it only hands on a part. */
  on: dateSchema,
  kind: z.enum(successionKinds),
  /** Which part of the work, when it is not all of it. */
  scope: nameText(200, 0).default(''),
  citation: nameText(500),
  /** Functions that go with it; with nobody to go to, they end. */
  functions: z
    .array(codeSchema)
    .max(50)
    .default([])
    .refine((codes) => new Set(codes).size === codes.length, {
      error: 'Một chức năng chỉ được nêu một lần.',
    }),
});
type Successor = z.output<typeof successorBody>;

export const unitSuccessorEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/units/{code}/successors',
      tag: 'organization',
      summary: 'What a unit became, or who took over a part of its work and its functions',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      params: unitParams,
      body: successorBody,
      answer: { status: 201, schema: unitSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async (call) => {
      const { deps, person } = call;
      const { code } = call.params;
      const at = await deps.clock();
      const { organization } = await unitView(deps.db, code);
      const administration = await loadAdministration(deps.db, deps.settings, at);
      requireAdministration(administration, person, code);
      const { body } = call;
      // What goes over to another organization is for its administrators as well.
      if (body.functions.length > 0 && body.to !== null && administration.units.has(body.to))
        requireAdministration(administration, person, body.to);
      const by = administratorRole(person);
      const what = {
        pathKind: 'organization',
        pathId: null,
        kind: 'succeed-unit',
        body,
        by,
        timeout: 60_000,
      } as const;
      let moved: PathRef[] = [];
      const answer = await recordOnce(call, what, async (tx) => {
        await lockOrganization(tx);
        const before = await loadOrganization(tx);
        const { after, moves, succession } = succeeded(before, code, body);
        refuseFaults(before, after, {
          unit: (row) => (row.code === code ? 'on' : undefined),
          function: (row) => {
            const index = body.functions.indexOf(row.function);
            return index < 0 ? undefined : `functions.${index}`;
          },
          // Which unit it is stands in the address: what it did not live to see is the day.
          succession: (row, field) => (row === succession ? pathOf(field) : undefined),
        });
        await write(tx, code, body, after, moves);
        const { to, on, kind, functions } = body;
        await auditChange(tx, person, organization, at, 'unit-succeeded', {
          unit: code,
          to,
          on,
          kind,
          functions,
        });
        moved = await handOverDue(tx, deps.env, { at, by: { personId: person.id, ...by } });
        return unitView(tx, code);
      });
      await lookSoon(deps, moved);
      return answer;
    },
  ),
];

/** How long the answer waits for the paths to look; whom it does not reach learns of it when it next asks the record. */
const LOOK_WITHIN_MS = 3_000;

const lookSoon = ({ starting, logger }: ApiDeps, paths: PathRef[]): Promise<void> =>
  starting.client
    .withDeadline(Date.now() + LOOK_WITHIN_MS, () => lookAll(starting, paths))
    .catch((failure: unknown) =>
      logger.warn({ failure: failure instanceof Error ? failure.name : 'unknown' }, 'units: not all looked'),
    );

const pathOf = (field: string | undefined): string =>
  field === undefined ? 'scope' : field === 'from' ? 'on' : field;

/** The organization as it stands with the succession in it; `moves` are the holdings that end and what follows each. */
function succeeded(before: OrganizationRows, code: string, body: Successor) {
  const { to, on, kind, scope } = body;
  const eve = addDays(on, -1);
  if (to === code)
    throw new Refusal('invalid', [{ path: 'to', message: 'Nơi kế thừa phải là đơn vị khác.' }]);
  const moves = body.functions.map((name, index): { ended: FunctionRow; next: FunctionRow | null } => {
    const held = before.functions.find(
      (row) => row.function === name && row.unit === code && isInForce(row, eve),
    );
    if (!held)
      throw new Refusal('invalid', [
        {
          path: `functions.${index}`,
          message: 'Đơn vị không giữ chức năng này đến ngày trước ngày thay đổi.',
        },
      ]);
    return { ended: held, next: to === null ? null : { ...held, unit: to, from: on } };
  });
  const succession: SuccessionRow = { from: code, to, on, kind, scope };
  const after: OrganizationRows = {
    units: before.units.map((row) =>
      row.code === code && row.to === null && kind !== 'function-transfer' ? { ...row, to: eve } : row,
    ),
    functions: [
      ...before.functions.map((row) =>
        moves.some(({ ended }) => ended === row) ? { ...row, to: eve } : row,
      ),
      ...moves.flatMap(({ next }) => next ?? []),
    ],
    successions: [...before.successions, succession],
  };
  return { after, moves, succession };
}

async function write(
  tx: Tx,
  code: string,
  { to, on, kind, scope, citation }: Successor,
  after: OrganizationRows,
  moves: { ended: FunctionRow; next: FunctionRow | null }[],
): Promise<void> {
  const last = after.units.find((row) => row.code === code)?.to ?? null;
  await tx.unit.update({
    where: { code },
    data: { validTo: last === null ? null : asDate(last), version: { increment: 1 } },
  });
  await tx.unitSuccession.create({
    data: { fromUnit: code, toUnit: to, effectiveOn: asDate(on), kind, scope, citation },
  });
  for (const { ended, next } of moves) {
    const key = { function: ended.function, unit: ended.unit, validFrom: asDate(ended.from) };
    await tx.functionHolder.update({
      where: { function_unit_validFrom: key },
      data: { validTo: asDate(addDays(on, -1)) },
    });
    if (next)
      await tx.functionHolder.create({
        data: { function: next.function, unit: next.unit, ...termOf(next), citation },
      });
  }
}
