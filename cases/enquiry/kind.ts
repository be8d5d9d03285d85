import { openStates } from '../../domain/case-states.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CaseKind } from '../case.ts';
import { standingsOf } from '../shared/calendar/standing.ts';
import { enquiryRecorder } from './recorder.ts';
import type { EnquiryRow } from './row.ts';

export const enquiryKind: CaseKind<'enquiry', EnquiryRow> = {
  kind: 'enquiry',
  table: Prisma.sql`"Enquiry"`,
  rows: Prisma.sql`
    SELECT id, code, organization, "leadBody", version, state AS stage, NULL::int AS step,
      ARRAY["fromUnit", "toBody"] AS units, NULL::timestamp AS "meetsAt", started
    FROM "Enquiry"`,
  workflow: 'enquiry',
  recorder: enquiryRecorder,
  async summary(db, id) {
    const row = await db.enquiry.findUniqueOrThrow({ where: { id } });
    return `Vướng mắc ${row.code} · ${row.fromUnit} → ${row.toBody}`;
  },
  async standings(tx, at) {
    const rows = await tx.enquiry.findMany({ where: { state: { in: openStates('enquiry') } } });
    return standingsOf(tx, 'enquiry', enquiryRecorder, rows, at);
  },
};
