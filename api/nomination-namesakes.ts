import { z } from 'zod';
import { partiesOf } from '../cases/nomination/rights.ts';
import { othersOf, wordsOf } from '../cases/nomination/others.ts';
import { audit } from '../cases/record.ts';
import { granted } from '../cases/rights.ts';
import { deskRoleOf } from '../domain/permissions.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { onDesk } from './nomination-desk.ts';
import { findVisible, loadUnits } from './sight.ts';
import { deskSchema, deskView } from './views/desk.ts';

/** A reviewer's word on whether a nomination that was pointed out to them has the same nominee. */
export const nominationNamesakeEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/nominations/{id}/namesakes/{otherId}',
      tag: 'nominations',
      summary:
        'Say whether another nomination of the same or nearly the same name has the same nominee; the later word stands, all are kept',
      login: true,
      params: z.object({ id: z.uuid(), otherId: z.uuid() }),
      body: z.strictObject({ same: z.boolean() }),
      answer: { status: 200, schema: z.object({ desk: deskSchema.nullable() }) },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'recused', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id, otherId } = call.params;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      const by = granted(deskRoleOf(person, partiesOf(row), units) ?? 'forbidden');
      const { same } = call.body;
      const at = (await deps.clock()).toISOString();
      const held = onDesk(row, (locked, holder) =>
        granted(deskRoleOf(holder, partiesOf(locked), units) ?? 'forbidden'),
      );
      await writeAs(call, { by, ...held }, async (tx) => {
        const now = await tx.nomination.findUniqueOrThrow({ where: { id } });
        const words = wordsOf(now);
        // A repeat, whose first answer was lost.
        if (words.findLast((word) => word.otherId === otherId)?.same === same) return;
        await refuseUnasked(tx, now, otherId);
        const word = { otherId, same, byId: person.id, at };
        await tx.nomination.update({ where: { id }, data: { namesakeWords: [...words, word] } });
        const path = { kind: 'nomination', id } as const;
        const detail = { nomination: otherId, same };
        await audit(tx, row.organization, at, { personId: person.id, ...by }, 'namesake-told', path, detail);
      });
      return { desk: await deskView(deps.db, await findVisible(deps.db, id, person, units), person, units) };
    },
  ),
];

/** Only what was pointed out is answered. @throws Refusal `not-found` */
async function refuseUnasked(tx: Tx, row: Parameters<typeof othersOf>[1], otherId: string): Promise<void> {
  const said = wordsOf(row).some((word) => word.otherId === otherId);
  if (!said && !(await othersOf(tx, row)).some(({ id }) => id === otherId)) throw new Refusal('not-found');
}
