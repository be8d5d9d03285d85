import { z } from 'zod';
import { stateOfRow } from '../activities/nomination/row.ts';
import { dateTextOrNull } from '../activities/context.ts';
import { lacksBody } from '../domain/route.ts';
import type { NominationAct } from '../domain/stages.ts';
import { endpoint } from './endpoint.ts';
import { actsOf } from './on-behalf.ts';
import { loadUnits, visibleTo } from './sight.ts';
import { assigneesOf } from './views/desk.ts';
import { enquiryTasks } from './views/enquiry.ts';
import { obligationTasks } from './views/obligation.ts';
import { revocationTasks } from './views/revocation.ts';
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

/** Acts that move a case on; holding or withdrawing is possible at any time, and nobody's task. */
const asTask = new Set<NominationAct>(['submit', 'approve', 'decide', 'release']);

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
      const units = await loadUnits(deps.db);
      const rows = await deps.db.nomination.findMany({
        where: { AND: [visibleTo(person, units), { outcome: null }] },
        include: { round: true },
        take: 1000,
      });
      const assignees = await assigneesOf(deps.db, rows);
      const nominations: Task[] = [];
      for (const row of rows) {
        const state = stateOfRow(row);
        if (state.stage === 'closed') continue;
        const actions = await actsOf(deps, person, row, units);
        const missingBody = lacksBody(state.route[state.step]) && actions.includes('reroute');
        // The office can record what the head decides, but the decision waits for the head.
        const mine = actions.some((act) => asTask.has(act)) || missingBody;
        if (!mine) continue;
        // On a colleague's desk: his task, and his head's to know of.
        const assignee = assignees.get(row.id) ?? person.id;
        const isHead = person.roles.some(({ role }) => role === 'office-head' || role === 'head');
        if (assignee !== person.id && !isHead && actions.includes('approve')) continue;
        nominations.push({
          kind: missingBody
            ? 'body-missing'
            : state.hold
              ? 'on-hold'
              : state.returnedFrom === null
                ? state.stage
                : 'returned',
          resource: `/nominations/${row.id}`,
          title: `${row.code} · ${row.subjectName}`,
          dueAt: dateTextOrNull(row.dueOn),
          overdue: row.overdue,
          actions,
        });
      }
      const tasks = [
        ...nominations,
        ...(await sessionTasks(deps, person, units)),
        ...(await submissionTasks(deps, person, units)),
        ...(await obligationTasks(deps, person, units, language)),
        ...(await enquiryTasks(deps, person, units)),
        ...(await revocationTasks(deps, person, units)),
      ];
      return { items: tasks.sort((a, b) => ((a.dueAt ?? '9999') < (b.dueAt ?? '9999') ? -1 : 1)) };
    },
  ),
];
