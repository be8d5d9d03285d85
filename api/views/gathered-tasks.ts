import { dateText, loadPlan } from '../../cases/context.ts';
import { partiesWaiting, stateOfRow } from '../../cases/nomination/row.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { waitsFor } from '../../domain/nomination-waiting.ts';
import type { WaitsFor } from '../../domain/nomination-waiting.ts';
import { holderOf, rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { awardOf, roundOf } from '../../domain/plan.ts';
import { roleOnBehalf, senderRoleOf } from '../../domain/submission.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { hasAccounts } from '../on-behalf.ts';
import { listedFor } from '../sight.ts';
import type { Task } from '../tasks.ts';
import { NO_DATE } from './task-order.ts';
import type { Language } from './waiting.ts';

/** Nominations of a round that wait for one act on all of them. */
interface Gathered {
  /** One of them: what they wait for is the same. */
  row: NominationRow;
  waits: WaitsFor;
  /** Null where the act takes those of several awards. */
  award: string | null;
  count: number;
  due: string;
  overdue: boolean;
}

/** One task for all that a session, a cut or a tờ trình takes at once, where that is done: a season has hundreds. */
export async function gatheredTasks(
  deps: ApiDeps,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const gathered of await gather(deps, person, units)) {
    const place = await placeOf(deps, gathered, person, units);
    if (!place) continue;
    const { round } = gathered.row;
    const plan = await loadPlan(deps.db, round.movement, round.planVersion);
    const { count } = gathered;
    tasks.push({
      ...place,
      kind: gathered.waits.why,
      title: [
        language === 'vi' ? `${count} hồ sơ` : `${count} nomination${count === 1 ? '' : 's'}`,
        gathered.award === null ? null : (awardOf(plan, gathered.award)?.name ?? gathered.award),
        roundOf(plan, round.code)?.name ?? round.code,
        plan.title,
      ]
        .filter((part) => part !== null)
        .join(' · '),
      dueAt: gathered.due === NO_DATE ? null : gathered.due,
      overdue: gathered.overdue,
    });
  }
  return tasks;
}

/** What waits for no session or tờ trình yet, counted by the database: what is on an agenda or in a draft waits for that. */
async function gather({ db }: ApiDeps, person: CurrentPerson, units: Units): Promise<Gathered[]> {
  const may = ['council-secretary', 'office-reviewer', 'office-head', 'appraiser', 'head'];
  if (!person.roles.some(({ role }) => may.includes(role))) return [];
  const groups = await db.nomination.groupBy({
    by: ['roundId', 'award', 'stage', 'council', 'atBody', 'overdue'],
    where: {
      AND: [await listedFor(db, person, units)],
      ...{ outcome: null, hold: { equals: Prisma.DbNull }, sessionId: null, submissionId: null },
      stage: { in: ['council-vote', 'submission'] },
    },
    _count: { _all: true },
    _min: { code: true, dueOrder: true },
    orderBy: [{ roundId: 'asc' }, { award: 'asc' }, { atBody: 'asc' }],
  });
  const rows = await db.nomination.findMany({
    where: { code: { in: groups.flatMap(({ _min }) => _min.code ?? []) } },
    include: { round: true },
  });
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const found = new Map<string, Gathered>();
  for (const { _min, _count, overdue } of groups) {
    const row = byCode.get(_min.code ?? '');
    const waits =
      row &&
      waitsFor(
        stateOfRow(row),
        null,
        partiesWaiting(row, (unit) => holderOf(units, unit)),
      );
    if (!row || !waits || !(waits.why in places)) continue;
    const award = waits.why === 'council-to-convene' ? null : row.award;
    const key = [waits.why, row.roundId, award, waits.body].join(' ');
    const due = _min.dueOrder ? dateText(_min.dueOrder) : NO_DATE;
    const there = found.get(key);
    found.set(key, {
      ...{ row, waits, award },
      count: (there?.count ?? 0) + _count._all,
      due: there && there.due < due ? there.due : due,
      overdue: overdue || (there?.overdue ?? false),
    });
  }
  return [...found.values()];
}

type Place = Pick<Task, 'resource' | 'actions'>;
/** Where each is done, and with what. */
const places: Partial<Record<WaitsFor['why'], (round: string, award: string | null) => Place>> = {
  'council-to-convene': (round) => ({
    resource: `/council-sessions/new?round=${round}`,
    actions: ['create'],
  }),
  'council-to-cut': (round) => ({ resource: `/rounds/${round}`, actions: ['rank-and-cut'] }),
  'submission-to-write': (round, award) => ({
    resource: `/submissions/new?round=${round}&award=${award ?? ''}`,
    actions: ['draft'],
  }),
};

/** Null where it does not wait for the person. */
async function placeOf(
  deps: ApiDeps,
  { row: { round }, waits, award }: Gathered,
  person: CurrentPerson,
  units: Units,
): Promise<Place | null> {
  const { why, body, role } = waits;
  const place = places[why]?.(round.id, award) ?? null;
  if (why !== 'submission-to-write') {
    const roles = role === 'office-reviewer' ? ([role, 'office-head'] as const) : [role];
    return rolesAt(units, person.roles, body, ...roles).length > 0 ? place : null;
  }
  if (body === null) return null;
  if (senderRoleOf(person, { ...round, fromBody: body }, units)) return place;
  const fromHasAccounts = await hasAccounts(deps, body, units);
  const onPaper = roleOnBehalf(person, { leadBody: round.leadBody, fromHasAccounts }, units);
  return typeof onPaper === 'object' ? place : null;
}
