import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../api/tasks.ts';
import { inOrder, lineUp, tasksAmong } from '../../api/views/task-order.ts';
import type { Asking, From, Placed, Queue } from '../../api/views/task-order.ts';

const task = (resource: string, dueAt: string | null, ...actions: string[]): Task => ({
  ...{ kind: 'office-review', resource, title: resource, dueAt, overdue: false },
  actions,
});
// Nothing in the line itself looks at who asks.
const nobody = {} as Asking;

const some = fc.array(
  fc.record({ day: fc.constantFrom('2026-01-01', '2026-01-02', null), vote: fc.boolean() }),
  { maxLength: 12 },
);
const queueOf =
  (tasks: Task[]): Queue =>
  (_asking, from) =>
    Promise.resolve(inOrder(tasks, from));

async function everyPage(queues: Queue[], limit: number): Promise<Task[][]> {
  const pages: Task[][] = [];
  for (let from: Parameters<typeof lineUp>[2] = null; ;) {
    const { tasks, next } = await lineUp(queues, nobody, from, limit);
    pages.push(tasks);
    if (next === null) return pages;
    from = next;
  }
}

describe('tasks of several queues', () => {
  it('come page by page, each once, what is due first before what is due later, what has no date last', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(some, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        async (given, limit) => {
          const queues = given.map((tasks, queue) =>
            tasks.map(({ day, vote }, at) => task(`/${queue}/${at}`, day, vote ? 'vote' : 'approve')),
          );
          const pages = await everyPage(queues.map(queueOf), limit);
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
          const seen = pages.flat();
          const all = queues.flat().map(({ resource }) => resource);
          expect(seen.map(({ resource }) => resource).toSorted()).toEqual(all.toSorted());
          const due = seen.map(({ dueAt, actions }) => (actions.includes('vote') ? '' : (dueAt ?? '9999')));
          expect(due).toEqual(due.toSorted());
        },
      ),
    ));
});

describe('the tasks among many rows', () => {
  it('are read on for until there are enough, however many rows are none', async () => {
    const rows = Array.from({ length: 950 }, (_, at) => ({
      due: '2026-01-01',
      key: String(at).padStart(4, '0'),
    }));
    const after = (from: From, take: number) =>
      Promise.resolve(rows.filter(({ key }) => from === null || key > from.after).slice(0, take));
    const places = (some: typeof rows): Promise<(Placed | null)[]> =>
      Promise.resolve(
        some.map((row) => (Number(row.key) % 100 === 99 ? { ...row, task: task(row.key, row.due) } : null)),
      );
    const found = await tasksAmong(null, 5, after, places, (row) => row);
    expect(found.map(({ key }) => key).slice(0, 5)).toEqual(['0099', '0199', '0299', '0399', '0499']);
    expect(await tasksAmong(null, 100, after, places, (row) => row)).toHaveLength(9);
  });
});
