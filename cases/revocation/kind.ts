import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { revocationRecorder } from './recorder.ts';
import { revocationInclude } from './row.ts';
import type { RevocationRow } from './row.ts';

export const revocationKind: CaseKind<'revocation', RevocationRow> = {
  kind: 'revocation',
  table: Prisma.sql`"Revocation"`,
  rows: Prisma.sql`
    SELECT id, number AS code, organization, "leadBody", version, state AS stage, NULL::int AS step,
      ARRAY["leadBody"] AS units, NULL::timestamp AS "meetsAt", started
    FROM "Revocation"`,
  workflow: 'revocation',
  recorder: revocationRecorder,
  async summary(db, id) {
    const row = await db.revocation.findUniqueOrThrow({
      where: { id },
      include: { entry: { include: { nomination: true } } },
    });
    return `Hủy khen thưởng ${row.entry.nomination.code} · ${row.leadBody}`;
  },
  async standings(tx, at) {
    const where = { state: { in: openStates('revocation') } };
    const rows = await tx.revocation.findMany({ where, include: revocationInclude });
    return standingsOf(tx, 'revocation', revocationRecorder, rows, at);
  },
};
