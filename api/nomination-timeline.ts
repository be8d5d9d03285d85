import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { findVisible, loadUnits } from './sight.ts';
import { timelineOf, timelineSchema } from './views/timeline.ts';

export const nominationTimelineEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}/timeline',
      tag: 'nominations',
      summary: 'Every step: who, in what role, for whom, what, when, why, and what was sent to whom',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, schema: timelineSchema },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      await findVisible(deps.db, id, person, await loadUnits(deps.db));
      return timelineOf(deps.db, { kind: 'nomination', id });
    },
  ),
];
