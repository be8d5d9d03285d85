import { submissionBodies } from '../../domain/act-bodies.ts';
import type { SubmissionAct } from '../../domain/act-bodies.ts';
import type { Units } from '../../domain/organization.ts';
import { Refusal } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { submissionStanding } from '../../domain/standing.ts';
import {
  mayActOnSubmission,
  openSubmissionActs,
  receiverRoleOf,
  senderRoleOf,
} from '../../domain/submission.ts';
import type { Receiver, SubmissionParties } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import { canAct } from '../shared/accounts.ts';
import type { AskedNow } from '../shared/accounts.ts';
import { nomineeOf, proposersOf } from '../nomination/row.ts';
import { paperMissing } from '../shared/papers.ts';
import { actOf, granted, sinceEntered } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import type { SubmissionRow } from './row.ts';
import { goesToAppraiser, stateOf } from './row.ts';

/** Who may do what to a submission. */
export const submissionRights: Rights<SubmissionRow> = {
  judge: (tx, row, act, asked) => judge(tx, row, actOf(submissionBodies, act), asked),
  stay: sinceEntered,
  standing: (row, act) =>
    openSubmissionActs(stateOf(row), receiverKnown(row)).some((open) => open === act)
      ? null
      : { cause: submissionStanding[stateOf(row)] },
};

/** Accounts come and go without the path hearing of it: whether a body acts itself is the API's question. */
export const receiverKnown = (row: SubmissionRow): Receiver => ({
  toIsAppraiser: goesToAppraiser(row),
  toHasAccounts: false,
});

/** What the rules need to know of it to say who may act. `judged`: ids of the nominations that an act would judge. */
export async function submissionParties(
  tx: Tx,
  row: SubmissionRow,
  asked: AskedNow,
  judged: readonly string[],
): Promise<SubmissionParties> {
  const { fromBody, toBody, organization } = row;
  return {
    fromBody,
    toBody,
    leadBody: row.round.leadBody,
    organization,
    toIsAppraiser: goesToAppraiser(row),
    toHasAccounts: await canAct(tx, toBody, asked),
    fromHasAccounts: await canAct(tx, fromBody, asked),
    onBehalf: row.onBehalf !== null,
    ...judgedIn(row, judged, asked.units),
  };
}

function judgedIn(row: SubmissionRow, judged: readonly string[], units: Units) {
  const nominations = row.items.flatMap(({ nominationId, nomination }) =>
    judged.includes(nominationId) ? [nomination] : [],
  );
  return {
    nominations: judged,
    proposers: nominations.flatMap(proposersOf),
    approvers: nominations.flatMap(({ approvedByIds }) => approvedByIds),
    nominees: { of: nominations.map(nomineeOf), units },
  };
}

async function judge(tx: Tx, row: SubmissionRow, act: SubmissionAct, asked: Asked): Promise<RoleAt> {
  const { person, units } = asked;
  const parties = await submissionParties(tx, row, asked, []);
  const may = (of: SubmissionParties) => mayActOnSubmission(act, person, of, units);
  const own = may(parties);
  const fromPaper = may({ ...parties, onBehalf: true });
  if (typeof own === 'string' && typeof fromPaper === 'string') throw new Refusal(own);
  const judged = { ...parties, ...judgedIn(row, judgedBy(act, asked.body), units) };
  // What an appraiser answered comes with its own paper.
  const isPaper = act === 'record-answer';
  const paper = isPaper ? undefined : submissionBodies[act].parse(asked.body).onBehalf;
  const actsItself =
    (senderRoleOf(person, parties, units) ?? receiverRoleOf(act, person, parties, units)) !== undefined;
  if (paper && actsItself) throw new Refusal('body-acts-itself');
  const needsPaper = !isPaper && !actsItself && (act === 'dispatch' || typeof own === 'string');
  if (needsPaper && !paper) throw paperMissing();
  const right = granted(may(paper || isPaper ? { ...judged, onBehalf: true } : judged));
  return right;
}

/** The nominations that an act would judge. */
function judgedBy(act: SubmissionAct, body: unknown): string[] {
  if (act === 'record-answer') return submissionBodies[act].parse(body).items.map(({ id }) => id);
  if (act !== 'record-decision') return [];
  const { awarded, refused } = submissionBodies[act].parse(body);
  return [...awarded, ...refused.map(({ id }) => id)];
}
