import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { nominationStandings } from './calendar.ts';
import { nominationRecorder } from './recorder.ts';
import type { NominationRow } from './row.ts';

export const nominationKind: CaseKind<'nomination', NominationRow> = {
  kind: 'nomination',
  table: Prisma.sql`"Nomination"`,
  rows: Prisma.sql`
    SELECT n.id, n.code, n.organization, r."leadBody", n.version, n.stage, n.step,
      array_remove(ARRAY[coalesce(n."handedTo", n."proposingUnit"), n.route -> n.step ->> 'body'], NULL) AS units,
      NULL::timestamp AS "meetsAt", n.started
    FROM "Nomination" n JOIN "Round" r ON r.id = n."roundId"`,
  workflow: 'nomination',
  recorder: nominationRecorder,
  async summary(db, id) {
    const row = await db.nomination.findUniqueOrThrow({ where: { id } });
    return `Đề nghị ${row.code} · ${row.proposingUnit}`;
  },
  standings: nominationStandings,
};
