import { asDate, dateText, dateTextOrNull } from '../../cases/context.ts';
import { partiesWaiting, stateOfRow } from '../../cases/nomination/row.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { waitsFor } from '../../domain/nomination-waiting.ts';
import { holderOf, isHeldBy, organizationOf, rolesAt } from '../../domain/organization.ts';
import { reviewers } from '../../domain/permissions.ts';
import type { Role } from '../../domain/roles.ts';
import { stages } from '../../domain/stages.ts';
import type { NominationAct } from '../../domain/stages.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { actsOf } from '../on-behalf.ts';
import { listedFor } from '../sight.ts';
import { assigneesOf } from './desk.ts';
import { idAfter, tasksAmong } from './task-order.ts';
import type { Asking, From, Placed, Queue } from './task-order.ts';

type Where = Prisma.NominationWhereInput;

/** Acts that move a case on; holding or withdrawing is possible at any time, and nobody's task. */
const asTask = new Set<NominationAct>(['submit', 'approve', 'decide', 'release']);

/** Each nomination that is a person's to move on. */
export const nominationTasks: Queue = async (asking, from, take) => {
  const { deps, person, units } = asking;
  const mayBe: Where = {
    AND: [await listedFor(deps.db, person, units), { outcome: null }, { OR: lyingWith(asking) }],
  };
  return tasksAmong(
    from,
    take,
    (last, n) =>
      deps.db.nomination.findMany({
        where: { AND: [mayBe, after(last)] },
        include: { round: true },
        orderBy: [{ dueOrder: 'asc' }, { id: 'asc' }],
        take: n,
      }),
    (rows) => placesOf(asking, rows),
    ({ dueOrder, id }) => ({ due: dateText(dueOrder), key: id }),
  );
};

function after(from: From): Where {
  if (from === null) return {};
  const due = asDate(from.due);
  if (from.after === '') return { dueOrder: { gte: due } };
  return { dueOrder: { gte: due }, OR: [{ dueOrder: { gt: due } }, { id: { gt: idAfter(from.after) } }] };
}

/**
 * Where what a person could move on lies: at a body of theirs, with their unit, or with the office that leads the round, where
 * it waits for no other or for a body without accounts. It holds more than their tasks, and none that is not in it.
 */
function lyingWith({ person, units, accounts }: Asking): Where[] {
  const codes = [...units.keys()];
  const bodiesOf = (...roles: Role[]) =>
    roles.length === 0 ? [] : codes.filter((code) => rolesAt(units, person.roles, code, ...roles).length > 0);
  const held = (...roles: Role[]) =>
    codes.filter((code) =>
      person.roles.some(({ role, unit }) => roles.includes(role) && isHeldBy(units, code, unit)),
    );
  const heads = held('head');
  const leads = bodiesOf('office-reviewer', 'office-head');
  const onPaper = codes.filter((code) => holderOf(units, code) === null || !accounts(code));
  const places: [Where, string[]][] = [
    ...stages.map((stage): [Where, string[]] => [{ stage }, bodiesOf(...reviewers(stage))]),
    [{ stage: 'unit-proposal' }, held('unit-officer', 'unit-head')],
    [{ stage: 'decision' }, heads],
  ];
  const ofOffice: Where = {
    round: { leadBody: { in: leads } },
    OR: [
      { hold: { not: Prisma.DbNull } },
      { stage: 'decision' },
      { outsideProposer: { not: Prisma.DbNull } },
      { atBody: null },
      // Nobody is named to whom its tờ trình goes: `lacksBody` (domain/route.ts).
      { stage: 'submission', route: { array_contains: [{ receiverMissing: true }] } },
      { atBody: { in: onPaper } },
    ],
  };
  return [
    ...places.flatMap(([where, bodies]) =>
      bodies.length === 0 ? [] : [{ ...where, atBody: { in: bodies } }],
    ),
    ...(heads.length === 0
      ? []
      : [
          {
            stage: 'decision',
            organization: { in: codes.filter((code) => heads.includes(organizationOf(units, code))) },
          },
        ]),
    ...(leads.length === 0 ? [] : [ofOffice]),
  ];
}

async function placesOf(asking: Asking, rows: NominationRow[]): Promise<(Placed | null)[]> {
  const { deps, person, units, at, accounts } = asking;
  const assignees = await assigneesOf(deps.db, rows);
  const isHead = person.roles.some(({ role }) => role === 'office-head' || role === 'head');
  return Promise.all(
    rows.map(async (row): Promise<Placed | null> => {
      const state = stateOfRow(row);
      if (state.stage === 'closed') return null;
      const actions = await actsOf(deps, person, row, units, { at, accounts });
      const waits = waitsFor(
        state,
        null,
        partiesWaiting(row, (unit) => holderOf(units, unit)),
      );
      const isMissing = waits?.why === 'body-missing' || waits?.why === 'unit-missing';
      const missing = isMissing && actions.includes('reroute') ? waits.why : null;
      // The office can record what the head decides, but the decision waits for the head.
      const mine = actions.some((act) => asTask.has(act)) || missing !== null;
      // On a colleague's desk: their task, and their head's to know of.
      const assignee = assignees.get(row.id) ?? person.id;
      const elsewhere = assignee !== person.id && !isHead && actions.includes('approve');
      if (!mine || elsewhere) return null;
      return {
        due: dateText(row.dueOrder),
        key: row.id,
        task: {
          kind: missing ?? (state.hold ? 'on-hold' : state.returnedFrom === null ? state.stage : 'returned'),
          resource: `/nominations/${row.id}`,
          title: `${row.code} · ${row.subjectName}`,
          dueAt: dateTextOrNull(row.dueOn),
          overdue: row.overdue,
          actions,
        },
      };
    }),
  );
}
