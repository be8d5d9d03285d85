import { z } from 'zod';
import { awaitingOf } from '../cases/round/awaiting.ts';
import { headOf, rolesAt } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { Refusal } from '../domain/problems.ts';
import type { Round } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { timelineOf, timelineSchema } from './views/timeline.ts';

/** What everybody may know of a round: when it takes proposals, and why that was changed. */
const forAll: readonly string[] = [
  ...[
    'open',
    'extend',
    'lapse',
    'close-intake',
    'admit-late',
    'intake-over',
    'leave-over',
    'reopen',
    'cancel',
  ],
];

export const roundTimelineEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/rounds/{id}/timeline',
      tag: 'rounds',
      summary:
        'What has happened to a round, who, when and why; to units its dates alone, to its office, heads and auditors all',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, schema: timelineSchema },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      const row = await deps.db.round.findUnique({ where: { id } });
      if (!row) throw new Refusal('not-found');
      const story = await timelineOf(deps.db, { kind: 'award-round', id });
      // What its nominations tell it stands in their own stories.
      const items = story.items.filter(({ act }) => act !== 'nomination-closed');
      if (await seesAll(deps, row, person, await loadUnits(deps))) return { items };
      return {
        items: items.filter(({ act }) => forAll.includes(act)).map((item) => ({ ...item, mail: [] })),
      };
    },
  ),
];

/** Its office, the heads for whom it records decisions, and the auditors of its organization. */
async function seesAll(
  { db }: ApiDeps,
  row: Round,
  { roles }: CurrentPerson,
  units: Units,
): Promise<boolean> {
  if (rolesAt(units, roles, row.leadBody, 'office-reviewer', 'office-head').length > 0) return true;
  const decided = (await awaitingOf(db, row)).map(({ decision }) => decision.body);
  return (
    headOf(units, roles, row.organization, ...decided) !== undefined ||
    roles.some(({ role, unit }) => role === 'auditor' && unit === row.organization)
  );
}
