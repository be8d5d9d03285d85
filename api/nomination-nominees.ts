import { z } from 'zod';
import { knownPeople } from '../cases/shared/known-people.ts';
import { grantedTo, partiesOf } from '../cases/nomination/rights.ts';
import { lockNomination, nomineeOf } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { audit } from '../cases/record.ts';
import { nomineeGround, nomineeWordsSchema, wordOn } from '../domain/nominee.ts';
import type { Units } from '../domain/organization.ts';
import { mayTellNominee } from '../domain/permissions.ts';
import type { Holder } from '../domain/permissions.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { findVisible, loadUnits } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';

/** A reviewer's, or a council secretary's, word on whether somebody who bears the nominee's name is the nominee. */
export const nominationNomineeEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/nominations/{id}/nominees/{personId}',
      tag: 'nominations',
      summary:
        'Say whether a person of the nominee’s name is the nominee; the later word stands, all are kept',
      login: true,
      params: z.object({ id: z.uuid(), personId: z.uuid() }),
      body: z.strictObject({ same: z.boolean() }),
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'own-nomination', 'ballot-open'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const { id, personId } = call.params;
      const units = await loadUnits(deps);
      const at = await deps.clock();
      const row = await findVisible(deps.db, id, person, units);
      const by = tellerOf(row, person, units);
      const { same } = call.body;
      const about = { personId, at, units };
      await refuseUnasked(deps.db, row, about);
      const judge = async (tx: Tx, holder: Holder) => {
        const held = await rowOf(tx, id);
        tellerOf(held, holder, units);
        await refuseUnasked(tx, held, about);
      };
      await writeAs(call, { by, lock: (tx) => lockNomination(tx, id), judge }, async (tx) => {
        const held = await rowOf(tx, id);
        const said = wordOn(nomineeOf(held), personId);
        // A repeat, whose first answer was lost.
        if (said?.same === same) return;
        if (said) await refuseWhileVoted(tx, id);
        const word = { personId, same, name: held.subjectName, byId: person.id, at: at.toISOString() };
        const words = [...nomineeWordsSchema.parse(held.nomineeWords), word];
        await tx.nomination.update({ where: { id }, data: { nomineeWords: words } });
        const path = { kind: 'nomination', id } as const;
        const detail = { person: personId, same };
        await audit(
          tx,
          row.organization,
          word.at,
          { personId: person.id, ...by },
          'nominee-told',
          path,
          detail,
        );
      });
      return nominationView(deps, await findVisible(deps.db, id, person, units), person, units, language);
    },
  ),
];

const rowOf = (tx: Tx, id: string): Promise<NominationRow> =>
  tx.nomination.findUniqueOrThrow({ where: { id }, include: { round: true } });

/** @throws Refusal for whoever judges nothing of it, or is themselves the one who is asked about */
const tellerOf = (row: NominationRow, person: Holder, units: Units): RoleAt =>
  grantedTo(mayTellNominee(person, partiesOf(row), units), person, row);

/** Only what was pointed out is answered: the same name in the same organization. @throws Refusal `not-found` */
async function refuseUnasked(
  tx: Tx,
  row: NominationRow,
  { personId, at, units }: { personId: string; at: Date; units: Units },
): Promise<void> {
  const [found] = await knownPeople(tx, [personId], at);
  const unsaid = { ...nomineeOf(row), words: [] };
  if (!found || nomineeGround(unsaid, found, units) !== 'name') throw new Refusal('not-found');
}

/** A word on which somebody votes, or is set aside, stands until that vote is closed. @throws Refusal `ballot-open` */
async function refuseWhileVoted(tx: Tx, nominationId: string): Promise<void> {
  const sessions = await tx.agendaItem.findMany({
    where: { nominationId, state: 'listed' },
    select: { session: { select: { state: true, absenteeUntil: true } } },
  });
  const voted = sessions.some(
    ({ session: { state, absenteeUntil } }) =>
      state === 'open' || state === 'adjourned' || (state === 'convened' && absenteeUntil !== null),
  );
  if (voted) throw new Refusal('ballot-open');
}
