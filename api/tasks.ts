import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { pendingTasks } from './pending-changes.ts';
import { loadUnits } from './sight.ts';
import { enquiryTasks } from './views/enquiry.ts';
import { mailTasks } from './views/mail-tasks.ts';
import { nominationTasks } from './views/nomination-tasks.ts';
import { obligationTasks } from './views/obligation-tasks.ts';
import { revocationTasks } from './views/revocation.ts';
import { roundTasks } from './views/round-tasks.ts';
import { sessionTasks } from './views/session-tasks.ts';
import { submissionTasks } from './views/submission.ts';

const taskSchema = z.object({
  kind: z.string(),
  resource: z.string(),
  title: z.string(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  actions: z.array(z.string()),
});
export type Task = z.infer<typeof taskSchema>;

export const taskEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/tasks',
      tag: 'tasks',
      summary: 'What now waits for you, most urgent first',
      login: true,
      answer: { status: 200, schema: z.object({ items: z.array(taskSchema) }) },
    },
    async ({ deps, person, language }) => {
      const units = await loadUnits(deps);
      const tasks = [
        ...(await nominationTasks(deps, person, units, language)),
        ...(await roundTasks(deps, person)),
        ...(await sessionTasks(deps, person, units)),
        ...(await submissionTasks(deps, person, units)),
        ...(await obligationTasks(deps, person, units, language)),
        ...(await enquiryTasks(deps, person, units)),
        ...(await revocationTasks(deps, person, units)),
        ...(await pendingTasks(deps, person, language)),
        ...(await mailTasks(deps, person, language)),
      ];
      return { items: tasks.sort((a, b) => ((a.dueAt ?? '9999') < (b.dueAt ?? '9999') ? -1 : 1)) };
    },
  ),
];
