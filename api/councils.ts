import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { councilRoles } from '../domain/council-seats.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { writeAs } from './acts.ts';
import {
  administratorRole,
  auditChange,
  loadAdministration,
  organizationOf,
  requireAdministration,
} from './administration.ts';
import {
  councilView,
  lockCouncil,
  newlySeated,
  refuseSeats,
  seatCouncil,
  seatsAnswer,
} from './council-seats.ts';
import { endpoint } from './endpoint.ts';
import { refuseUnconfirmed } from './log-in.ts';
import { ask } from './pending/ask.ts';
import { refuseOfDeployment } from './person-views.ts';
import { requireOrNew } from './versions.ts';

const params = z.object({ body: codeSchema });
const seatsBody = z.strictObject({
  seats: z
    .array(
      z.strictObject({
        /** Of a seat there is; a new one has none yet. */
        id: z.uuid().optional(),
        name: nameText(200),
        councilRole: z.enum(councilRoles),
        position: nameText(200).nullable().default(null),
        /** Null for a member without an account: invited and counted on paper. */
        personId: z.uuid().nullable().default(null),
        from: dateSchema,
        to: dateSchema.nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
});

/** The seats of a council: written as a whole, since a change of chair is two seats that must change together. */
export const councilEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/councils/{body}',
      tag: 'organization',
      summary: 'The seats of a council with their terms',
      login: true,
      params,
      answer: { status: 200, schema: seatsAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, params: { body } }) => {
      const view = await councilView(deps.db, body);
      if (view.version === 0) throw new Refusal('not-found');
      return view;
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/councils/{body}',
      tag: 'organization',
      summary: 'Add seats, end them, change the chair: all seats (If-Match), or the first (If-None-Match: *)',
      login: true,
      roles: ['administrator'],
      pends: true,
      params,
      body: seatsBody,
      answer: { status: 200, schema: seatsAnswer },
      refusals: ['forbidden', 'not-found', 'version-required', 'version-stale'],
    },
    async (call) => {
      const { deps, person, headers } = call;
      const { body } = call.params;
      const at = await deps.clock();
      if ((await deps.db.unit.count({ where: { code: body } })) === 0) throw new Refusal('not-found');
      return writeAs(call, { by: administratorRole(person) }, async (tx) => {
        requireAdministration(await loadAdministration(tx, deps.settings, at), person, body);
        await lockCouncil(tx, body);
        const before = await councilView(tx, body);
        requireOrNew(headers, before.version);
        const { seats } = call.body;
        await refuseSeats(tx, before, seats, at);
        const organization = await organizationOf(tx, body);
        // A seat with an account votes: nobody seats a voter alone.
        const gainingIds = newlySeated(before.seats, seats);
        if (gainingIds.length > 0) {
          await refuseOfDeployment(tx, deps.settings, gainingIds);
          await refuseUnconfirmed(tx, deps, call.req, person, 'always');
          const change = { kind: 'seat-council', body: { body, seats } } as const;
          return {
            pending: [await ask(tx, deps, person, { change, organization, personId: null, gainingIds }, at)],
          };
        }
        await auditChange(
          tx,
          person,
          organization,
          at,
          'council-seated',
          await seatCouncil(tx, body, seats, at),
        );
        return councilView(tx, body);
      });
    },
  ),
];
