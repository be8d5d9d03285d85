import type { PathState } from '../../domain/path.ts';
import { opinionsAwaited } from '../../domain/session.ts';
import type { SessionState } from '../../domain/session-acts.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { MailFacts } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Audience } from '../shared/audience.ts';
import { loadPlan } from '../context.ts';
import { notify } from '../shared/notify.ts';
import type { HappeningOf } from '../happening.ts';
import type { RecordEnv } from '../record.ts';
import { sessionRef } from './agenda.ts';
import { loadRoll } from './box.ts';
import type { Rolls } from './box.ts';
import type { ItemRow, SessionRow } from './row.ts';
import { ballotOf, itemsIn, voteOf } from './row.ts';
import { loadReference } from '../reference.ts';

type Kind = HappeningOf<'council-session'>['kind'];

/** Which mail an act or a date causes; before it is convened the secretary alone is concerned. */
function eventOf(kind: Kind, before: SessionState, row: SessionRow): MailEvent | null {
  const written = row.mode === 'written';
  switch (kind) {
    case 'convene':
      return written ? 'opinions-asked' : 'session-convened';
    case 'open':
    case 'reballot':
      return row.absenteeUntil === null ? null : 'opinions-asked';
    case 'extend':
      return 'opinions-reminder';
    case 'opinions-end':
      return row.state === 'open' ? 'opinions-ended' : null;
    case 'settle-seat':
      return before === 'draft' ? null : 'session-convened';
    case 'adjourn':
      return 'session-adjourned';
    case 'annul-ballot':
      return 'ballot-annulled';
    case 'close':
      return 'session-closed';
    case 'cancel':
      return before === 'draft' ? null : 'session-cancelled';
    case 'remind':
      if (before === 'open') return 'opinions-reminder';
      return before === 'draft' ? 'reminder' : 'session-reminder';
    case 'overdue':
      return 'overdue';
    // Said in the room, and read in the session.
    case 'recuse':
    case 'remove-item':
    case 'switch-ballot':
    case 'appoint-tellers':
    case 'record-count':
    // What became of each nomination is told by the nomination itself.
    case 'conclude':
    case 'calendar-changed':
      return null;
  }
}

interface SessionNews {
  row: SessionRow;
  before: SessionState;
  happening: HappeningOf<'council-session'>;
  waiting: PathState['waiting'];
  also: MailEvent | undefined;
  /** The one item that it is about. */
  about: string | undefined;
}

/** The mail of a session's happening: the agenda by codes and links, time and place, never the name of a nominee. */
export async function mailForSession(tx: Tx, env: RecordEnv, news: SessionNews): Promise<void> {
  const { row, before, happening, waiting, also, about } = news;
  const nomination = row.items[0]?.nomination;
  if (!nomination) return;
  const events = [eventOf(happening.kind, before, row), also].flatMap((event) => event ?? []);
  if (events.length === 0) return;
  const plan = await loadPlan(tx, nomination.movement, nomination.planVersion);
  const body = waiting?.body ? (await loadReference(tx)).byCode.get(waiting.body) : null;
  const items = itemsIn(row, 'listed', 'passed', 'failed').filter(
    ({ nominationId }) => about === undefined || nominationId === about,
  );
  const asks = (event: MailEvent) =>
    event === 'session-convened' || event === 'ballot-annulled' || event.startsWith('opinions-');
  for (const event of events) {
    const facts: MailFacts = {
      kind: 'council-session',
      pathCode: row.code,
      link: linkTo(env.baseUrl, sessionRef(row.id)),
      movementTitle: plan.title,
      stage: row.state,
      waiting,
      ...(body ? { waitingBody: body.name } : {}),
      scheduledAt: (row.resumesAt ?? row.scheduledAt).toISOString(),
      ...(row.absenteeUntil && asks(event) ? { answerUntil: row.absenteeUntil.toISOString() } : {}),
      place: row.place,
      count: items.length,
      ...(asks(event) ? { agenda: await agendaOf(tx, env, items) } : {}),
    };
    await notify(tx, {
      event,
      path: sessionRef(row.id),
      keyPart: happening.entry ? happening.actId : String(happening.version),
      at: new Date(happening.at),
      facts,
      audience: {
        organization: row.organization,
        leadBody: nomination.round.leadBody,
        // Of a session just cancelled, its secretary would have had to act.
        waiting: waiting?.body ? { body: waiting.body, role: waiting.role } : null,
        ...invitedBy(happening, row, await councilOf(tx, row)),
      },
    });
  }
}

/** Who comes in another's place is invited alone: the others have been. */
function invitedBy(
  happening: HappeningOf<'council-session'>,
  { members }: SessionRow,
  council: Awaited<ReturnType<typeof councilOf>>,
): Pick<Audience, 'council'> {
  if (happening.kind !== 'settle-seat') return { council };
  const { by } = happening.body;
  const came = members.flatMap(({ memberId, personId }) => (memberId === by ? (personId ?? []) : []));
  return { council: { members: came, secretaries: [], chairs: [] } };
}

async function agendaOf(tx: Tx, env: RecordEnv, items: ItemRow[]): Promise<MailFacts['agenda']> {
  const agenda = [];
  for (const { nominationId, nomination } of items) {
    const plan = await loadPlan(tx, nomination.movement, nomination.planVersion);
    const awardName = plan.awards.find(({ code }) => code === nomination.award)?.name ?? nomination.award;
    const link = linkTo(env.baseUrl, { kind: 'nomination', id: nominationId });
    agenda.push({ code: nomination.code, awardName, link });
  }
  return agenda;
}

/** The council of this session, and of it those whose written opinion is, or in secret may be, still to come. */
async function councilOf(tx: Tx, row: SessionRow) {
  const ids = (persons: { personId: string | null }[]): string[] =>
    persons.flatMap(({ personId }) => personId ?? []);
  const having = (role: string): string[] => ids(row.members.filter((member) => member.councilRole === role));
  // Of a secret ballot all are asked: whom the reminder left out would have voted.
  const rolls =
    row.absenteeUntil && ballotOf(row) !== 'secret' ? await loadRoll(tx, row) : (new Map() as Rolls);
  const awaited = itemsIn(row, 'listed').flatMap((item) =>
    opinionsAwaited(voteOf(row, item, rolls.get(item.nominationId) ?? [])),
  );
  return {
    members: ids(row.members),
    chairs: having('chair'),
    secretaries: [...new Set([...having('secretary'), row.createdById])],
    invitees: ids(row.invitees),
    awaited: [...new Set(ids(awaited))],
  };
}
