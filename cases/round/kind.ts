import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Round } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { roundRecorder } from './recorder.ts';

export const roundKind: CaseKind<'award-round', Round> = {
  kind: 'award-round',
  table: Prisma.sql`"Round"`,
  rows: Prisma.sql`
    SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step,
      ARRAY["leadBody"] AS units, NULL::timestamp AS "meetsAt", started
    FROM "Round"`,
  workflow: 'awardRound',
  recorder: roundRecorder,
  async summary(db, id) {
    const row = await db.round.findUniqueOrThrow({ where: { id } });
    return `Đợt ${row.code} · ${row.movement}`;
  },
  async standings(tx, at) {
    const rows = await tx.round.findMany({ where: { state: { in: openStates('award-round') } } });
    return standingsOf(tx, 'award-round', roundRecorder, rows, at);
  },
};
