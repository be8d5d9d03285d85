import { z } from 'zod';
import { nominationBodies } from '../domain/act-bodies.ts';
import type { OnBehalf } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import { isWithin, rolesAt } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { mayAct } from '../domain/permissions.ts';
import { problems, Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { nominationActs } from '../domain/stages.ts';
import type { NominationAct } from '../domain/stages.ts';
import { openActs } from '../domain/nomination.ts';
import { stateOfRow } from '../activities/nomination/row.ts';
import type { NominationRow } from '../activities/nomination/row.ts';
import { perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { findVisible, loadUnits, partiesOf } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';

const summaries: Record<NominationAct, string> = {
  submit: 'The unit submits its proposal, or what it has amended',
  withdraw: 'The unit takes its proposal back',
  approve: "The step's reviewer agrees: on to the next step",
  return: 'Back to the unit, with a deadline to amend',
  reject: "The step's reviewer refuses",
  hold: 'The clock stands still while a matter is clarified (NĐ 152/2025 Đ4.4)',
  release: 'The matter is cleared: the clock goes on',
  extend: 'A later due date for the present step',
  reroute: 'Another body for a step that is still to come, or that waits without one',
  decide: "The organization's own head decides (Giấy khen)",
};

/** One endpoint for each act, so that each has its own body in the OpenAPI document. */
export const nominationActionEndpoints = nominationActs.map((act) =>
  endpoint(
    {
      method: 'post',
      path: `/nominations/{id}/actions/${act}`,
      tag: 'nominations',
      summary: summaries[act],
      login: true,
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: nominationBodies[act],
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'not-in-this-state', 'on-hold'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const units = await loadUnits(deps.db);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const by = await rightOf(deps, act, body, row, person, units);
      const now = () =>
        deps.db.nomination.findUniqueOrThrow({ where: { id: row.id }, include: { round: true } });
      const view = async () => nominationView(deps, await now(), person, units, language);
      const path = { kind: 'nomination', id: row.id } as const;
      return perform(call, { path, kind: act, body, by }, view).catch(async (failure: unknown) => {
        // The path says what is open; which of it is this person's to do is known here.
        if (failure instanceof Refusal && problems[failure.code].status === 409)
          throw new Refusal(failure.code, failure.errors, allowedTo(person, await now(), units));
        throw failure;
      });
    },
  ),
);

/** The role in which the caller may do it. @throws Refusal, with the acts that are his where the state is wrong */
async function rightOf(
  deps: ApiDeps,
  act: NominationAct,
  body: object,
  row: NominationRow,
  person: CurrentPerson,
  units: Units,
): Promise<RoleAt> {
  if ('onBehalf' in body && body.onBehalf)
    return onBehalfRight(deps, body.onBehalf as OnBehalf, row, person, units);
  const parties = partiesOf(row);
  const right = mayAct(act, person, parties, units);
  if (typeof right !== 'string') return right;
  // Who could do it at the stage where it belongs, but not now, hears of the state, not of his rights.
  if (
    right === 'forbidden' &&
    !openActs(stateOfRow(row)).includes(act) &&
    holdsSomewhere(act, row, person, units)
  )
    throw new Refusal('not-in-this-state', [], allowedTo(person, row, units));
  throw new Refusal(right);
}

/** The acts that are open now and this person's to do. */
const allowedTo = (person: CurrentPerson, row: NominationRow, units: Units): NominationAct[] =>
  openActs(stateOfRow(row)).filter((act) => typeof mayAct(act, person, partiesOf(row), units) === 'object');

/** Whether the act would be the person's at some step of this route. */
function holdsSomewhere(
  act: NominationAct,
  row: NominationRow,
  person: CurrentPerson,
  units: Units,
): boolean {
  const parties = partiesOf(row);
  return parties.route.some(
    (step, i) => typeof mayAct(act, person, { ...parties, stage: step.stage, step: i }, units) === 'object',
  );
}

/** A body without accounts is written to; the office before it records its answer from the paper. */
async function onBehalfRight(
  deps: ApiDeps,
  paper: OnBehalf,
  row: NominationRow,
  person: CurrentPerson,
  units: Units,
): Promise<RoleAt> {
  const { route, step, leadBody, proposers } = partiesOf(row);
  const by = rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0];
  if (!by) throw new Refusal('forbidden');
  if (proposers.includes(person.id)) throw new Refusal('own-proposal');
  const body = route[step]?.body ?? null;
  if (body !== null && (await hasAccounts(deps, body, units))) throw new Refusal('body-acts-itself');
  const upload = await deps.db.upload.findUnique({ where: { id: paper.document }, select: { id: true } });
  if (!upload) throw new Refusal('invalid', [{ path: 'onBehalf.document', message: 'Không có tệp này.' }]);
  return by;
}

/** Whether anybody can act in the system for a body. */
export async function hasAccounts(deps: ApiDeps, body: string, units: Units): Promise<boolean> {
  const below = [...units.keys()].filter((unit) => isWithin(units, unit, body));
  const today = new Date(`${dateOf(await deps.clock())}T00:00:00Z`);
  const holders = await deps.db.roleHolding.count({
    where: {
      unit: { in: below },
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
      person: { disabledAt: null, passwordHash: { not: null } },
    },
  });
  return holders > 0;
}
