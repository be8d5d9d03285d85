import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { obligationRecorder } from './recorder.ts';
import { obligationInclude } from './row.ts';
import type { ObligationRow } from './row.ts';

export const obligationKind: CaseKind<'obligation', ObligationRow> = {
  kind: 'obligation',
  table: Prisma.sql`"Obligation"`,
  rows: Prisma.sql`
    SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step,
      ARRAY[debtor, "toBody"] AS units, NULL::timestamp AS "meetsAt", started
    FROM "Obligation"`,
  workflow: 'obligation',
  recorder: obligationRecorder,
  async summary(db, id) {
    const row = await db.obligation.findUniqueOrThrow({ where: { id } });
    return row.decisionId === null
      ? `Văn bản phải gửi ${row.code} · ${row.debtor} → ${row.toBody}`
      : `Việc sau quyết định ${row.code} · ${row.debtor}`;
  },
  async standings(tx, at) {
    const where = { state: { in: openStates('obligation') } };
    const rows = await tx.obligation.findMany({ where, include: obligationInclude });
    return standingsOf(tx, 'obligation', obligationRecorder, rows, at);
  },
};
