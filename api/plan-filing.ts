import { z } from 'zod';
import { loadPlan } from '../cases/context.ts';
import { loadBodies } from '../cases/reference.ts';
import { filePlan, lockMovement } from '../cases/shared/file-plan.ts';
import { holderStill } from '../cases/rights.ts';
import { dateOf } from '../domain/dates.ts';
import type { Plan } from '../domain/plan-schema.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { readPlanFile } from '../movements/plan-file.ts';
import type { Tx } from '../prisma/db.ts';
import { recordOnce, writeAs } from './acts.ts';
import { administratorRole, loadAdministration, requireAdministration } from './administration.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { refuseUnstorable } from './unstorable.ts';
import { requireOrNew } from './versions.ts';

const filedSchema = z.object({ code: z.string(), version: z.number().int(), unchanged: z.boolean() });

export const planFilingEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/movements',
      tag: 'movements',
      summary: 'File a plan (YAML or JSON); a new version each time it differs',
      login: true,
      roles: ['administrator'],
      idempotent: true,
      body: 'yaml',
      answer: { status: 201, schema: filedSchema },
      refusals: ['forbidden'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const plan = await checkedPlan(deps.db, body);
      const at = await deps.clock();
      const by = await planAdministration(deps.db, deps, person, plan, at);
      const what = {
        ...({ pathKind: 'movement', pathId: null, kind: 'file', body, by } as const),
        lock: (tx: Tx) => lockMovement(tx, plan.code),
      };
      return recordOnce(call, what, async (tx) => {
        const still = await planAdministration(tx, deps, person, plan, at);
        return filePlan(tx, plan, { at, source: body, by: { personId: person.id, ...still } });
      });
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/movements/{code}',
      tag: 'movements',
      summary: 'File a new version of a plan (If-Match), or its first (If-None-Match: *)',
      login: true,
      roles: ['administrator'],
      params: z.object({ code: codeSchema }),
      body: 'yaml',
      answer: { status: 200, schema: filedSchema },
      refusals: ['forbidden', 'version-required', 'version-stale'],
    },
    async (call) => {
      const { deps, person, body, headers } = call;
      const { code } = call.params;
      const at = await deps.clock();
      const lock = (tx: Tx) => lockMovement(tx, code);
      return writeAs(call, { by: administratorRole(person), lock }, async (tx) => {
        requireOrNew(headers, await lockMovement(tx, code));
        const plan = await checkedPlan(tx, body);
        if (plan.code !== code)
          throw new Refusal('invalid', [{ path: 'code', message: 'Mã kế hoạch không khớp với địa chỉ.' }]);
        const by = await planAdministration(tx, deps, person, plan, at);
        return filePlan(tx, plan, { at, source: body, by: { personId: person.id, ...by } });
      });
    },
  ),
];

/**
 * The role by which a person files a plan, held as `tx` has it: at the organization whose office leads it, as it is filed and as
 * it stood.
 * @throws Refusal `other-organization`, or `right-ended`
 */
async function planAdministration(
  tx: Tx,
  { settings }: Pick<ApiDeps, 'settings'>,
  person: CurrentPerson,
  plan: Plan,
  at: Date,
): Promise<RoleAt> {
  const filed = await tx.movement.findUnique({ where: { code: plan.code } });
  // A row that was made to be held has no version yet.
  const stood = filed && filed.current > 0 ? [await loadPlan(tx, plan.code, filed.current)] : [];
  const leads = await Promise.all(
    [plan, ...stood].map(async (version) => {
      const lead = (await loadBodies(tx, version)).resolve(version.lead.body, dateOf(at));
      return lead ?? version.issuer.unit;
    }),
  );
  const by = requireAdministration(await loadAdministration(tx, settings, at), person, ...leads);
  await holderStill(tx, person.id, by, at);
  return by;
}

/** A plan as it can be filed. @throws Refusal `invalid` with each fault, and on which line of the file */
async function checkedPlan(tx: Tx, source: string): Promise<Plan> {
  const [units, holders] = await Promise.all([
    tx.unit.findMany({ select: { code: true } }),
    tx.functionHolder.findMany({ select: { function: true } }),
  ]);
  const parsed = readPlanFile(source, {
    units: new Set(units.map((unit) => unit.code)),
    functions: new Set(holders.map((holder) => holder.function)),
  });
  if ('faults' in parsed) throw new Refusal('invalid', parsed.faults);
  refuseUnstorable(parsed.plan);
  return parsed.plan;
}
