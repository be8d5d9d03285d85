import { z } from 'zod';
import { proposersOf } from '../../activities/nomination/row.ts';
import { waitingOf } from '../../activities/session/recorder.ts';
import type { ItemRow, SessionRow } from '../../activities/session/row.ts';
import {
  ballotOf,
  itemParties,
  itemsIn,
  membersByRank,
  ruleOf,
  seatsOf,
  sessionInclude,
  stateOf,
} from '../../activities/session/row.ts';
import type { SessionAct } from '../../domain/act-bodies.ts';
import type { Units } from '../../domain/organization.ts';
import { rolesAt } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import {
  isSetAside,
  mayActInSession,
  openSessionActs,
  seatFilledBy,
  seatsPresent,
  sessionQuorum,
} from '../../domain/session.ts';
import type { Count } from '../../domain/voting.ts';
import type { Db } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import type { Language } from './waiting.ts';
import { waitingView, workflowView } from './waiting.ts';

export const countSchema = z.object({
  issued: z.number().int(),
  collected: z.number().int(),
  valid: z.number().int(),
  approve: z.number().int(),
  disapprove: z.number().int(),
});
export const sessionSummarySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  body: z.string(),
  mode: z.string(),
  ballot: z.string(),
  scheduledAt: z.string(),
  place: z.string(),
  state: z.string(),
  nominations: z.number().int(),
  version: z.number().int(),
});
export const itemSchema = z.object({
  nominationId: z.uuid(),
  code: z.string(),
  name: z.string(),
  award: z.string(),
  position: z.number().int(),
  state: z.string(),
  reason: z.string().nullable(),
  count: countSchema.nullable(),
  base: z.number().int().nullable(),
  needed: z.number().int().nullable(),
});
export const sessionAnswer = sessionSummarySchema.omit({ nominations: true }).extend({
  organization: z.string(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  members: z.array(
    z.object({
      memberId: z.uuid(),
      name: z.string(),
      councilRole: z.string(),
      position: z.string().nullable(),
      attendance: z.string(),
      substitute: z.object({ name: z.string(), letter: z.uuid().nullable() }).nullable(),
    }),
  ),
  quorum: z.object({
    members: z.number().int(),
    needed: z.number().int(),
    have: z.number().int(),
    met: z.boolean(),
  }),
  items: z.array(itemSchema.extend({ setAside: z.array(z.uuid()) })),
  /** Nominations on which the caller has still to vote in the system. */
  toVote: z.array(z.uuid()),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
});

/**
 * The sessions a person may see: its secretary and chair, the head and the auditors of its organization, the lead's
 * office, and its members and their substitutes once convened. To others it is not there.
 */
export function sessionsVisibleTo(person: CurrentPerson, units: Units): Prisma.CouncilSessionWhereInput {
  const bodiesOf = (...roles: Parameters<typeof rolesAt>[3][]) =>
    [...units.keys()].filter((unit) => rolesAt(units, person.roles, unit, ...roles).length > 0);
  const organizations = person.roles
    .filter(({ role }) => role === 'head' || role === 'auditor')
    .map(({ unit }) => units.get(unit)?.organization ?? unit);
  const leads = bodiesOf('office-reviewer', 'office-head');
  return {
    OR: [
      { body: { in: bodiesOf('council-secretary', 'council-chair') } },
      { organization: { in: organizations } },
      { items: { some: { nomination: { round: { leadBody: { in: leads } } } } } },
      {
        state: { not: 'draft' },
        members: { some: { OR: [{ personId: person.id }, { substituteId: person.id }] } },
      },
    ],
  };
}

/** A session the person may see. @throws Refusal `not-found` for one he may not, as for one that isn't there */
export async function findVisibleSession(
  db: Db,
  id: string,
  person: CurrentPerson,
  units: Units,
): Promise<SessionRow> {
  const row = await db.councilSession.findFirst({
    where: { AND: [{ id }, sessionsVisibleTo(person, units)] },
    include: sessionInclude,
  });
  if (!row) throw new Refusal('not-found');
  return row;
}

/** What the rules need to know of a session to say who may act in it. */
export const sessionParties = (row: SessionRow) => ({
  body: row.body,
  organization: row.organization,
  nominations: itemsIn(row, 'passed').map(({ nominationId }) => nominationId),
  proposers: itemsIn(row, 'passed').flatMap(({ nomination }) => proposersOf(nomination)),
});

const actsOf = (row: SessionRow, person: CurrentPerson, units: Units): SessionAct[] =>
  openSessionActs(stateOf(row), ballotOf(row)).filter(
    (act) => typeof mayActInSession(act, person, sessionParties(row), units) === 'object',
  );

/** What a list shows of a session. */
export const sessionSummary = (row: SessionRow): z.infer<typeof sessionSummarySchema> => ({
  ...sessionHead(row),
  nominations: itemsIn(row, 'listed', 'passed', 'failed', 'agreed', 'refused').length,
});

const sessionHead = (row: SessionRow) => ({
  id: row.id,
  code: row.code,
  body: row.body,
  mode: row.mode,
  ballot: row.ballot,
  scheduledAt: row.scheduledAt.toISOString(),
  place: row.place,
  state: row.state,
  version: row.version,
});

/** A session as one person sees it: with the acts and votes that are his, and why it is where it is. */
export async function sessionView(
  deps: ApiDeps,
  row: SessionRow,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<z.infer<typeof sessionAnswer>> {
  const waiting = waitingOf(row, await isOverdue(deps.db, row));
  const seats = seatsOf(row);
  const rules = row.items.filter(({ state }) => state !== 'removed').map(ruleOf);
  return {
    ...sessionHead(row),
    organization: row.organization,
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    members: membersByRank(row).map(
      ({ memberId, name, councilRole, position, attendance, substituteName, letter }) => ({
        memberId,
        name,
        councilRole,
        position,
        attendance,
        substitute: substituteName === null ? null : { name: substituteName, letter },
      }),
    ),
    quorum: { members: seats.length, ...sessionQuorum(rules, seats.length, seatsPresent(seats).length) },
    items: row.items.map((item) => ({
      ...itemView(item),
      setAside: seats.filter((seat) => isSetAside(seat, itemParties(item))).map(({ memberId }) => memberId),
    })),
    toVote: await itemsToVote(deps.db, row, person),
    waiting: waiting && (await waitingView(deps.db, waiting, language)),
    allowedActions: actsOf(row, person, units),
    workflow: await workflowView(deps, workflowIdOf({ kind: 'council-session', id: row.id })),
  };
}

export function itemView(item: ItemRow): z.infer<typeof itemSchema> {
  const { nominationId, position, state, reason, base, needed, nomination } = item;
  return {
    nominationId,
    code: nomination.code,
    name: nomination.subjectName,
    award: nomination.award,
    position,
    state,
    reason,
    count: countOf(item),
    base,
    needed,
  };
}

/** The item's count, null while there is none. */
export function countOf({ issued, collected, valid, approve, disapprove }: ItemRow): Count | null {
  return issued === null || collected === null || valid === null || approve === null || disapprove === null
    ? null
    : { issued, collected, valid, approve, disapprove };
}

async function isOverdue(db: Db, { id, entryVersion }: SessionRow): Promise<boolean> {
  const recorded = await db.transition.count({
    where: {
      pathKind: 'council-session',
      pathId: id,
      actId: { startsWith: `timer:${entryVersion}:overdue:` },
    },
  });
  return recorded > 0;
}

/** What a person may still put into the box of an open ballot. */
async function itemsToVote(db: Db, row: SessionRow, person: CurrentPerson): Promise<string[]> {
  const seat = seatFilledBy(seatsOf(row), person.id);
  if (row.state !== 'open' || row.ballot !== 'open' || !seat) return [];
  const cast = await db.openBallot.findMany({
    where: { sessionId: row.id, memberId: seat.memberId },
    select: { nominationId: true },
  });
  const done = new Set(cast.map(({ nominationId }) => nominationId));
  return itemsIn(row, 'listed')
    .filter((item) => !done.has(item.nominationId) && !isSetAside(seat, itemParties(item)))
    .map((item) => item.nominationId);
}

/** What in the councils' sessions now waits for a person. */
export async function sessionTasks(deps: ApiDeps, person: CurrentPerson, units: Units): Promise<Task[]> {
  const rows = await deps.db.councilSession.findMany({
    where: { AND: [sessionsVisibleTo(person, units), { state: { notIn: ['concluded', 'cancelled'] } }] },
    include: sessionInclude,
    take: 1000,
  });
  const tasks = await Promise.all(
    rows.map(async (row): Promise<Task[]> => {
      const acts = actsOf(row, person, units).filter(
        (act) => act !== 'cancel' && act !== 'remove-item' && act !== 'recuse',
      );
      const votes = (await itemsToVote(deps.db, row, person)).length > 0;
      const overdue = await isOverdue(deps.db, row);
      const waiting = waitingOf(row, overdue);
      const actions = [...acts, ...(votes ? ['vote'] : [])];
      if (!waiting || actions.length === 0) return [];
      return [
        {
          kind: waiting.why,
          resource: `/council-sessions/${row.id}`,
          title: `${row.code} · ${row.body}`,
          dueAt: waiting.until,
          overdue,
          actions,
        },
      ];
    }),
  );
  return tasks.flat();
}
