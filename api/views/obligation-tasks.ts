import { dateText } from '../../cases/context.ts';
import { partiesOf } from '../../cases/obligation/rights.ts';
import type { ObligationRow } from '../../cases/obligation/row.ts';
import { obligationInclude, standingOf } from '../../cases/obligation/row.ts';
import type { ObligationAct } from '../../domain/act-bodies.ts';
import { obligationWaiting } from '../../domain/obligation.ts';
import type { Units } from '../../domain/organization.ts';
import { dayText } from '../../domain/texts.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import { hasAccounts } from '../on-behalf.ts';
import type { Task } from '../tasks.ts';
import { actsOf, obligationsVisibleTo, wordsIn } from './obligation.ts';
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
export async function obligationTasks(
  deps: ApiDeps,
  person: CurrentPerson,
  units: Units,
  language: Language,
): Promise<Task[]> {
  const rows = await deps.db.obligation.findMany({
    where: { AND: [obligationsVisibleTo(person, units), { state: { in: ['owed', 'submitted'] } }] },
    include: obligationInclude,
    take: 1000,
  });
  const words = wordsIn(deps.db, language);
  const receivers = [...new Set(rows.map(({ toBody }) => toBody))];
  const accounts = new Map(
    await Promise.all(receivers.map(async (body) => [body, await hasAccounts(deps, body, units)] as const)),
  );
  const tasks: Task[] = [];
  for (const row of rows) {
    const actions = actsOf(partiesOf(row, accounts.get(row.toBody) ?? false), row, person, units);
    const waiting = obligationWaiting(standingOf(row));
    if (waiting && actions.some((act) => asTask.has(act)))
      tasks.push({
        kind: waiting.why,
        resource: `/obligations/${row.id}`,
        // Whose it is goes without saying where he who reads it owes it to nobody else: which decision it follows does not.
        title: row.decision
          ? [row.decision.number, (await words(row)).name, decisionSaid(row.decision, language)].join(' · ')
          : `${(await words(row)).name} · ${row.debtor}`,
        dueAt: waiting.until,
        overdue: waiting.overdue,
        actions,
      });
  }
  return tasks;
}
