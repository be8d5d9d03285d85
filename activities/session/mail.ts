import type { PathState } from '../../domain/path.ts';
import type { SessionState } from '../../domain/session.ts';
import type { MailEvent } from '../../mail/events.ts';
import { linkTo } from '../../mail/facts.ts';
import type { MailFacts } from '../../mail/facts.ts';
import type { Tx } from '../../prisma/db.ts';
import { loadPlan } from '../context.ts';
import { notify } from '../notify.ts';
import type { Happening, RecordEnv } from '../record.ts';
import { sessionRef } from './agenda.ts';
import type { SessionRow } from './row.ts';
import { itemsIn } from './row.ts';

/** Which mail an act or a date causes; before it is convened the secretary alone is concerned. */
function eventOf(kind: string, before: SessionState): MailEvent | null {
  switch (kind) {
    case 'convene':
      return 'session-convened';
    case 'close':
      return 'session-closed';
    case 'cancel':
      return before === 'draft' ? null : 'session-cancelled';
    case 'remind':
      return before === 'convened' ? 'session-reminder' : 'reminder';
    case 'overdue':
      return 'overdue';
    default:
      return null;
  }
}

/** The mail of a session's happening: the agenda by its link, time and place, never the name of a nominee. */
export async function mailForSession(
  tx: Tx,
  env: RecordEnv,
  row: SessionRow,
  before: SessionState,
  happening: Happening,
  waiting: PathState['waiting'],
): Promise<void> {
  const event = eventOf(happening.kind, before);
  const nomination = row.items[0]?.nomination;
  if (!event || !nomination) return;
  const plan = await loadPlan(tx, nomination.movement, nomination.planVersion);
  const lead = nomination.round.leadBody;
  const body = waiting?.body ? await tx.unit.findUnique({ where: { code: waiting.body } }) : null;
  const facts: MailFacts = {
    kind: 'council-session',
    pathCode: row.code,
    link: linkTo(env.baseUrl, sessionRef(row.id)),
    movementTitle: plan.title,
    stage: row.state,
    waiting,
    ...(body ? { waitingBody: body.name } : {}),
    scheduledAt: row.scheduledAt.toISOString(),
    place: row.place,
    count: itemsIn(row, 'listed', 'passed', 'failed').length,
  };
  const persons = (role?: string): string[] =>
    row.members
      .filter((member) => role === undefined || member.councilRole === role)
      .flatMap(({ personId }) => (personId === null ? [] : [personId]));
  await notify(tx, {
    event,
    path: sessionRef(row.id),
    keyPart: happening.entry ? happening.actId : String(happening.version),
    at: new Date(happening.at),
    facts,
    audience: {
      organization: row.organization,
      leadBody: lead,
      // Of a session just cancelled, its secretary would have had to act.
      waiting: waiting?.body ? { body: waiting.body, role: waiting.role } : null,
      council: {
        members: persons(),
        chairs: persons('chair'),
        secretaries: [...new Set([...persons('secretary'), row.createdById])],
      },
    },
  });
}
