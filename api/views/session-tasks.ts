import { loadRoll } from '../../cases/council-session/box.ts';
import { tiedIn } from '../../cases/council-session/break-tie.ts';
import { waitingOf } from '../../cases/council-session/recorder.ts';
import { sessionInclude } from '../../cases/council-session/row.ts';
import type { SessionRow } from '../../cases/council-session/row.ts';
import type { SessionAct } from '../../domain/act-bodies.ts';
import { openStates } from '../../domain/case-states.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Units } from '../../domain/organization.ts';
import { mayBreakTie } from '../../domain/session-acts.ts';
import type { Db } from '../../prisma/db.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';
import { actsOf, isOverdue, itemsToVote, sessionsListedFor } from './session.ts';

/** Acts that may be done and wait for nobody: they alone make no task. */
const atWill: readonly SessionAct[] = [
  'cancel',
  'remove-item',
  'recuse',
  'annul-ballot',
  'switch-ballot',
  'appoint-tellers',
  'extend',
  'adjourn',
  'reballot',
];

/** Sessions that go on, and those whose nominations wait for the cut: a tie may stand in its way. */
const mayWait = {
  OR: [
    { state: { in: openStates('council-session') } },
    {
      state: 'concluded',
      items: { some: { state: 'agreed', nomination: { stage: 'council-vote', outcome: null } } },
    },
  ],
};

/** Whether ties wait for the person's word: the chair's first, and the head's on what it leaves tied. */
async function wordIsWanted(db: Db, row: SessionRow, person: CurrentPerson, units: Units): Promise<boolean> {
  const by = mayBreakTie(person, row, units);
  if (!by) return false;
  const tied = await tiedIn(db, row);
  const words = await db.tieWord.findMany({ where: { nominationId: { in: tied } } });
  const saidOn = (id: string) =>
    words.filter(({ nominationId }) => nominationId === id).map(({ role }) => role);
  return tied.some((id) => {
    const said = saidOn(id);
    return by.role === 'head' ? said.includes('council-chair') && !said.includes('head') : said.length === 0;
  });
}

/** Whether a meeting is to come to which a person was invited: as a member, or in the place of one. */
const isExpected = ({ mode, state, members }: SessionRow, { id }: CurrentPerson): boolean =>
  mode === 'meeting' &&
  (state === 'convened' || state === 'adjourned') &&
  members.some(({ personId, substituteId }) => personId === id || substituteId === id);

/** What in the councils' sessions now waits for a person. */
export async function sessionTasks(deps: ApiDeps, person: CurrentPerson, units: Units): Promise<Task[]> {
  const rows = await deps.db.councilSession.findMany({
    where: { AND: [await sessionsListedFor(deps.db, person, units), mayWait] },
    include: sessionInclude,
  });
  const tasks = await Promise.all(
    rows.map(async (row): Promise<Task[]> => {
      const acts = actsOf(row, person, units).filter((act) => !atWill.includes(act));
      const votes = (await itemsToVote(deps, row, person, await loadRoll(deps.db, row))).length > 0;
      const overdue = await isOverdue(deps.db, row);
      const waiting = waitingOf(row, overdue);
      const tied = await wordIsWanted(deps.db, row, person, units);
      const actions = [...acts, ...(votes ? ['vote'] : []), ...(tied ? ['break-tie'] : [])];
      const task = { resource: `/council-sessions/${row.id}`, title: `${row.code} · ${row.body}` };
      if (actions.length > 0 && (waiting ?? tied))
        return [{ ...task, kind: waiting?.why ?? 'tied', dueAt: waiting?.until ?? null, overdue, actions }];
      // Who is invited has its papers to read before.
      const meetsOn = dateOf(row.resumesAt ?? row.scheduledAt);
      return isExpected(row, person)
        ? [{ ...task, kind: 'session-to-attend', dueAt: meetsOn, overdue: false, actions: ['attend'] }]
        : [];
    }),
  );
  return tasks.flat();
}
