import { hasAccounts as accountsAt } from '../cases/shared/accounts.ts';
import type { Accounts } from '../cases/shared/accounts.ts';
import { paperActs } from '../cases/nomination/rights.ts';
import { stateOfRow } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { openActs } from '../domain/open-acts.ts';
import type { Units } from '../domain/organization.ts';
import type { NominationAct } from '../domain/stages.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { allowedActs } from './sight.ts';

/** Whether anybody can act in the system for a body, today. */
export const hasAccounts = async (deps: ApiDeps, body: string, units: Units): Promise<boolean> =>
  accountsAt(deps.db, body, units, await deps.clock());

/** All that is open and a person's to do, in his own right or from a paper. */
export async function actsOf(
  deps: ApiDeps,
  person: CurrentPerson,
  row: NominationRow,
  units: Units,
  known?: { at: Date; accounts: Accounts },
): Promise<NominationAct[]> {
  const own = allowedActs(row, person, units);
  const recorded = own.includes('approve')
    ? []
    : await paperActs(deps.db, row, { person, units, ...(known ?? { at: await deps.clock() }) });
  return openActs(stateOfRow(row)).filter((act) => own.includes(act) || recorded.includes(act));
}
