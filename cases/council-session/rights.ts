import { sessionBodies } from '../../domain/act-bodies.ts';
import type { Units } from '../../domain/organization.ts';
import { mayActInSession, sessionStanding } from '../../domain/session-acts.ts';
import { nomineeOf, proposersOf } from '../nomination/row.ts';
import { actOf, granted, sinceEntered } from '../rights.ts';
import type { Rights } from '../rights.ts';
import type { SessionRow } from './row.ts';
import { formOf, itemsIn } from './row.ts';

/** Who may do what in a session of the council. */
export const sessionRights: Rights<SessionRow> = {
  judge: (_tx, row, act, { person, units }) =>
    Promise.resolve(
      granted(mayActInSession(actOf(sessionBodies, act), person, sessionParties(row, units), units)),
    ),
  stay: sinceEntered,
  standing: (row, act) => sessionStanding(formOf(row), act),
};

/** What the rules need to know of a session to say who may act in it. */
export const sessionParties = (row: SessionRow, units: Units) => ({
  body: row.body,
  organization: row.organization,
  nominations: itemsIn(row, 'passed').map(({ nominationId }) => nominationId),
  proposers: itemsIn(row, 'passed').flatMap(({ nomination }) => proposersOf(nomination)),
  nominees: { of: itemsIn(row, 'passed').map(({ nomination }) => nomineeOf(nomination)), units },
});
