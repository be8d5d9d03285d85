import { z } from 'zod';
import type { PathRef } from '../../domain/path.ts';
import { receivingStage, submissionItemStates, submissionStates } from '../../domain/submission.ts';
import type { SubmissionItemState, SubmissionSituation, SubmissionState } from '../../domain/submission.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { dateTextOrNull } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import { routeSchema } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';

export const submissionInclude = {
  round: true,
  items: {
    orderBy: { position: 'asc' },
    include: {
      nomination: {
        select: {
          code: true,
          subjectKind: true,
          subjectName: true,
          subjectUnit: true,
          createdById: true,
          submittedById: true,
          proposedForIds: true,
          hands: true,
          subjectPersonId: true,
          nomineeWords: true,
          approvedByIds: true,
          route: true,
          dueOn: true,
          overdue: true,
        },
      },
    },
  },
} satisfies Prisma.SubmissionInclude;
export type SubmissionRow = Prisma.SubmissionGetPayload<{ include: typeof submissionInclude }>;

/** Reads a submission's row and holds it until the transaction ends. */
export async function lockSubmission(tx: Tx, id: string): Promise<SubmissionRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Submission" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.submission.findUnique({ where: { id }, include: submissionInclude });
}

/** Reads nominations and holds their rows; always in the order of their ids, so that no two lock crosswise. */
export async function lockNominations(tx: Tx, ids: readonly string[]): Promise<NominationRow[]> {
  await tx.$queryRaw`SELECT 1 FROM "Nomination" WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  return tx.nomination.findMany({ where: { id: { in: [...ids] } }, include: { round: true } });
}

export const pathOf = ({ id }: { id: string }): PathRef => ({ kind: 'submission', id });
export const stateOf = ({ state }: { state: string }): SubmissionState =>
  z.enum(submissionStates).parse(state);
export const itemStateOf = ({ state }: { state: string }): SubmissionItemState =>
  z.enum(submissionItemStates).parse(state);
export const idsOf = (row: SubmissionRow, state: SubmissionItemState): string[] =>
  row.items.filter((item) => item.state === state).map((item) => item.nominationId);

/** Whether the lead's office writes it for its own organization, not a body outside. */
export const isFromLead = ({ fromLead, fromBody, round }: SubmissionRow): boolean =>
  fromLead ?? [round.leadBody, round.organization].includes(fromBody);

/** The codes that name its sender on the routes of its nominations. */
const sendersOf = (row: SubmissionRow): string[] =>
  isFromLead(row) ? [row.fromBody, row.round.leadBody, row.round.organization] : [row.fromBody];

/** In whose name it is signed. */
export const senderOf = (row: SubmissionRow): string => (isFromLead(row) ? row.organization : row.fromBody);

/** Whether it goes to a body that appraises and submits further: the routes of its nominations say so. */
export const goesToAppraiser = (row: SubmissionRow): boolean =>
  row.items.some(
    ({ nomination: { route } }) => receivingStage(routeSchema.parse(route), sendersOf(row)) === 'appraisal',
  );

/** Everything the rules need to say what it waits for. */
export async function situationOf(tx: Tx, row: SubmissionRow): Promise<SubmissionSituation> {
  return {
    state: stateOf(row),
    entryVersion: row.entryVersion,
    enteredAt: row.enteredAt.toISOString(),
    fromBody: row.fromBody,
    toBody: row.toBody,
    senderRole: isFromLead(row) ? 'office-reviewer' : 'appraiser',
    toIsAppraiser: goesToAppraiser(row),
    decisionBy: dateTextOrNull(row.round.decisionBy),
    calendar: await loadCalendar(tx),
  };
}
