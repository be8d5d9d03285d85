import { enquiryBodies } from '../../domain/act-bodies.ts';
import type { EnquiryAct } from '../../domain/act-bodies.ts';
import { enquiryRecorder, mayActOnEnquiry, openEnquiryActs } from '../../domain/enquiry.ts';
import type { EnquiryParties } from '../../domain/enquiry.ts';
import type { Units } from '../../domain/organization.ts';
import { Refusal } from '../../domain/problems.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { enquiryStanding } from '../../domain/standing.ts';
import type { Tx } from '../../prisma/db.ts';
import { canAct } from '../shared/accounts.ts';
import type { AskedNow } from '../shared/accounts.ts';
import { nomineeOf, proposersOf } from '../nomination/row.ts';
import { paperMissing } from '../shared/papers.ts';
import { actOf, granted } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import type { EnquiryRow } from './row.ts';
import { kindOf, stateOf } from './row.ts';

/** Who may do what to an enquiry. */
export const enquiryRights: Rights<EnquiryRow> = {
  judge: (tx, row, act, asked) => judge(tx, row, actOf(enquiryBodies, act), asked),
  standing: (row, act) =>
    openEnquiryActs(stateOf(row)).some((open) => open === act)
      ? null
      : { cause: enquiryStanding[stateOf(row)] },
  // Forwarded, it is asked of another body, though it is still asked.
  stay: ({ entryVersion, toBody }) => `${entryVersion}:${toBody}`,
};

/** What the rules need to know of an enquiry to say who may act. */
export const enquiryParties = async (tx: Tx, row: EnquiryRow, asked: AskedNow): Promise<EnquiryParties> => ({
  kind: kindOf(row),
  state: stateOf(row),
  fromUnit: row.fromUnit,
  toBody: row.toBody,
  toHasAccounts: await canAct(tx, row.toBody, asked),
  leadBody: row.leadBody,
  // An office may write down the paper by which another body answers it; whose hand is in the dossier gives no opinion.
  ...(row.kind === 'opinion'
    ? await partiesToDossier(tx, row, asked.units)
    : { askers: [row.createdById, row.createdForId].filter((id) => id !== null) }),
});

async function partiesToDossier(
  tx: Tx,
  { nominationId }: EnquiryRow,
  units: Units,
): Promise<Pick<EnquiryParties, 'askers' | 'nominees'>> {
  const row = nominationId && (await tx.nomination.findUnique({ where: { id: nominationId } }));
  return row ? { askers: proposersOf(row), nominees: { of: [nomineeOf(row)], units } } : { askers: [] };
}

async function judge(tx: Tx, row: EnquiryRow, act: EnquiryAct, asked: Asked): Promise<RoleAt> {
  const { person, units } = asked;
  const parties = await enquiryParties(tx, row, asked);
  const own = mayActOnEnquiry(act, person, parties, units);
  const recorder = act === 'answer' ? enquiryRecorder(person, parties, units) : 'forbidden';
  if (typeof own === 'string' && recorder === 'forbidden') throw new Refusal(own);
  const paper = act === 'answer' ? enquiryBodies.answer.parse(asked.body).onBehalf : undefined;
  if (!paper && typeof own === 'string' && typeof recorder === 'object') throw paperMissing();
  const right = granted(paper ? recorder : own);
  return right;
}
