import { asMove } from '../../cases/nomination/recorder.ts';
import type { NominationRow } from '../../cases/nomination/row.ts';
import { contextOf, roundDatesFor, stateOfRow } from '../../cases/nomination/row.ts';
import { dateOf } from '../../domain/dates.ts';
import { begunNomination, move } from '../../domain/nomination.ts';
import type { NominationState } from '../../domain/nomination.ts';
import { Refusal } from '../../domain/problems.ts';
import { routeOf } from '../../domain/route.ts';
import { deadlineOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';

/** Where a nomination stands, as its row says and as the pure model has it after the acts that are recorded. */
export interface Standing {
  id: string;
  recorded: Readonly<Record<string, unknown>>;
  /** `refused`: what is recorded, and the model does not let happen. */
  predicted: Readonly<Record<string, unknown>>;
}

/** One thing that the record says has happened to a nomination, with what somebody asked for by it. */
export interface Recorded {
  act: string;
  at: Date;
  personId: string | null;
  body: unknown;
}

export const standingOf = (state: NominationState): Standing['recorded'] => {
  const { stage, step, outcome, council, returns, returnedFrom, overdue, hold, deadline } = state;
  // Further on the row names the tờ trình that it went with.
  const scheduled = ['council-vote', 'submission'].includes(stage) && state.scheduled;
  return {
    ...{ stage, step, outcome, council, returns, returnedFrom, scheduled, overdue },
    ...{ hold: hold && { since: hold.since, left: hold.left }, due: deadline?.due ?? null },
  };
};

/** Plays again what is recorded of a nomination, from its draft, by the rules alone. */
export async function standingFor(
  tx: Tx,
  row: NominationRow,
  recorded: readonly Recorded[],
): Promise<Standing> {
  const context = await contextOf(tx, row, row.createdAt.toISOString());
  const at = row.createdAt.toISOString();
  const closes = roundDatesFor(row.round, row.proposingUnit).intakeCloses ?? null;
  let state = begunNomination({
    enteredAt: at,
    route: routeOf(context.steps, row.proposingUnit),
    deadline: deadlineOf(context.plan.proposal.deadline, dateOf(row.createdAt), closes, context.calendar, at),
  });
  const standing = { id: row.id, recorded: standingOf(stateOfRow(row)) };
  for (const { act, at: when, personId, body } of recorded.slice(1)) {
    try {
      state = move(state, asMove({ kind: act, body, by: personId }), { ...context, at: when.toISOString() });
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      return { ...standing, predicted: { refused: `${act}: ${failure.code}` } };
    }
  }
  return { ...standing, predicted: standingOf(state) };
}
