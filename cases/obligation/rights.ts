import { obligationBodies } from '../../domain/act-bodies.ts';
import type { ObligationAct } from '../../domain/act-bodies.ts';
import type { ObligationParties } from '../../domain/obligation.ts';
import { mayActOnObligation, obligationRecorder, openObligationActs } from '../../domain/obligation.ts';
import { Refusal } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { obligationStanding } from '../../domain/standing.ts';
import type { Tx } from '../../prisma/db.ts';
import { hasAccounts } from '../shared/accounts.ts';
import { paperMissing } from '../shared/papers.ts';
import { actOf, granted, sinceEntered } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import type { ObligationRow } from './row.ts';
import { owedByOf, stateOf } from './row.ts';

/** Who may do what to an obligation. */
export const obligationRights: Rights<ObligationRow> = {
  judge: (tx, row, act, asked) => judge(tx, row, actOf(obligationBodies, act), asked),
  stay: sinceEntered,
  standing: (row, act) =>
    openObligationActs(stateOf(row)).some((open) => open === act)
      ? null
      : { cause: obligationStanding[stateOf(row)] },
};

/** What the rules need to know of an obligation to say who may act. */
export const partiesOf = (row: ObligationRow, toHasAccounts: boolean): ObligationParties => ({
  owedBy: owedByOf(row),
  debtor: row.debtor,
  toBody: row.toBody,
  toHasAccounts,
  leadBody: row.leadBody,
  submitters: [row.submittedById, row.submittedForId, ...row.handIds].filter((id) => id !== null),
});

export const obligationParties = async (
  tx: Tx,
  row: ObligationRow,
  { units, at }: Pick<Asked, 'units' | 'at'>,
): Promise<ObligationParties> => partiesOf(row, await hasAccounts(tx, row.toBody, units, at));

async function judge(tx: Tx, row: ObligationRow, act: ObligationAct, asked: Asked): Promise<RoleAt> {
  const { person, units } = asked;
  const parties = await obligationParties(tx, row, asked);
  const own = mayActOnObligation(act, person, parties, units);
  const judges = act === 'accept' || act === 'return';
  const recorder = judges ? obligationRecorder(person, parties, units) : 'forbidden';
  if (typeof own === 'string' && recorder === 'forbidden') throw new Refusal(own);
  const paper = judges ? obligationBodies[act].parse(asked.body).onBehalf : undefined;
  if (!paper && typeof own === 'string' && typeof recorder === 'object')
    throw paperMissing('Cần nêu văn bản của nơi nhận.');
  const right = granted(paper ? recorder : own);
  return right;
}
