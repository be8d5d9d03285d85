import { z } from 'zod';
import { decisionBody, roundBodies } from '../../domain/act-bodies.ts';
import { judgeOf } from '../../domain/delegation.ts';
import type { Judged } from '../../domain/delegation.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { mayAct } from '../../domain/permissions.ts';
import type { Holder } from '../../domain/permissions.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Because } from '../../domain/problems.ts';
import { answererOf, isHeadsAct, roundPathActs, roundStates } from '../../domain/round.ts';
import type { RoundState } from '../../domain/round.ts';
import type { RoleAt } from '../../domain/roles.ts';
import { roundStanding } from '../../domain/standing.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { grantedTo, partiesOf } from '../nomination/rights.ts';
import { nomineeOf, proposersOf } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';
import { actOf, granted, sinceEntered } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import { awaitingOf } from './awaiting.ts';

/** Who may do what to a round: it is run by the plan's lead office, and what it decides is decided nomination by nomination. */
export const roundRights: Rights<Round> = {
  async judge(tx, row, act, asked) {
    if (act === 'decide') return judgeDecision(tx, asked);
    const known = actOf(roundBodies, act);
    if (isHeadsAct(known)) return judgeAnswer(tx, row, known, asked);
    return known === 'rank-and-cut' ? judgeCut(tx, row, asked) : judgeLead(row, asked);
  },
  stay: sinceEntered,
  standing: (row, act) =>
    roundPathActs(stateOf(row)).some((open) => open === act) ? null : whereItStands(row),
};

const stateOf = ({ state }: Round): RoundState => z.enum(roundStates).parse(state);

/** Why a round does not what it would do elsewhere. */
export const whereItStands = (row: Round): Because => ({ cause: roundStanding[stateOf(row)] });

function judgeLead({ leadBody }: Round, { person, units }: Asked): RoleAt {
  return granted(rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0] ?? 'forbidden');
}

/** Who is nominated among those that compete makes no cut between them. */
async function judgeCut(tx: Tx, row: Round, asked: Asked): Promise<RoleAt> {
  const lead = judgeLead(row, asked);
  const { award } = roundBodies['rank-and-cut'].parse(asked.body);
  const competing = await tx.nomination.findMany({
    where: { roundId: row.id, award, council: { not: null }, closedAt: null },
  });
  const nominees = { of: competing.map(nomineeOf), units: asked.units };
  return granted(judgeOf(lead, asked.person, { proposers: [], nominees }));
}

async function judgeDecision(tx: Tx, { person, body, units }: Asked): Promise<RoleAt> {
  const { awarded, refused } = decisionBody.parse(body);
  const ids = [...awarded, ...refused.map(({ id }) => id)];
  const rows = await tx.nomination.findMany({ where: { id: { in: ids } }, include: { round: true } });
  return deciderOf(rows, person, units);
}

/** The head of the body that decided, or of the organization, answers for what an office recorded for them. */
async function judgeAnswer(
  tx: Tx,
  row: Round,
  act: 'confirm-decision' | 'contest-decision',
  { person, units, ...asked }: Asked,
): Promise<RoleAt> {
  const roleFor = async (which: { decisionId?: string }, judged: 'judged' | 'at-all'): Promise<RoleAt> => {
    const waiting = await awaitingOf(tx, row, which);
    return granted(
      answererOf(act, person, {
        bodies: [row.organization, ...waiting.map(({ decision }) => decision.body)],
        ...(judged === 'judged' ? partiesTo(waiting, units) : { proposers: [] }),
      }),
    );
  };
  // Whose it is to answer at all hears what is wrong with the request, and nobody else.
  await roleFor({}, 'at-all');
  return roleFor({ decisionId: roundBodies[act].parse(asked.body).decisionId }, 'judged');
}

const partiesTo = (waiting: readonly { nomination: NominationRow }[], units: Units): Judged => ({
  proposers: waiting.flatMap(({ nomination }) => proposersOf(nomination)),
  nominees: { of: waiting.map(({ nomination }) => nomineeOf(nomination)), units },
});

/** The role in which a person decides nominations together. @throws Refusal for the first of them that is not theirs to decide */
function deciderOf(rows: readonly NominationRow[], person: Holder, units: Units): RoleAt {
  const rights = rows.map((row) =>
    grantedTo(mayAct('decide', person, { ...partiesOf(row), stage: 'decision' }, units), person, row),
  );
  const [right] = rights;
  if (!right) throw new Refusal('forbidden');
  return right;
}
