import { z } from 'zod';
import { dateText, dateTextOrNull } from '../../cases/context.ts';
import type { RevocationRow } from '../../cases/revocation/row.ts';
import { pathOf, revocationInclude, standingOf, stateOf } from '../../cases/revocation/row.ts';
import type { RevocationAct } from '../../domain/act-bodies.ts';
import type { Units } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { openRevocationActs, returnRecorder, revocationWaiting } from '../../domain/revocation.ts';
import type { Db } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { visibleTo } from '../sight.ts';
import type { Task } from '../tasks.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

export const revocationAnswer = z.object({
  id: z.uuid(),
  nomination: z.object({ id: z.uuid(), code: z.string() }),
  subject: z.object({ kind: z.string(), name: z.string(), unit: z.string() }),
  movement: z.string(),
  award: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  ground: z.string(),
  reason: z.string(),
  state: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  /** What went with the award; `amount` in whole đồng, null where none is known. */
  toReturn: z.object({
    itemsReturnedOn: z.string().nullable(),
    amount: z.number().int().nullable(),
    moneyReturnedOn: z.string().nullable(),
  }),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
  version: z.number().int(),
});

/** Whoever may see the nomination may see what became of its award. */
export const revocationsVisibleTo = (person: CurrentPerson, units: Units): Prisma.RevocationWhereInput => ({
  entry: { nomination: visibleTo(person, units) },
});

/** @throws Refusal `not-found` for one he may not see, as for one that isn't there */
export async function findVisibleRevocation(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<RevocationRow> {
  const row = await db.revocation.findFirst({
    where: { AND: [{ id }, revocationsVisibleTo(person, units)] },
    include: revocationInclude,
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

const actsOf = (row: RevocationRow, person: CurrentPerson, units: Units): RevocationAct[] =>
  openRevocationActs(stateOf(row)).filter(
    () => typeof returnRecorder(person, row.leadBody, units) === 'object',
  );

/** A revocation as one person sees it: with the acts that are his, and what it waits for. */
export async function revocationView(
  deps: ApiDeps,
  row: RevocationRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof revocationAnswer>> {
  const { entry } = row;
  const waiting = revocationWaiting(standingOf(row));
  return {
    id: row.id,
    nomination: { id: row.nominationId, code: entry.nomination.code },
    subject: { kind: entry.subjectKind, name: entry.subjectName, unit: entry.subjectUnit },
    movement: row.movement,
    award: row.award,
    number: row.number,
    decidedOn: dateText(row.decidedOn),
    ground: row.ground,
    reason: row.reason,
    state: row.state,
    dueAt: dateText(row.dueOn),
    overdue: row.overdue,
    toReturn: {
      itemsReturnedOn: dateTextOrNull(row.itemsReturnedOn),
      amount: row.amount,
      moneyReturnedOn: dateTextOrNull(row.moneyReturnedOn),
    },
    waiting: waiting && waitingView(waiting, units, language),
    allowedActions: actsOf(row, person, units),
    workflow: await workflowView(deps, workflowIdOf(pathOf(row))),
    version: row.version,
  };
}

/** What of the revocations now waits for a person. */
export async function revocationTasks(deps: ApiDeps, person: CurrentPerson, units: Units): Promise<Task[]> {
  const rows = await deps.db.revocation.findMany({
    where: { AND: [revocationsVisibleTo(person, units), { state: 'returning' }] },
    include: revocationInclude,
  });
  return rows.flatMap((row) => {
    const actions = actsOf(row, person, units);
    return actions.length === 0
      ? []
      : [
          {
            kind: 'revocation-returning',
            resource: `/revocations/${row.id}`,
            title: `${row.entry.nomination.code} · ${row.number}`,
            dueAt: dateText(row.dueOn),
            overdue: row.overdue,
            actions,
          },
        ];
  });
}
