import { awaitingOf } from '../../cases/round/awaiting.ts';
import { dateText } from '../../cases/context.ts';
import type { CurrentPerson } from '../current-person.ts';
import type { ApiDeps } from '../deps.ts';
import type { Task } from '../tasks.ts';

/** The decisions that an office recorded for a person as their head, for them to confirm or contest. */
export async function roundTasks({ db }: ApiDeps, person: CurrentPerson): Promise<Task[]> {
  const bodies = person.roles.flatMap(({ role, unit }) => (role === 'head' ? [unit] : []));
  if (bodies.length === 0) return [];
  const rounds = await db.round.findMany({
    where: {
      nominations: { some: { decided: { contestUntil: { not: null } } } },
      state: { in: ['open', 'intake-closed'] },
    },
  });
  const tasks = new Map<string, Task>();
  for (const round of rounds)
    for (const { decision, contestUntil } of await awaitingOf(db, round)) {
      if (!bodies.includes(decision.body) && !bodies.includes(round.organization)) continue;
      tasks.set(decision.id, {
        kind: 'decision-to-confirm',
        resource: `/rounds/${round.id}`,
        title: decision.number,
        dueAt: contestUntil && dateText(contestUntil),
        overdue: false,
        actions: ['confirm-decision', 'contest-decision'],
      });
    }
  return [...tasks.values()];
}
