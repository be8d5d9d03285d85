import { asDate, dateText } from '../../cases/context.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { actsOf, enquiriesVisibleTo } from './enquiry.ts';
import { idAfter, tasksAmong } from './task-order.ts';
import type { From, Placed, Queue } from './task-order.ts';

/** Enquiries that wait for a person's answer. One that has its answer is nobody's task: it closes by itself. */
export const enquiryTasks: Queue = async (asking, from, take) => {
  const { deps, person, units } = asking;
  const mayBe = { AND: [enquiriesVisibleTo(person, units), { state: 'asked' }] };
  return tasksAmong(
    from,
    take,
    (last, n) =>
      deps.db.enquiry.findMany({
        where: { AND: [mayBe, after(last)] },
        orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
        take: n,
      }),
    (rows) =>
      Promise.all(
        rows.map(async (row): Promise<Placed | null> => {
          const actions = await actsOf(deps, row, person, asking);
          if (!actions.includes('answer')) return null;
          const dueAt = dateText(row.dueOn);
          const task = {
            kind: row.kind === 'opinion' ? 'opinion-asked' : 'enquiry-asked',
            resource: `/enquiries/${row.id}`,
            title: `${row.code} · ${row.fromUnit}`,
            ...{ dueAt, overdue: row.overdue, actions },
          };
          return { due: dueAt, key: row.id, task };
        }),
      ),
    ({ dueOn, id }) => ({ due: dateText(dueOn), key: id }),
  );
};

function after(from: From): Prisma.EnquiryWhereInput {
  if (from === null) return {};
  const due = asDate(from.due);
  if (from.after === '') return { dueOn: { gte: due } };
  return { dueOn: { gte: due }, OR: [{ dueOn: { gt: due } }, { id: { gt: idAfter(from.after) } }] };
}
