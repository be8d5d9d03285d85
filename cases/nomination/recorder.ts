import { nominationBodies } from '../../domain/act-bodies.ts';
import { dateOf } from '../../domain/dates.ts';
import type { Move, NominationContext, NominationState } from '../../domain/nomination.ts';
import { move } from '../../domain/nomination.ts';
import { openActs } from '../../domain/open-acts.ts';
import { ruleOf } from '../../domain/nomination-deadline.ts';
import { waitingOf } from '../../domain/nomination-waiting.ts';
import type { WaitingParties } from '../../domain/nomination-waiting.ts';
import type { PathState } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { nominationActs } from '../../domain/stages.ts';
import type { NominationAct } from '../../domain/stages.ts';
import { newlyPassedOver } from '../../domain/route.ts';
import { underRule } from '../../domain/time-up.ts';
import { stillToFire, timetableOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import { hasAccounts, loadUnits } from '../shared/accounts.ts';
import type { HappeningOf } from '../happening.ts';
import type { Applied, Happening, Recorder } from '../record.ts';
import { waitForHead } from '../round/awaiting.ts';
import type { WaitingForHead } from '../round/awaiting.ts';
import { tell } from '../record.ts';
import { enterAward } from '../shared/register.ts';
import { effectOf } from './effects.ts';
import { checksOf } from './facts.ts';
import { mailFor } from './mail.ts';
import { nominationRights } from './rights.ts';
import { newsSchema } from './news.ts';
import type { NominationRow } from './row.ts';
import { columnsOf, contextOf, holderIn, lockNomination, partiesWaiting, stateOfRow, unitOf } from './row.ts';

/** How a nomination's happenings are written down. */
export const nominationRecorder: Recorder<NominationRow, HappeningOf<'nomination'>> = {
  rights: nominationRights,
  lock: lockNomination,

  async apply(tx, row, happening, env) {
    const before = stateOfRow(row);
    const context = await contextOf(tx, row, happening.at);
    const waiting = await waitForHeadOf(tx, row, before, happening, holderIn(context));
    const after = move(before, { ...asMove(happening), awaitsHead: waiting !== null }, context);
    if (happening.kind === 'calendar-changed' && !isRearmed(before, after)) return null;
    // Its own time had closed it, or it has its own.
    if (happening.kind === 'intake-closed' && after === before) return null;
    const effect = await effectOf(tx, row, before, happening, context, env, waiting);
    const entered = after.stage !== before.stage || after.enteredAt !== before.enteredAt;
    const recordedBy = entered ? await recorderOfStep(tx, row, after, happening.at) : null;
    const reached = reachedBy(after, [
      ...row.reached.filter((unit) => unit === row.round.leadBody),
      recordedBy,
    ]);
    const data = { ...columnsOf(after), ...effect.columns, reached };
    if (after.stage === 'closed') {
      data.closedAt = new Date(happening.at);
      const checks = await checksOf(tx, row, context.plan, dateOf(new Date(happening.at)));
      data.checksAtClosing = checks.map((check) => ({ ...check }));
    }
    const written = await tx.nomination.update({ where: { id: row.id }, data, include: { round: true } });
    await mailFor(tx, env, { row: written, before, after, happening, reason: effect.reason, context });
    const passedOver = newlyPassedOver(before.route, after.route);
    if (after.outcome === 'awarded') await enterAward(tx, written, context.plan);
    if (after.stage === 'closed') await tellRound(tx, row, happening);
    return {
      fromStage: before.stage,
      toStage: after.stage,
      fromStep: before.step,
      toStep: after.step,
      entered,
      reason: effect.reason,
      onBehalf: effect.onBehalf,
      detail: {
        ...effect.detail,
        ...(after.deadline ? { due: after.deadline.due } : {}),
        ...(passedOver.length > 0 ? { passedOver } : {}),
      },
    } satisfies Applied;
  },

  async state(tx, row, recorded, now) {
    const state = stateOfRow(row);
    const context = await contextOf(tx, row, now);
    return pathState(row, state, context, recorded, now, await sessionStateOf(tx, row));
  },
};

/** Until when a decision that an office records of it waits for its head, null for all else. */
async function waitForHeadOf(
  tx: Tx,
  row: NominationRow,
  { route, step }: NominationState,
  { kind, by, at }: Happening,
  holder: WaitingParties['holder'],
): Promise<WaitingForHead | null> {
  if (kind !== 'decide' || !by) return null;
  const body = route[step]?.body ?? row.organization;
  return waitForHead(tx, by, holder(body) ?? body, at);
}

/** The state of the session that has it on its agenda, null where none has. */
export async function sessionStateOf(tx: Tx, row: { sessionId: string | null }): Promise<string | null> {
  if (!row.sessionId) return null;
  const session = await tx.councilSession.findUnique({
    where: { id: row.sessionId },
    select: { state: true },
  });
  return session?.state ?? null;
}

function pathState(
  row: NominationRow,
  state: NominationState,
  context: NominationContext & { plan: Plan },
  recorded: ReadonlySet<string>,
  now: string,
  sessionState: string | null,
): PathState {
  const rule = ruleOf(state, context);
  const entries =
    state.hold || !state.deadline
      ? []
      : stillToFire(
          underRule(rule, timetableOf(rule, state.deadline, context.calendar)),
          row.entryVersion,
          recorded,
          state.deadline.setAt,
          now,
        );
  return {
    version: row.version,
    stage: state.stage,
    step: state.step,
    steps: state.route.length - 1,
    entryVersion: row.entryVersion,
    acts: openActs(state),
    timetable: entries,
    waiting: waitingOf(state, rule, sessionState, partiesWaiting(row, holderIn(context))),
    news: false,
    tells: false,
    closed: state.stage === 'closed',
    outcome: state.outcome,
    onHold: state.hold !== null,
    movement: row.movement,
    round: row.round.code,
    award: row.award,
    unit: unitOf(row),
  };
}

/** Whether another date is due, or the same one is certain now, or no longer. */
const isRearmed = (before: NominationState, after: NominationState): boolean =>
  before.timeUp !== after.timeUp ||
  before.deadline?.due !== after.deadline?.due ||
  before.deadline?.provisional !== after.deadline?.provisional;

/** The units that a step has reached: they may see it from then on, as may the office that records for one of them. */
const reachedBy = (state: NominationState, recorders: (string | null)[]): string[] => [
  ...new Set([
    ...state.route.slice(1).flatMap((step) => (step.resolvedOn && step.body ? [step.body] : [])),
    ...recorders.filter((unit) => unit !== null),
  ]),
];

/** The lead's office, where the present step lies with a body without accounts: it records what that body answers. */
async function recorderOfStep(
  tx: Tx,
  { round: { leadBody } }: NominationRow,
  { route, step, stage }: NominationState,
  at: string,
): Promise<string | null> {
  const body = route[step]?.body ?? null;
  if (step === 0 || stage === 'closed' || body === null || body === leadBody) return null;
  return (await hasAccounts(tx, body, await loadUnits(tx, new Date(at)), new Date(at))) ? null : leadBody;
}

/** What a happening means to the rules; a person's body is read again through the schema the API checked it by. */
export function asMove({ kind, body, by }: Pick<Happening, 'kind' | 'body'> & { by: unknown }): Move {
  if (by && isNominationAct(kind)) {
    switch (kind) {
      case 'extend':
        return { act: kind, to: nominationBodies.extend.parse(body).to };
      case 'reroute': {
        const { step, body: unit } = nominationBodies.reroute.parse(body);
        return { act: kind, step, body: unit };
      }
      case 'hold':
        return { act: kind, ground: nominationBodies.hold.parse(body).ground };
      case 'decide':
        return { act: kind, award: nominationBodies.decide.parse(body).outcome === 'award' };
      case 'submit':
      case 'withdraw':
      case 'approve':
      case 'return':
      case 'reject':
      case 'release':
        return { act: kind };
    }
  }
  return { act: newsSchema.parse(kind) };
}

const isNominationAct = (kind: string): kind is NominationAct =>
  (nominationActs as readonly string[]).includes(kind);

/** The round follows its nominations until the last is closed. */
async function tellRound(tx: Tx, row: NominationRow, { version }: Happening): Promise<void> {
  await tell(
    tx,
    { kind: 'nomination', id: row.id },
    { kind: 'award-round', id: row.roundId },
    `nomination:${row.id}:closed:${version}`,
    'nomination-closed',
  );
}
