import { asDate, dateText } from '../../cases/context.ts';
import { partiesOf } from '../../cases/obligation/rights.ts';
import type { ObligationRow } from '../../cases/obligation/row.ts';
import { obligationInclude, standingOf } from '../../cases/obligation/row.ts';
import type { ObligationAct } from '../../domain/act-bodies.ts';
import { obligationWaiting } from '../../domain/obligation.ts';
import { dayText } from '../../domain/texts.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { actsOf, obligationsVisibleTo, wordsIn } from './obligation.ts';
import { idAfter, tasksAmong } from './task-order.ts';
import type { Asking, From, Placed, Queue } from './task-order.ts';
import type { Language } from './waiting.ts';

/** The day of a decision, and of how many it speaks: two of one day are told apart. */
function decisionSaid(
  { decidedOn, _count: { nominations: n } }: NonNullable<ObligationRow['decision']>,
  language: Language,
): string {
  const day = dayText(dateText(decidedOn), language);
  return language === 'vi'
    ? `ngày ${day}, ${n} hồ sơ`
    : `${day}, ${n} ${n === 1 ? 'nomination' : 'nominations'}`;
}

/** Acts that move it on; waiving is possible at any time, and nobody's task. */
const asTask = new Set<ObligationAct>(['submit', 'accept', 'return']);

/** What of the obligations now waits for a person. */
export const obligationTasks: Queue = async (asking, from, take) => {
  const { deps, person, units } = asking;
  const mayBe = {
    AND: [obligationsVisibleTo(person, units), { state: { in: ['owed', 'submitted'] } }],
  };
  return tasksAmong(
    from,
    take,
    (last, n) =>
      deps.db.obligation.findMany({
        where: { AND: [mayBe, after(last)] },
        include: obligationInclude,
        orderBy: [{ dueOrder: 'asc' }, { id: 'asc' }],
        take: n,
      }),
    (rows) => placesOf(asking, rows),
    ({ dueOrder, id }) => ({ due: dateText(dueOrder), key: id }),
  );
};

function after(from: From): Prisma.ObligationWhereInput {
  if (from === null) return {};
  const due = asDate(from.due);
  if (from.after === '') return { dueOrder: { gte: due } };
  return { dueOrder: { gte: due }, OR: [{ dueOrder: { gt: due } }, { id: { gt: idAfter(from.after) } }] };
}

async function placesOf(
  { deps, person, units, language, accounts }: Asking,
  rows: ObligationRow[],
): Promise<(Placed | null)[]> {
  const words = wordsIn(deps.db, language);
  const places: (Placed | null)[] = [];
  for (const row of rows) {
    const actions = actsOf(partiesOf(row, accounts(row.toBody)), row, person, units);
    const waiting = obligationWaiting(standingOf(row));
    if (!waiting || !actions.some((act) => asTask.has(act))) continue;
    places.push({
      due: dateText(row.dueOrder),
      key: row.id,
      task: {
        kind: waiting.why,
        resource: `/obligations/${row.id}`,
        // Whose it is goes without saying where who reads it owes it to nobody else: which decision it follows does not.
        title: row.decision
          ? [row.decision.number, (await words(row)).name, decisionSaid(row.decision, language)].join(' · ')
          : `${(await words(row)).name} · ${row.debtor}`,
        dueAt: waiting.until,
        overdue: waiting.overdue,
        actions,
      },
    });
  }
  return places;
}
