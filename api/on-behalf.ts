import { hasAccounts as accountsAt } from '../activities/accounts.ts';
import { stateOfRow } from '../activities/nomination/row.ts';
import type { NominationRow } from '../activities/nomination/row.ts';
import { judgeOf } from '../domain/delegation.ts';
import { openActs } from '../domain/nomination.ts';
import { rolesAt } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import type { ProblemCode } from '../domain/problems.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { NominationAct } from '../domain/stages.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { allowedActs, partiesOf } from './sight.ts';

/**
 * A body without accounts is written to at its address, and the lead's office records its answer from the paper
 * (contract: Roles). A body that has accounts acts itself; nobody records for it.
 */
export const onPaper: readonly NominationAct[] = ['approve', 'return', 'reject'];

/** Whether anybody can act in the system for a body, today. */
export const hasAccounts = async (deps: ApiDeps, body: string, units: Units): Promise<boolean> =>
  accountsAt(deps.db, body, units, await deps.clock());

/** The person's role in the office that leads the nomination's round. */
export const officeOf = (person: CurrentPerson, row: NominationRow, units: Units): RoleAt | undefined =>
  rolesAt(units, person.roles, row.round.leadBody, 'office-reviewer', 'office-head')[0];

/** The role in which a person records what the present step's body has answered on paper, or why not. */
export async function recorderOf(
  deps: ApiDeps,
  person: CurrentPerson,
  row: NominationRow,
  units: Units,
): Promise<RoleAt | ProblemCode> {
  const office = officeOf(person, row, units);
  if (!office) return 'forbidden';
  const { proposers, route, step } = partiesOf(row);
  const judge = judgeOf(office, person, { proposers, nominations: [row.id] });
  if (typeof judge === 'string') return judge;
  const body = route[step]?.body ?? null;
  return body !== null && (await hasAccounts(deps, body, units)) ? 'body-acts-itself' : judge;
}

/** The acts that are open and that the person may record from a paper. */
export async function paperActs(
  deps: ApiDeps,
  person: CurrentPerson,
  row: NominationRow,
  units: Units,
): Promise<NominationAct[]> {
  const open = openActs(stateOfRow(row)).filter((act) => onPaper.includes(act));
  if (open.length === 0 || !officeOf(person, row, units)) return [];
  return typeof (await recorderOf(deps, person, row, units)) === 'object' ? open : [];
}

/** All that is open and a person's to do, in his own right or from a paper. */
export async function actsOf(
  deps: ApiDeps,
  person: CurrentPerson,
  row: NominationRow,
  units: Units,
): Promise<NominationAct[]> {
  const own = allowedActs(row, person, units);
  const recorded = own.includes('approve') ? [] : await paperActs(deps, person, row, units);
  return openActs(stateOfRow(row)).filter((act) => own.includes(act) || recorded.includes(act));
}

export const paperMissing = (): Refusal =>
  new Refusal('invalid', [
    {
      path: 'onBehalf',
      message: 'Cơ quan này không có tài khoản: phải nêu văn bản của cơ quan (số, ngày, tệp).',
    },
  ]);
