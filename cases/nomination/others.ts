import { z } from 'zod';
import { nearName } from '../../domain/identity.ts';
import { likenessOf } from '../../domain/namesakes.ts';
import type { Likeness, NominatedSubject } from '../../domain/namesakes.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Nomination, Prisma } from '../../prisma/generated/client.ts';

/** More of one name than a person can compare: the latest are looked at. */
const AT_MOST = 200;

/** What reviewers have said of a pair, kept at the nomination where they said it; the last word holds. */
const namesakeWords = z.array(
  z.object({ otherId: z.uuid(), same: z.boolean(), byId: z.uuid(), at: z.string() }),
);
export type NamesakeWord = z.infer<typeof namesakeWords>[number];

export const wordsOf = (row: Pick<Nomination, 'namesakeWords'>): NamesakeWord[] =>
  namesakeWords.parse(row.namesakeWords);

export const subjectOf = (row: Nomination): NominatedSubject => ({
  kind: row.subjectKind === 'individual' ? 'individual' : 'collective',
  name: row.subjectName,
  unit: row.subjectUnit,
});

/**
 * Submitted nominations whose nominee is the same, or may be: in the same unit whatever the movement, elsewhere of people
 * of the same movement. The earliest first.
 */
export async function othersOf(tx: Tx, row: Nomination): Promise<(Nomination & { likeness: Likeness })[]> {
  const elsewhere: Prisma.NominationWhereInput[] =
    row.subjectKind === 'individual' ? [{ movement: row.movement }] : [];
  const found = await tx.nomination.findMany({
    where: {
      nearName: nearName(row.subjectName),
      subjectKind: row.subjectKind,
      OR: [{ subjectUnit: row.subjectUnit }, ...elsewhere],
      id: { not: row.id },
      submittedAt: { not: null },
    },
    orderBy: { createdAt: 'desc' },
    take: AT_MOST,
  });
  return found.reverse().flatMap((other) => {
    const likeness = likenessOf(subjectOf(row), subjectOf(other), saidOf(row, other));
    return likeness === null ? [] : [{ ...other, likeness }];
  });
}

function saidOf(a: Nomination, b: Nomination): boolean | null {
  const said = [
    ...wordsOf(a).filter(({ otherId }) => otherId === b.id),
    ...wordsOf(b).filter(({ otherId }) => otherId === a.id),
  ].sort((one, two) => one.at.localeCompare(two.at));
  return said.at(-1)?.same ?? null;
}
