import { randomUUID } from 'node:crypto';
import type { SubmissionAct } from '../../../domain/act-bodies.ts';
import { isSubmissionOver, submissionStates } from '../../../domain/submission.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination, copySubmission } from '../cast.ts';
import { paper } from '../steps.ts';
import type { Ground, Line, Table } from './table.ts';

const places = ['draft', 'dispatched', 'to-decide', 'received', 'on-paper', 'received-on-paper'] as const;
type Place = (typeof places)[number];

/** To Sở Nội vụ, which answers in the system, and once it has no account on paper; and from there to UBND. */
export async function submissionPairs(ground: Ground): Promise<Table<SubmissionAct, Place>> {
  const { stack, copies } = ground;
  const originals = await carry(ground);
  return {
    places,
    stages: submissionStates.filter((state) => !isSubmissionOver(state)),
    lines: linesOf(ground),
    // A body that has accounts answers itself.
    barred: { dispatched: ['record-answer'] },
    copy: async (place) => {
      // The places on paper come last.
      if (place === 'on-paper') await withoutAccounts(ground);
      return copySubmission(stack, originals.get(place)!, copies);
    },
  };
}

async function withoutAccounts({ stack: { deps } }: Ground): Promise<void> {
  const where = { disabledAt: null, roles: { some: { unit: story.APPRAISER } } };
  await deps.db.person.updateMany({ where, data: { disabledAt: new Date() } });
}

function linesOf({ stack, cast, today, more }: Ground): Record<SubmissionAct, Line<Place>> {
  const { db } = stack.deps;
  const office: [ApiClient, ApiClient] = [cast.reviewer, cast.officeHead];
  const appraisers: [ApiClient, ApiClient] = [cast.appraiser, more.appraiser];
  const senders = (place: Place) => (place === 'to-decide' || place === 'received' ? appraisers : office);
  const idsIn = async (submissionId: string) =>
    (await db.submissionItem.findMany({ where: { submissionId } })).map((item) => item.nominationId);
  return {
    dispatch: { by: senders, body: () => ({}) },
    'record-receipt': { by: senders, body: () => ({ number: '15/CV', receivedOn: today }) },
    'record-answer': {
      by: senders,
      body: async ({ id, by }) => ({
        items: (await idsIn(id)).map((item) => ({ id: item, outcome: 'approve' })),
        ...{ documentNumber: '1/CV', date: today, document: await paper(by, 'tra-loi') },
      }),
    },
    'record-decision': {
      by: senders,
      body: async ({ id, by }) => ({
        ...{ number: randomUUID(), decidedOn: today, signedBy: 'Chủ tịch UBND tỉnh' },
        ...{ awarded: await idsIn(id), file: await story.signedPaper(by, 'QĐ') },
      }),
    },
  };
}

async function carry({ stack, cast, today, copies, carried }: Ground): Promise<Map<Place, string>> {
  const originals = new Map<Place, string>();
  const write = async (client: ApiClient, fromBody: string, toBody: string, nominationId: string) =>
    story.good(
      await client.post<{ id: string }>('/submissions', {
        ...{ roundId: copies, award: 'bang-khen', fromBody, toBody, nominationIds: [nominationId] },
        ...{ number: randomUUID(), signedBy: 'Trần Tùng Chuẩn', signedOn: today },
      }),
    ).id;
  const act = async (client: ApiClient, id: string, kind: string, body: object = {}) =>
    story.good(await client.post(`/submissions/${id}/actions/${kind}`, body));
  const keep = async (place: Place, id: string) =>
    originals.set(place, await copySubmission(stack, id, copies));
  const received = { number: '15/CV', receivedOn: today };

  const nomination = await copyNomination(stack, carried.get('submission')!, copies);
  const first = await write(cast.reviewer, story.LEAD, story.APPRAISER, nomination);
  await keep('draft', first);
  await act(cast.reviewer, first, 'dispatch');
  await story.arrive(cast.appraiser, nomination, (n) => n.stage === 'appraisal');
  for (const place of ['dispatched', 'on-paper'] as const) await keep(place, first);
  await act(cast.appraiser, first, 'record-receipt', received);
  await keep('received-on-paper', first);
  await story.act(cast.appraiser, nomination, 'approve');
  const second = await write(cast.appraiser, story.APPRAISER, story.PROVINCE, nomination);
  await act(cast.appraiser, second, 'dispatch');
  await story.arrive(cast.appraiser, nomination, (n) => n.stage === 'decision');
  await keep('to-decide', second);
  await act(cast.appraiser, second, 'record-receipt', received);
  await keep('received', second);
  return originals;
}
