import { decisionBody, roundBodies } from '../../domain/act-bodies.ts';
import { rolesAt } from '../../domain/organization.ts';
import type { Units } from '../../domain/organization.ts';
import { mayAct } from '../../domain/permissions.ts';
import type { Holder } from '../../domain/permissions.ts';
import { Refusal } from '../../domain/problems.ts';
import { answererOf, isHeadsAct } from '../../domain/round.ts';
import type { RoleAt } from '../../domain/roles.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Round } from '../../prisma/generated/client.ts';
import { grantedTo, partiesOf } from '../nomination/rights.ts';
import { proposersOf } from '../nomination/row.ts';
import type { NominationRow } from '../nomination/row.ts';
import { actOf, granted, sinceEntered } from '../rights.ts';
import type { Asked, Rights } from '../rights.ts';
import { awaitingOf } from './awaiting.ts';

/** Who may do what to a round: it is run by the plan's lead office, and what it decides is decided nomination by nomination. */
export const roundRights: Rights<Round> = {
  async judge(tx, row, act, asked) {
    if (act === 'decide') return judgeDecision(tx, asked);
    const known = actOf(roundBodies, act);
    return isHeadsAct(known) ? judgeAnswer(tx, row, known, asked) : judgeLead(row, asked);
  },
  stay: sinceEntered,
};

function judgeLead({ leadBody }: Round, { person, units }: Asked): RoleAt {
  return granted(rolesAt(units, person.roles, leadBody, 'office-reviewer', 'office-head')[0] ?? 'forbidden');
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
  { person, ...asked }: Asked,
): Promise<RoleAt> {
  const roleFor = async (which: { decisionId?: string }, judged: 'judged' | 'at-all'): Promise<RoleAt> => {
    const waiting = await awaitingOf(tx, row, which);
    return granted(
      answererOf(act, person, {
        bodies: [row.organization, ...waiting.map(({ decision }) => decision.body)],
        proposers: judged === 'judged' ? waiting.flatMap(({ nomination }) => proposersOf(nomination)) : [],
      }),
    );
  };
  // Whose it is to answer at all hears what is wrong with the request, and nobody else.
  await roleFor({}, 'at-all');
  return roleFor({ decisionId: roundBodies[act].parse(asked.body).decisionId }, 'judged');
}

/** The role in which a person decides nominations together. @throws Refusal for the first of them that is not theirs to decide */
export function deciderOf(rows: readonly NominationRow[], person: Holder, units: Units): RoleAt {
  const rights = rows.map((row) =>
    grantedTo(mayAct('decide', person, { ...partiesOf(row), stage: 'decision' }, units), person, row),
  );
  const [right] = rights;
  if (!right) throw new Refusal('forbidden');
  return right;
}
