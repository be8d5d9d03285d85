import { dateTextOrNull, loadPlan } from '../../cases/context.ts';
import { partiesWaiting, stateOfRow } from '../../cases/nomination/row.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { waitsFor } from '../../domain/nomination-waiting.ts';
import type { WaitsFor } from '../../domain/nomination-waiting.ts';
import { holderOf, rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { awardOf, roundOf } from '../../domain/plan.ts';
import type { NominationAct } from '../../domain/stages.ts';
import { roleOnBehalf, senderRoleOf } from '../../domain/submission.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { actsOf, hasAccounts } from '../on-behalf.ts';
import { visibleTo } from '../sight.ts';
import type { Task } from '../tasks.ts';
import { assigneesOf } from './desk.ts';
import type { Language } from './waiting.ts';

/** Acts that move a case on; holding or withdrawing is possible at any time, and nobody's task. */
const asTask = new Set<NominationAct>(['submit', 'approve', 'decide', 'release']);

/** What of the nominations now waits for a person: each that is his to move on, and what he does with many at once. */
export async function nominationTasks(
  deps: ApiDeps,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<Task[]> {
  const rows = await deps.db.nomination.findMany({
    where: { AND: [visibleTo(person, units), { outcome: null }] },
    include: { round: true },
    take: 1000,
  });
  const holder = (unit: string) => holderOf(units, unit);
  const assignees = await assigneesOf(deps.db, rows);
  const tasks: Task[] = [];
  for (const row of rows) {
    const state = stateOfRow(row);
    if (state.stage === 'closed') continue;
    const actions = await actsOf(deps, person, row, units);
    const waits = waitsFor(state, null, partiesWaiting(row, holder));
    const isMissing = waits?.why === 'body-missing' || waits?.why === 'unit-missing';
    const missing = isMissing && actions.includes('reroute') ? waits.why : null;
    // The office can record what the head decides, but the decision waits for the head.
    const mine = actions.some((act) => asTask.has(act)) || missing !== null;
    if (!mine) continue;
    // On a colleague's desk: his task, and his head's to know of.
    const assignee = assignees.get(row.id) ?? person.id;
    const isHead = person.roles.some(({ role }) => role === 'office-head' || role === 'head');
    if (assignee !== person.id && !isHead && actions.includes('approve')) continue;
    tasks.push({
      kind: missing ?? (state.hold ? 'on-hold' : state.returnedFrom === null ? state.stage : 'returned'),
      resource: `/nominations/${row.id}`,
      title: `${row.code} · ${row.subjectName}`,
      dueAt: dateTextOrNull(row.dueOn),
      overdue: row.overdue,
      actions,
    });
  }
  return [...tasks, ...(await gatheredTasks(deps, rows, person, units, language))];
}

/** Nominations of a round that wait for one act on all of them. */
interface Gathered {
  rows: [NominationRow, ...NominationRow[]];
  waits: WaitsFor;
  /** Null where the act takes those of several awards. */
  award: string | null;
}

/** One task for all that a session, a cut or a tờ trình takes at once, where that is done: a season has hundreds. */
async function gatheredTasks(
  deps: ApiDeps,
  rows: readonly NominationRow[],
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const gathered of gather(rows, units)) {
    const place = await placeOf(deps, gathered, person, units);
    if (!place) continue;
    const [{ round }] = gathered.rows;
    const plan = await loadPlan(deps.db, round.movement, round.planVersion);
    const count = gathered.rows.length;
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
      dueAt:
        gathered.rows
          .flatMap(({ dueOn }) => dateTextOrNull(dueOn) ?? [])
          .sort((a, b) => (a < b ? -1 : 1))[0] ?? null,
      overdue: gathered.rows.some(({ overdue }) => overdue),
    });
  }
  return tasks;
}

function gather(rows: readonly NominationRow[], units: Units): Gathered[] {
  const found = new Map<string, Gathered>();
  for (const row of rows) {
    // What is on an agenda or in a draft waits for that session or tờ trình.
    const waits = waitsFor(
      stateOfRow(row),
      null,
      partiesWaiting(row, (unit) => holderOf(units, unit)),
    );
    if (!waits || !(waits.why in places)) continue;
    const award = waits.why === 'council-to-convene' ? null : row.award;
    const key = [waits.why, row.roundId, award, waits.body].join(' ');
    const there = found.get(key);
    if (there) there.rows.push(row);
    else found.set(key, { rows: [row], waits, award });
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
  { rows: [{ round }], waits, award }: Gathered,
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
