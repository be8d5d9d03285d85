import { z } from 'zod';
import { Refusal } from '../domain/problems.ts';
import { rehearseUntil } from '../cases/rehearse.ts';
import { endpoint } from './endpoint.ts';

/** Mounted only where the service was started with REHEARSAL=1. */
export const rehearsalEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/rehearsal/clock',
      tag: 'rehearsal',
      summary: 'Live through the time until `to`: every open path is moved in step',
      login: true,
      roles: ['administrator'],
      body: z.strictObject({ to: z.iso.datetime({ offset: true }) }),
      answer: {
        status: 200,
        schema: z.object({ now: z.string(), notArrived: z.array(z.string()) }),
      },
      refusals: ['forbidden'],
    },
    async ({ deps, body }) => {
      const to = new Date(body.to);
      if (to <= (await deps.clock()))
        throw new Refusal('invalid', [{ path: 'to', message: 'Đồng hồ diễn tập chỉ đi tới.' }]);
      const { now, notArrived } = await rehearseUntil(deps.db, deps.starting.client, to);
      return { now: now.toISOString(), notArrived };
    },
  ),
];
