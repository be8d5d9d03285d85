import type { z } from 'zod';
import { loadCalendar } from '../../cases/reference.ts';
import { seatToVote } from '../../cases/council-session/ballots.ts';
import { loadRoll } from '../../cases/council-session/box.ts';
import type { Rolls } from '../../cases/council-session/box.ts';
import { tiedIn } from '../../cases/council-session/break-tie.ts';
import { waitingOf } from '../../cases/council-session/recorder.ts';
import { sessionParties } from '../../cases/council-session/rights.ts';
import type { ItemRow, SessionRow } from '../../cases/council-session/row.ts';
import {
  ballotOf,
  formOf,
  itemParties,
  itemsIn,
  membersByRank,
  ruleOf,
  seatsOf,
  sessionInclude,
  voteOf,
} from '../../cases/council-session/row.ts';
import { endedSeats, seatsToCome } from '../../cases/council-session/ended-seats.ts';
import { nomineeSeats } from '../../cases/council-session/set-aside.ts';
import { takenBackIn } from '../../cases/council-session/taken-back.ts';
import type { SessionAct } from '../../domain/act-bodies.ts';
import { workingDaysBack } from '../../domain/calendar.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Units } from '../../domain/organization.ts';
import { rolesAt } from '../../domain/organization.ts';
import { workflowIdOf } from '../../domain/path.ts';
import { Refusal } from '../../domain/problems.ts';
import { isSetAside, seatsPresent, seatsVoting, sessionQuorum } from '../../domain/session.ts';
import { mayActInSession, mayBreakTie, openSessionActs } from '../../domain/session-acts.ts';
import type { Count } from '../../domain/voting.ts';
import type { Db } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { openFailures } from '../mail/failures.ts';
import type { itemSchema, sessionAnswer, sessionSummarySchema } from './session-schema.ts';
import { annulledIn } from './annulled.ts';
import type { Language } from './waiting.ts';
import { sittingsOf } from './sittings.ts';
import { waitingView, workflowView } from './waiting.ts';

/**
 * The sessions a person may see: its secretary and chair, the head and the auditors of its organization, the lead's
 * office, and its members and their substitutes once convened. To others it is not there.
 */
export const sessionsVisibleTo = (person: CurrentPerson, units: Units): Prisma.CouncilSessionWhereInput => ({
  OR: [
    ...sessionsByColumns(person, units),
    { items: { some: onAgendaLed(person, units) } },
    { ...told, OR: [{ members: { some: seatOf(person) } }, { invitees: { some: { personId: person.id } } }] },
  ],
});

/** The same, as a condition for a list of them: what other tables know is asked before. */
export async function sessionsListedFor(
  db: Db,
  person: CurrentPerson,
  units: Units,
): Promise<Prisma.CouncilSessionWhereInput> {
  const found = await Promise.all([
    db.sessionMember.groupBy({ by: ['sessionId'], where: { AND: [seatOf(person)], session: told } }),
    db.sessionInvitee.groupBy({ by: ['sessionId'], where: { personId: person.id, session: told } }),
    bodiesOf(person, units, 'office-reviewer', 'office-head').length === 0
      ? []
      : db.agendaItem.groupBy({ by: ['sessionId'], where: onAgendaLed(person, units) }),
  ]);
  const ids = [...new Set(found.flat().map(({ sessionId }) => sessionId))];
  return { OR: [...sessionsByColumns(person, units), ...(ids.length === 0 ? [] : [{ id: { in: ids } }])] };
}

const told = { state: { not: 'draft' } };
const seatOf = ({ id }: CurrentPerson) => ({ OR: [{ personId: id }, { substituteId: id }] });
const bodiesOf = (person: CurrentPerson, units: Units, ...roles: Parameters<typeof rolesAt>[3][]): string[] =>
  [...units.keys()].filter((unit) => rolesAt(units, person.roles, unit, ...roles).length > 0);
const onAgendaLed = (person: CurrentPerson, units: Units) => ({
  nomination: { round: { leadBody: { in: bodiesOf(person, units, 'office-reviewer', 'office-head') } } },
});

function sessionsByColumns(person: CurrentPerson, units: Units): Prisma.CouncilSessionWhereInput[] {
  const organizations = person.roles
    .filter(({ role }) => role === 'head' || role === 'auditor')
    .map(({ unit }) => units.get(unit)?.organization ?? unit);
  return [
    { body: { in: bodiesOf(person, units, 'council-secretary', 'council-chair') } },
    { organization: { in: organizations } },
  ];
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

export const actsOf = (row: SessionRow, person: CurrentPerson, units: Units): SessionAct[] =>
  openSessionActs(formOf(row)).filter(
    (act) => typeof mayActInSession(act, person, sessionParties(row, units), units) === 'object',
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
  ballot: ballotOf(row),
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
  const rolls = await loadRoll(deps.db, row);
  const seesRoll = rolesAt(units, person.roles, row.body, 'council-secretary', 'council-chair').length > 0;
  const found = seesRoll ? await nomineeSeats(deps.db, row, itemsIn(row, 'listed'), await deps.clock()) : [];
  const unreached = seesRoll ? await unreachedIn(deps.db, row) : new Map<string, Unreached>();
  const now = await deps.clock();
  const ended = seesRoll ? await endedSeats(deps.db, row, now) : [];
  const toCome = ended.length > 0 ? await seatsToCome(deps.db, row, now) : [];
  const tied = await tiedIn(deps.db, row);
  const annulled = await annulledIn(deps.db, row);
  const breaksTie = tied.length > 0 && mayBreakTie(person, row, units) !== null;
  return {
    ...sessionHead(row),
    organization: row.organization,
    absenteeUntil: row.absenteeUntil?.toISOString() ?? null,
    resumesAt: row.resumesAt?.toISOString() ?? null,
    notice: await noticeOf(deps, row),
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    members: membersByRank(row).map(
      ({ memberId, personId, name, councilRole, position, attendance, substituteName, letter }) => ({
        memberId,
        name,
        councilRole,
        position,
        attendance,
        substitute: substituteName === null ? null : { name: substituteName, letter },
        unreached: unreached.get(personId ?? '') ?? null,
      }),
    ),
    invitees: row.invitees.map(({ name, title }) => ({ name, title })),
    tellers: row.tellers.map(({ name, title }) => ({ name, title })),
    ended,
    toCome: toCome.map(({ id, name, councilRole }) => ({ id, name, councilRole })),
    sittings: await sittingsOf(deps.db, row),
    quorum: { members: seats.length, ...sessionQuorum(rules, seats.length, presentNow(row, rolls)) },
    items: row.items.map((item) => {
      const roll = rolls.get(item.nominationId) ?? [];
      const voted = roll.map(({ memberId }) => memberId);
      return {
        ...itemView(item),
        ballot: item.ballot,
        setAside: seats.filter((seat) => isSetAside(seat, itemParties(item))).map(({ memberId }) => memberId),
        takenBack: [...takenBackIn(item.recusals, item)],
        annulled: annulled.get(item.nominationId) ?? [],
        nominees: found
          .filter(({ nominationId }) => nominationId === item.nominationId)
          .map(({ memberId, personId, name, ground }) => ({ memberId, personId, displayName: name, ground })),
        cast: voted.length,
        voters: isHidden(row, item)
          ? expected(row, item, voted.length)
          : seatsVoting(voteOf(row, item, roll)).length,
        voted: seesRoll && !isHidden(row, item) ? voted : null,
      };
    }),
    tied,
    toVote: await itemsToVote(deps, row, person, rolls),
    waiting: waiting && waitingView(waiting, units, language),
    allowedActions: [
      ...actsOf(row, person, units).filter((act) => act !== 'settle-seat' || ended.length > 0),
      ...(breaksTie ? ['break-tie'] : []),
    ],
    workflow: await workflowView(deps, workflowIdOf({ kind: 'council-session', id: row.id })),
  };
}

/** Who has voted in secret is told once the vote on it is closed: until then it would tell whose ballot came when. */
const isHidden = (row: SessionRow, item: ItemRow): boolean =>
  ballotOf(row) === 'secret' && (item.state === 'listed' || item.state === 'removed');

/** Seats that may vote on an item in secret, by attendance alone: the roll would tell which absent ones have. */
function expected(row: SessionRow, item: ItemRow, cast: number): number {
  const seats = seatsOf(row).filter((seat) => !isSetAside(seat, itemParties(item)));
  const asked = seats.filter(
    ({ attendance, personId }) =>
      attendance !== 'absent' || (row.absenteeUntil !== null && personId !== null),
  );
  // Who voted before an adjournment and has not come back.
  return Math.max(asked.length, cast);
}

/** Who is there; of a written round the members who have answered on anything. */
function presentNow(row: SessionRow, rolls: Rolls): number {
  if (row.mode !== 'written') return seatsPresent(seatsOf(row)).length;
  return new Set([...rolls.values()].flat().map(({ memberId }) => memberId)).size;
}

async function noticeOf(deps: ApiDeps, row: SessionRow): Promise<z.infer<typeof sessionAnswer>['notice']> {
  const notices = row.items.flatMap((item) => ruleOf(item).notice ?? []);
  const longest = notices.sort((a, b) => b.workingDays - a.workingDays)[0];
  if (!longest) return null;
  const calendar = await deps.db.$transaction((tx) => loadCalendar(tx));
  const latest = workingDaysBack(calendar, dateOf(row.scheduledAt), longest.workingDays);
  const invitedOn = dateOf(row.convenedAt ?? (await deps.clock()));
  return { ...longest, inviteBy: latest, short: invitedOn > latest };
}

type Unreached = NonNullable<z.infer<typeof sessionAnswer>['members'][number]['unreached']>;

/** Whom mail about a session did not reach, by their account. */
async function unreachedIn(db: Db, { id }: SessionRow): Promise<Map<string, Unreached>> {
  const rows = await db.notification.findMany({
    where: { AND: [openFailures, { pathKind: 'council-session', pathId: id }] },
    orderBy: { createdAt: 'asc' },
  });
  return new Map(
    rows.map(({ id: mail, personId, failedAt, createdAt, lastError }) => [
      personId ?? '',
      { mail, since: (failedAt ?? createdAt).toISOString(), error: lastError },
    ]),
  );
}

export function itemView(item: ItemRow): z.infer<typeof itemSchema> {
  const { nominationId, position, state, reason, base, needed, nomination } = item;
  return {
    nominationId,
    code: nomination.code,
    name: nomination.subjectName,
    movement: nomination.movement,
    award: nomination.award,
    unit: nomination.subjectUnit,
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

export async function isOverdue(db: Db, { id, entryVersion }: SessionRow): Promise<boolean> {
  const recorded = await db.transition.count({
    where: {
      pathKind: 'council-session',
      pathId: id,
      actId: { startsWith: `timer:${entryVersion}:overdue:` },
    },
  });
  return recorded > 0;
}

/** What a person may still put into the box: what is open to him, without what the roll says he has voted on. */
export async function itemsToVote(
  { clock }: ApiDeps,
  row: SessionRow,
  person: CurrentPerson,
  rolls: Rolls,
): Promise<string[]> {
  const seat = seatToVote(row, person.id, await clock());
  if ('cause' in seat) return [];
  const { memberId } = seat.seat;
  return itemsIn(row, 'listed')
    .filter((item) => !rolls.get(item.nominationId)?.some((entry) => entry.memberId === memberId))
    .filter((item) => !isSetAside(seat.seat, itemParties(item)))
    .map((item) => item.nominationId);
}
