import { z } from 'zod';
import { nominationBodies, onBehalfSchema } from '../../domain/act-bodies.ts';
import { judgeOf } from '../../domain/delegation.ts';
import { ownProposal } from '../../domain/hands.ts';
import { openActs } from '../../domain/open-acts.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { mayAct } from '../../domain/permissions.ts';
import type { Holder, NominationParties } from '../../domain/permissions.ts';
import type { Because, PlainCode } from '../../domain/problems.ts';
import { Refusal } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { nominationStanding, nominationWorks } from '../../domain/standing.ts';
import type { NominationWork } from '../../domain/standing.ts';
import type { NominationAct } from '../../domain/stages.ts';
import type { Tx } from '../../prisma/db.ts';
import { canAct } from '../shared/accounts.ts';
import type { AskedNow } from '../shared/accounts.ts';
import { paperMissing } from '../shared/papers.ts';
import { actOf } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import { handsOf, nomineeOf, proposersOf, stateOfRow, unitOf } from './row.ts';
import type { NominationRow } from './row.ts';

/** Who may do what to a nomination. */
export const nominationRights: Rights<NominationRow> = {
  judge: (tx, row, act, asked) => judge(tx, row, actOf(nominationBodies, act), asked),
  standing: (row, act) => (isWork(act) ? standingOf(row, act) : { cause: 'no-such-act' }),
  // What was asked of a case that moved was not asked of one on hold, nor the other way round.
  stay: ({ entryVersion, hold }) => `${entryVersion}${hold === null ? '' : ':held'}`,
};

/** Why work on a nomination is not open to anybody; null where it is. */
export function standingOf(row: NominationRow, work: NominationWork): Because | null {
  const why = nominationStanding(stateOfRow(row), work);
  if (why === null) return null;
  const since =
    why.cause === 'nomination-submitted' ? row.submittedAt : row.outcome === null ? null : row.closedAt;
  return since === null ? why : { ...why, since: since.toISOString() };
}

const isWork = (act: string): act is NominationWork => (nominationWorks as readonly string[]).includes(act);

/** What the rules need to know of a nomination to say who may act. */
export function partiesOf(row: NominationRow): NominationParties {
  const { stage, step, route } = stateOfRow(row);
  return {
    id: row.id,
    stage,
    step,
    route,
    proposingUnit: unitOf(row),
    organization: row.organization,
    leadBody: row.round.leadBody,
    reached: row.reached,
    proposers: proposersOf(row),
    approvers: row.approvedByIds,
    nominee: nomineeOf(row),
    submitted: row.submittedAt !== null,
    outside: row.outsideProposer !== null,
  };
}

/** Why a person may not judge a nomination; of a party it says which part in the dossier bars them. */
const refusalOf = (code: PlainCode, person: Holder, row: NominationRow): Refusal =>
  code === 'own-proposal' ? ownProposal(handsOf(row), person) : new Refusal(code);

/** @throws Refusal where a rule answered why not */
export function grantedTo(right: RoleAt | PlainCode | Because, person: Holder, row: NominationRow): RoleAt {
  if (typeof right === 'string') throw refusalOf(right, person, row);
  if ('cause' in right) throw new Refusal(right);
  return right;
}

/**
 * A body without accounts is written to at its address, and the lead's office records its answer from the paper
 * (contract: Roles). A body that has accounts acts itself; nobody records for it.
 */
const onPaper: readonly NominationAct[] = ['approve', 'return', 'reject'];

type Asker = Pick<Asked, 'person'> & AskedNow;

async function judge(tx: Tx, row: NominationRow, act: NominationAct, asked: Asked): Promise<RoleAt> {
  const { person, units } = asked;
  const right = rightTo(act, person, row, units);
  const office = onPaper.includes(act) ? officeOf(person, row, units) : undefined;
  if (typeof right === 'string' && !(right === 'forbidden' && office)) throw refusalOf(right, person, row);
  const { onBehalf } = paperSchema.parse(asked.body);
  if (onBehalf) {
    if (!office) throw new Refusal(isRole(right) ? 'body-acts-itself' : right);
    return grantedTo(await recorderOf(tx, row, asked), person, row);
  }
  if (isRole(right)) return right;
  // What a body without accounts answered is recorded from its paper alone.
  if (office && (await paperActs(tx, row, asked)).includes(act)) throw paperMissing();
  throw new Refusal(right);
}
const paperSchema = z.object({ onBehalf: onBehalfSchema.optional() });

/** A person's role for an act, or why not: who could do it where it belongs, but not now, hears of the state. */
export function rightTo(
  act: NominationAct,
  person: Holder,
  row: NominationRow,
  units: Units,
): RoleAt | PlainCode | Because {
  const right = mayAct(act, person, partiesOf(row), units);
  if (right !== 'forbidden') return right;
  const why = standingOf(row, act);
  return why !== null && holdsSomewhere(act, row, person, units) ? why : right;
}

const isRole = (right: RoleAt | PlainCode | Because): right is RoleAt =>
  typeof right === 'object' && 'role' in right;

/** Whether the act would be the person's at some step of this route. */
function holdsSomewhere(act: NominationAct, row: NominationRow, person: Holder, units: Units): boolean {
  const parties = partiesOf(row);
  return parties.route.some(
    (step, i) => typeof mayAct(act, person, { ...parties, stage: step.stage, step: i }, units) === 'object',
  );
}

/** The person's role in the office that leads the nomination's round. */
const officeOf = (person: Holder, row: NominationRow, units: Units): RoleAt | undefined =>
  rolesAt(units, person.roles, row.round.leadBody, 'office-reviewer', 'office-head')[0];

/** The role in which a person records what the present step's body has answered on paper, or why not. */
export async function recorderOf(tx: Tx, row: NominationRow, asker: Asker): Promise<RoleAt | PlainCode> {
  const { person, units } = asker;
  const office = officeOf(person, row, units);
  if (!office) return 'forbidden';
  const { proposers, route, step, nominee } = partiesOf(row);
  const nominees = { of: [nominee], units };
  const judge = judgeOf(office, person, { proposers, nominations: [row.id], nominees });
  if (typeof judge === 'string') return judge;
  const body = route[step]?.body ?? null;
  return body !== null && (await canAct(tx, body, asker)) ? 'body-acts-itself' : judge;
}

/** The acts that are open and that the person may record from a paper. */
export async function paperActs(tx: Tx, row: NominationRow, asker: Asker): Promise<NominationAct[]> {
  const open = openActs(stateOfRow(row)).filter((act) => onPaper.includes(act));
  if (open.length === 0 || !officeOf(asker.person, row, asker.units)) return [];
  return typeof (await recorderOf(tx, row, asker)) === 'object' ? open : [];
}
