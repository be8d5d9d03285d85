import { z } from 'zod';
import { dateText } from '../activities/context.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';

/** What everybody may read of the organization's working days. */
export const organizationEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/calendar',
      tag: 'organization',
      summary: 'Holidays and swapped days with their source, confirmed or not',
      login: true,
      query: listQuery,
      answer: {
        status: 200,
        schema: listOf(
          z.object({
            date: z.string(),
            kind: z.string(),
            status: z.string(),
            source: z.string(),
            assumption: z.string().nullable(),
          }),
        ),
      },
    },
    async ({ deps, query }) => {
      const rows = await deps.db.calendarDay.findMany();
      return pageOfAll(
        query,
        rows.map(({ date, kind, status, source, assumption }) => ({
          date: dateText(date),
          kind,
          status,
          source,
          assumption,
        })),
        ({ date }) => date,
      );
    },
  ),
];
