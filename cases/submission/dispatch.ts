import { randomUUID } from 'node:crypto';
import { submissionBodies } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import { Refusal } from '../../domain/problems.ts';
import { afterSubmissionAct, senderCodes } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadUnits } from '../shared/accounts.ts';
import { dateText, loadPlan } from '../context.ts';
import { loadBodies } from '../reference.ts';
import type { Attachment } from '../shared/notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { tell } from '../record.ts';
import type { Effect } from './effect.ts';
import type { PaperName } from './papers.ts';
import { paperName, papers, renderPaper } from './papers.ts';
import { whyNotReady } from './ready.ts';
import type { SubmissionRow } from './row.ts';
import { idsOf, lockNominations, pathOf } from './row.ts';

/**
 * Sends the tờ trình with the nominations that may go now; what is held, or has left this step, stays behind for
 * another one.
 * @throws Refusal `not-in-this-state` where none may go
 */
export async function dispatch(
  tx: Tx,
  row: SubmissionRow,
  { at, body }: Happening,
  env: RecordEnv,
): Promise<Effect> {
  const { onBehalf } = submissionBodies.dispatch.parse(body);
  const nominations = await lockNominations(tx, idsOf(row, 'listed'));
  const plan = await loadPlan(tx, row.round.movement, row.round.planVersion);
  const bodies = await loadBodies(tx, plan);
  const today = dateOf(new Date(at));
  const senders = senderCodes(row.fromBody, row.round, await loadUnits(tx, new Date(at)));
  const bundle = { roundId: row.roundId, award: row.award, senders, toBody: row.toBody };
  const going = nominations.filter((n) => whyNotReady(n, bundle, bodies, today) === null).map((n) => n.id);
  const left = nominations.filter((n) => !going.includes(n.id));
  if (going.length === 0) throw new Refusal({ cause: 'nothing-ready' });

  const keep = async (paper: PaperName): Promise<Attachment & { sha256: string }> => {
    const { sha256, size } = await env.files.put(await renderPaper(tx, paper, row, today, going));
    const upload = { id: randomUUID(), name: paperName(paper, row), contentType: papers[paper].type };
    await tx.upload.create({ data: { ...upload, sha256, size, personId: null, createdAt: new Date(at) } });
    return { uploadId: upload.id, name: upload.name, sha256 };
  };
  const letter = await keep('proposal.docx');
  const list = await keep('list.docx');

  const submissionId = row.id;
  const from = pathOf(row);
  const actId = `submission:${row.id}:dispatched`;
  const items = (ids: string[]) => ({ submissionId, nominationId: { in: ids } });
  await tx.submissionItem.updateMany({ where: items(going), data: { state: 'sent' } });
  await tx.submissionItem.updateMany({ where: items(left.map((n) => n.id)), data: { state: 'left-out' } });
  for (const id of going)
    await tell(tx, from, { kind: 'nomination', id }, actId, 'dispatched', { submissionId });
  // What lies in another tờ trình by now is not taken out of that one.
  for (const { id } of left.filter((n) => n.submissionId === row.id))
    await tell(tx, from, { kind: 'nomination', id }, actId, 'unscheduled', { submissionId });
  return {
    state: afterSubmissionAct.dispatch,
    onBehalf,
    detail: {
      uploadId: letter.uploadId,
      sha256: letter.sha256,
      listUploadId: list.uploadId,
      sent: going.length,
      leftOut: left.length,
    },
    mail: {
      event: 'submission-dispatched',
      facts: { number: row.number, decidedOn: dateText(row.signedOn), count: going.length },
      attachments: [letter, list],
    },
  };
}
