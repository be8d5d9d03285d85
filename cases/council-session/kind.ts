import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { sessionRecorder } from './recorder.ts';
import { sessionInclude } from './row.ts';
import type { SessionRow } from './row.ts';

export const sessionKind: CaseKind<'council-session', SessionRow> = {
  kind: 'council-session',
  table: Prisma.sql`"CouncilSession"`,
  rows: Prisma.sql`
    SELECT id, code, organization, body AS "leadBody", version, state AS stage, NULL::int AS step,
      ARRAY[body] AS units, coalesce("resumesAt", "scheduledAt") AS "meetsAt", started
    FROM "CouncilSession"`,
  workflow: 'councilSession',
  recorder: sessionRecorder,
  async summary(db, id) {
    const row = await db.councilSession.findUniqueOrThrow({ where: { id } });
    return `Phiên họp ${row.code} · ${row.body}`;
  },
  async standings(tx, at) {
    const where = { state: { in: openStates('council-session') } };
    const rows = await tx.councilSession.findMany({ where, include: sessionInclude });
    return standingsOf(tx, 'council-session', sessionRecorder, rows, at);
  },
};
