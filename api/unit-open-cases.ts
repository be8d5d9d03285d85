import { z } from 'zod';
import { asDate, inForceOn } from '../cases/context.ts';
import { openCasesOf } from '../cases/shared/successions/open-cases.ts';
import { dateOf } from '../domain/dates.ts';
import { withPredecessors } from '../domain/organization.ts';
import { pathKinds } from '../domain/path.ts';
import { roles } from '../domain/roles.ts';
import { loadAdministration, requireAdministration } from './administration.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { unitParams, unitView } from './units.ts';

const heldSchema = z.object({
  /** What would go to whoever the unit becomes, or be handed out case by case where nobody becomes it. */
  cases: z.array(z.object({ kind: z.enum(pathKinds), code: z.string(), stage: z.string() })),
  /** Who holds a role there: roles do not move by themselves. */
  people: z.array(z.object({ id: z.uuid(), displayName: z.string(), role: z.enum(roles) })),
  /** Of a council: seats that last. */
  seats: z.number().int(),
});

export const unitOpenCasesEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/units/{code}/open-cases',
      tag: 'organization',
      summary: 'What lies open with a unit, whose roles and seats are there: what its end would move',
      login: true,
      roles: ['administrator'],
      params: unitParams,
      answer: { status: 200, schema: heldSchema },
      refusals: ['forbidden', 'not-found'],
    },
    async ({ deps, person, params: { code } }) => {
      const { db } = deps;
      const at = await deps.clock();
      await unitView(db, code);
      requireAdministration(await loadAdministration(db, deps.settings, at), person, code);
      const today = inForceOn(asDate(dateOf(at)));
      const [cases, people, seats] = await Promise.all([
        openCasesOf(db, withPredecessors(await loadUnits(deps), [code])),
        db.roleHolding.findMany({
          where: { unit: code, ...today, person: { disabledAt: null } },
          include: { person: { select: { displayName: true } } },
          orderBy: [{ person: { displayName: 'asc' } }, { role: 'asc' }],
        }),
        db.councilSeat.count({ where: { body: code, ...today } }),
      ]);
      return {
        cases: cases.map(({ path, code: called, stage }) => ({ kind: path.kind, code: called, stage })),
        people: people.map(({ personId, role, person: { displayName } }) => ({
          ...{ id: personId, displayName },
          role: z.enum(roles).parse(role),
        })),
        seats,
      };
    },
  ),
];
