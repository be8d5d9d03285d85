import { z } from 'zod';
import { loadAccounts } from '../cases/shared/accounts.ts';
import { dateSchema } from '../domain/plan-schema.ts';
import { endpoint } from './endpoint.ts';
import { cursorOfParts, listQuery, partsOfCursor } from './lists.ts';
import { pendingTasks } from './pending-changes.ts';
import { loadUnits } from './sight.ts';
import { enquiryTasks } from './views/enquiry-tasks.ts';
import { gatheredTasks } from './views/gathered-tasks.ts';
import { mailTasks } from './views/mail-tasks.ts';
import { nominationTasks } from './views/nomination-tasks.ts';
import { obligationTasks } from './views/obligation-tasks.ts';
import { revocationTasks } from './views/revocation.ts';
import { roundTasks } from './views/round-tasks.ts';
import { sessionTasks } from './views/session-tasks.ts';
import { submissionTasks } from './views/submission.ts';
import { inOrder, lineUp } from './views/task-order.ts';
import type { Asking, Queue } from './views/task-order.ts';

const taskSchema = z.object({
  kind: z.string(),
  resource: z.string(),
  title: z.string(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  actions: z.array(z.string()),
});
export type Task = z.infer<typeof taskSchema>;

/** Of which there are as many as cases: each is asked for those that are due first. */
const queues: readonly Queue[] = [nominationTasks, obligationTasks, enquiryTasks];

/** Of which there are few: as they come. */
async function fewTasks({ deps, person, units, language }: Asking): Promise<Task[]> {
  return [
    ...(await gatheredTasks(deps, person, units, language)),
    ...(await roundTasks(deps, person)),
    ...(await sessionTasks(deps, person, units)),
    ...(await submissionTasks(deps, person, units)),
    ...(await revocationTasks(deps, person, units)),
    ...(await pendingTasks(deps, person, language)),
    ...(await mailTasks(deps, person, language)),
  ];
}

const cursorSchema = z.tuple([dateSchema, z.number().int().min(0).max(queues.length), z.string().max(900)]);

export const taskEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/tasks',
      tag: 'tasks',
      summary: 'What now waits for you, what is due first at its head; `nextCursor` where more does',
      login: true,
      query: listQuery.extend({ limit: listQuery.shape.limit.unwrap().default(100) }),
      answer: {
        status: 200,
        schema: z.object({ items: z.array(taskSchema), nextCursor: z.string().nullable() }),
      },
    },
    async ({ deps, person, query: { limit, cursor }, language }) => {
      const units = await loadUnits(deps);
      const at = await deps.clock();
      const accounts = await loadAccounts(deps.db, units, at);
      const asking: Asking = { deps, person, units, language, at, accounts };
      const few: Queue = async (_asking, from) => inOrder(await fewTasks(asking), from);
      const { tasks, next } = await lineUp([few, ...queues], asking, readCursor(cursor), limit);
      return { items: tasks, nextCursor: next && cursorOfParts([next.due, next.queue, next.key]) };
    },
  ),
];

/** @throws Refusal `invalid` */
function readCursor(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [due, queue, key] = partsOfCursor(cursor, cursorSchema);
  return { due, queue, key };
}
