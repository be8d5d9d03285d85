import { z } from 'zod';
import { dateText } from '../../cases/context.ts';
import { partiesOf } from '../../cases/nomination/rights.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { earlierAwards } from '../../cases/shared/register.ts';
import { othersOf, wordsOf } from '../../cases/nomination/others.ts';
import { pointedOut } from '../../domain/desk.ts';
import type { Compared } from '../../domain/desk.ts';
import type { Units } from '../../domain/organization.ts';
import { deskRoleOf } from '../../domain/permissions.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';

const person = z.object({ id: z.uuid(), displayName: z.string() });
/** What the reviewers of a case share; the unit sees nothing of it. */
const otherSchema = z.object({ id: z.uuid(), code: z.string(), name: z.string(), unit: z.string() });
export const deskSchema = z.object({
  assignee: person.extend({ since: z.string() }).nullable(),
  notes: z.array(
    z.object({
      by: z.string(),
      for: z.string().optional(),
      unit: z.string(),
      text: z.string(),
      at: z.string(),
    }),
  ),
  /** Asked of other bodies; each is an enquiry by its id. A late one is shown and blocks nothing. */
  opinions: z.array(
    z.object({
      id: z.uuid(),
      body: z.string(),
      question: z.string(),
      state: z.string(),
      dueAt: z.string().nullable(),
      overdue: z.boolean(),
      answer: z.string().nullable(),
    }),
  ),
  /** What to look at, with the codes of the other nominations. */
  warnings: z.array(
    z.object({
      warning: z.enum(['nominated-twice', 'two-awards', 'namesake']),
      codes: z.array(z.string()),
      /** The same, as a person compares them. */
      others: z.array(otherSchema),
    }),
  ),
  /** What reviewers have said of such a pair on this desk: the last word of each. */
  namesakes: z.array(otherSchema.extend({ same: z.boolean() })),
  /** What the nominee was awarded before, by the register; the latest first. */
  earlierAwards: z.array(
    z.object({
      nominationId: z.uuid(),
      movement: z.string(),
      award: z.string(),
      decidedOn: z.string(),
      revoked: z.boolean(),
    }),
  ),
});

/** Null for all but the reviewers of a case. */
export async function deskView(
  db: Tx,
  row: NominationRow,
  caller: CurrentPerson,
  units: Units,
): Promise<z.infer<typeof deskSchema> | null> {
  if (!deskRoleOf(caller, partiesOf(row), units)) return null;
  const [assignment, notes, opinions, others, earlier] = await Promise.all([
    db.deskAssignment.findUnique({
      where: { nominationId_step: { nominationId: row.id, step: row.step } },
    }),
    db.deskNote.findMany({ where: { nominationId: row.id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    db.enquiry.findMany({ where: { nominationId: row.id, kind: 'opinion' }, orderBy: { createdAt: 'asc' } }),
    othersOf(db, row),
    earlierAwards(db, row),
  ]);
  const ids = [assignment?.personId, ...notes.flatMap((note) => [note.personId, note.forId])];
  const people = await db.person.findMany({
    where: { id: { in: ids.filter((id) => id !== null && id !== undefined) } },
  });
  const words = wordsOf(row);
  const told = await db.nomination.findMany({
    where: { id: { in: words.map(({ otherId }) => otherId) } },
    orderBy: { code: 'asc' },
  });
  const nameOf = (id: string) => people.find((one) => one.id === id)?.displayName ?? '—';
  return {
    assignee: assignment && {
      ...{ id: assignment.personId, displayName: nameOf(assignment.personId) },
      since: assignment.at.toISOString(),
    },
    notes: notes.map(({ personId, forId, unit, text, at }) => ({
      by: nameOf(personId),
      ...(forId === null ? {} : { for: nameOf(forId) }),
      ...{ unit, text, at: at.toISOString() },
    })),
    opinions: opinions.map(({ id, toBody, text, state, dueOn, overdue, answer }) => ({
      ...{ id, body: toBody, question: text, state, overdue, answer },
      dueAt: state === 'asked' ? dateText(dueOn) : null,
    })),
    warnings: pointedOut(
      comparedOf(row),
      others.map((other) => ({ ...comparedOf(other), likeness: other.likeness })),
    ).map((found) => ({
      ...found,
      others: others.filter(({ code }) => found.codes.includes(code)).map(otherOf),
    })),
    namesakes: told.map((other) => ({
      ...otherOf(other),
      same: words.findLast(({ otherId }) => otherId === other.id)?.same ?? false,
    })),
    earlierAwards: earlier.map(({ nominationId, movement, award, decidedOn, revoked }) => ({
      ...{ nominationId, movement, award, decidedOn: dateText(decidedOn), revoked },
    })),
  };
}

/** Who has each of these on his desk, at the step it is at. */
export async function assigneesOf(db: Tx, rows: readonly NominationRow[]): Promise<Map<string, string>> {
  const found = await db.deskAssignment.findMany({
    where: { nominationId: { in: rows.map(({ id }) => id) } },
  });
  const steps = new Map(rows.map(({ id, step }) => [id, step]));
  return new Map(
    found.flatMap(({ nominationId, step, personId }) =>
      steps.get(nominationId) === step ? [[nominationId, personId] as const] : [],
    ),
  );
}

type Row = Prisma.NominationGetPayload<object>;
const otherOf = ({ id, code, subjectName: name, subjectUnit: unit }: Row) => ({ id, code, name, unit });
const comparedOf = (row: Row): Compared => ({
  code: row.code,
  roundId: row.roundId,
  award: row.award,
  achievement: {
    title: row.achievementTitle,
    from: dateText(row.achievementFrom),
    to: dateText(row.achievementTo),
  },
  outcome: row.outcome,
});
