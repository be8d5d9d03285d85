import type { Tx } from '../../prisma/db.ts';
import { dateText } from '../context.ts';
import type { NominationRow } from './row.ts';

/** Keeps the dossier's fields as they are handed in, so that what was returned stays readable. */
export async function keepVersion(tx: Tx, row: NominationRow, at: string): Promise<void> {
  const number = (await tx.dossierVersion.count({ where: { nominationId: row.id } })) + 1;
  await tx.dossierVersion.create({
    data: { nominationId: row.id, number, submittedAt: new Date(at), fields: dossierFields(row) },
  });
}

/** What the unit wrote: of whom, for what, with which evidence. */
export const dossierFields = (row: NominationRow) => ({
  subject: {
    name: row.subjectName,
    unit: row.subjectUnit,
    person: row.subjectPersonId,
    gender: row.gender,
    position: row.position,
    headcount: row.headcount,
    femaleCount: row.femaleCount,
  },
  achievement: {
    title: row.achievementTitle,
    from: dateText(row.achievementFrom),
    to: dateText(row.achievementTo),
    summary: row.summary,
  },
  evidence: row.evidence,
});
