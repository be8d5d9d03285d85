import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { noteDossierRead } from './readings.ts';
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
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      await noteDossierRead({ deps, person, units }, row);
      return timelineOf(deps.db, { kind: 'nomination', id });
    },
  ),
];
