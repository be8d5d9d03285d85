import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { submissionRecorder } from './recorder.ts';
import { submissionInclude } from './row.ts';
import type { SubmissionRow } from './row.ts';

export const submissionKind: CaseKind<'submission', SubmissionRow> = {
  kind: 'submission',
  table: Prisma.sql`"Submission"`,
  rows: Prisma.sql`
    SELECT s.id, s.number AS code, s.organization, r."leadBody", s.version, s.state AS stage, NULL::int AS step,
      ARRAY[s."fromBody", s."toBody"] AS units, NULL::timestamp AS "meetsAt", s.started
    FROM "Submission" s JOIN "Round" r ON r.id = s."roundId"`,
  workflow: 'submission',
  recorder: submissionRecorder,
  async summary(db, id) {
    const row = await db.submission.findUniqueOrThrow({ where: { id } });
    return `Tờ trình ${row.number} · ${row.fromBody} → ${row.toBody}`;
  },
  async standings(tx, at) {
    const where = { state: { in: openStates('submission') } };
    const rows = await tx.submission.findMany({ where, include: submissionInclude });
    return standingsOf(tx, 'submission', submissionRecorder, rows, at);
  },
};
