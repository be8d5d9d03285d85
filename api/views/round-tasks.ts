import { dateText } from '../../cases/context.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';

/** The decisions that an office recorded for a person as their head, for them to confirm or contest. */
export async function roundTasks({ db }: ApiDeps, person: CurrentPerson): Promise<Task[]> {
  const bodies = person.roles.flatMap(({ role, unit }) => (role === 'head' ? [unit] : []));
  if (bodies.length === 0) return [];
  const open = { state: { in: ['open', 'intake-closed'] } };
  const rows = await db.decisionItem.findMany({
    where: {
      contestUntil: { not: null },
      nomination: { round: open },
      OR: [
        { decision: { body: { in: bodies } } },
        { nomination: { round: { organization: { in: bodies } } } },
      ],
    },
    select: {
      contestUntil: true,
      decision: { select: { id: true, number: true } },
      nomination: { select: { roundId: true } },
    },
    distinct: ['decisionId'],
    orderBy: [{ decisionId: 'asc' }, { nominationId: 'asc' }],
  });
  return rows.map(({ decision, contestUntil, nomination }) => ({
    kind: 'decision-to-confirm',
    resource: `/rounds/${nomination.roundId}`,
    title: decision.number,
    dueAt: contestUntil && dateText(contestUntil),
    overdue: false,
    actions: ['confirm-decision', 'contest-decision'],
  }));
}
