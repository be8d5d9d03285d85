import { renderAchievementSummary } from '../../documents/achievement-summary.ts';
import { renderNominationList } from '../../documents/nomination-list.ts';
import { renderNominationSheet } from '../../documents/nomination-sheet.ts';
import { renderSubmissionLetter } from '../../documents/submission-letter.ts';
import type { SubmissionLetter } from '../../documents/types.ts';
import { documentNumber } from '../../documents/wording.ts';
import { docxType, xlsxType } from '../../domain/media-types.ts';
import type { DateText } from '../../domain/dates.ts';
import { formatDateVi } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import { bodyAt } from '../../domain/route.ts';
import type { SubmissionItemState } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText, loadPlan } from '../context.ts';
import { loadBodies } from '../reference.ts';
import { decisionDraft, issuerOf } from '../shared/decision-draft.ts';
import { stateOfRow } from '../nomination/row.ts';
import type { NomineesAsked } from '../shared/nominees.ts';
import { achievementsOf, councilVotes, namesOn, nomineesOf } from '../shared/nominees.ts';
import type { SubmissionRow } from './row.ts';
import { goesToAppraiser, isFromLead, itemStateOf, senderOf } from './row.ts';

/** What of a tờ trình is listed in each paper: what may still be decided, or all that it asked for. */
const asked: readonly SubmissionItemState[] = [
  'listed',
  'sent',
  'approved',
  'returned',
  'rejected',
  'awarded',
  'refused',
];
const awardable: readonly SubmissionItemState[] = ['listed', 'sent', 'approved', 'awarded'];

interface Paper {
  /** What it is called in a file's name; its number follows. */
  name: string;
  extension: string;
  type: string;
  summary: string;
  lists: readonly SubmissionItemState[];
  render: (tx: Tx, row: SubmissionRow, nominees: NomineesAsked, today: DateText) => Promise<Buffer>;
}

/** The papers of a tờ trình, by the name under which they are asked for. */
export const papers = {
  'proposal.docx': {
    name: 'Tờ trình',
    extension: 'docx',
    type: docxType,
    summary: 'The tờ trình as it was dispatched, or as it would be now',
    lists: asked,
    render: async (tx, row, nominees) => renderSubmissionLetter(await letterOf(tx, row, nominees)),
  },
  'list.docx': {
    name: 'Danh sách kèm Tờ trình',
    extension: 'docx',
    type: docxType,
    summary: 'The list of those proposed (danh sách đề nghị) as it was dispatched, or as it would be now',
    lists: asked,
    render: async (tx, row, nominees) => renderNominationList(await letterOf(tx, row, nominees)),
  },
  'list.xlsx': {
    name: 'Danh sách kèm Tờ trình',
    extension: 'xlsx',
    type: xlsxType,
    summary: 'The list of those proposed, as a workbook',
    lists: asked,
    render: async (tx, _row, nominees) => renderNominationSheet(await nomineesOf(tx, nominees)),
  },
  'summary.docx': {
    name: 'Tóm tắt thành tích kèm Tờ trình',
    extension: 'docx',
    type: docxType,
    summary: 'What each has achieved, criterion by criterion (tóm tắt thành tích)',
    lists: asked,
    render: async (tx, row, nominees) =>
      renderAchievementSummary({
        letter: await letterOf(tx, row, nominees),
        achievements: await achievementsOf(tx, nominees),
      }),
  },
  'decision-draft.docx': {
    name: 'Dự thảo Quyết định theo Tờ trình',
    extension: 'docx',
    type: docxType,
    summary: "A draft of the decision for the body that decides, with today's law, names and money",
    lists: awardable,
    render: draftOf,
  },
} satisfies Record<string, Paper>;
export type PaperName = keyof typeof papers;

/** 'Tờ trình 12-TTr-SKHCN.docx'. */
export const paperName = (paper: PaperName, { number }: { number: string }): string =>
  `${papers[paper].name} ${number.replace(/[^\p{L}\p{N}.]+/gu, '-')}.${papers[paper].extension}`;

/**
 * A paper of a tờ trình, with these nominations (all that belong in it unless told) in the order of their listing.
 * @throws Refusal `not-in-this-state` where there are none
 */
export async function renderPaper(
  tx: Tx,
  paper: PaperName,
  row: SubmissionRow,
  today: DateText,
  only?: readonly string[],
): Promise<Buffer> {
  const { lists, render }: Paper = papers[paper];
  const ids = row.items
    .filter((item) => (only ? only.includes(item.nominationId) : lists.includes(itemStateOf(item))))
    .map(({ nominationId }) => nominationId);
  if (ids.length === 0) throw new Refusal({ cause: 'paper-empty' });
  const plan = await loadPlan(tx, row.round.movement, row.round.planVersion);
  const rows = await tx.nomination.findMany({ where: { id: { in: ids } }, include: { round: true } });
  const council = isFromLead(row) ? await councilVotes(tx, ids) : null;
  const nominees: NomineesAsked = {
    plan,
    award: row.award,
    nominations: ids.flatMap((id) => rows.filter((n) => n.id === id)),
    bodies: await loadBodies(tx, plan),
    on: paper === 'decision-draft.docx' ? today : dateText(row.signedOn),
    votes: council?.votes ?? null,
  };
  return render(tx, row, nominees, today);
}

async function letterOf(tx: Tx, row: SubmissionRow, nominees: NomineesAsked): Promise<SubmissionLetter> {
  const { round } = row;
  const { plan, bodies } = nominees;
  const signedOn = dateText(row.signedOn);
  const senderCode = senderOf(row);
  const sender = await tx.unit.findUnique({ where: { code: senderCode }, include: { parent: true } });
  const lead = await tx.unit.findUnique({ where: { code: round.leadBody } });
  const nameOf = await namesOn(tx, [row.toBody], bodies, signedOn);
  const ids = nominees.nominations.map(({ id }) => id);
  const council = isFromLead(row) ? await councilVotes(tx, ids) : null;
  return {
    issuer: issuerOf(sender ?? undefined, senderCode),
    number: row.number,
    signedOn,
    recipientName: nameOf(row.toBody),
    recipientDecides: !goesToAppraiser(row),
    ...(council ? { council: { heldOn: council.heldOn } } : {}),
    signer: {
      name: row.signedBy,
      // Of other bodies the record knows no titles.
      position: plan.issuer.unit === senderCode ? plan.issuer.signerPosition : 'Thủ trưởng cơ quan',
    },
    receivers: isFromLead(row) ? [`Lưu: VT, ${lead?.shortName ?? round.leadBody}`] : [],
    ...(await nomineesOf(tx, nominees)),
  };
}

/** The body that decides is the one this tờ trình goes to, or the one that its receiver will submit to. */
async function draftOf(
  tx: Tx,
  row: SubmissionRow,
  nominees: NomineesAsked,
  today: DateText,
): Promise<Buffer> {
  const { bodies, nominations } = nominees;
  const [first] = nominations;
  const route = first ? stateOfRow(first).route : [];
  const step = route.findLastIndex(({ stage }) => stage === 'decision');
  const viaAppraiser = goesToAppraiser(row);
  const body = viaAppraiser ? (bodyAt(route, step, bodies, today) ?? row.toBody) : row.toBody;
  const proposer = viaAppraiser ? row.toBody : senderOf(row);
  const unit = await tx.unit.findUnique({ where: { code: proposer } });
  const nameOf = await namesOn(tx, [proposer], bodies, today);
  const number = viaAppraiser
    ? `${documentNumber(undefined, 'TTr', unit?.symbol ?? '')} ngày      tháng      năm ${today.slice(0, 4)}`
    : `${documentNumber(row.number, 'TTr', unit?.symbol ?? '')} ngày ${formatDateVi(dateText(row.signedOn))}`;
  return decisionDraft(tx, {
    ...nominees,
    body,
    proposedBy: `${nameOf(proposer)} tại Tờ trình số ${number}`,
    receivers: [nameOf(proposer)],
  });
}
