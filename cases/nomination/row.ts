import { z } from 'zod';
import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { Hand, HandKind } from '../../domain/hands.ts';
import { handsSchema, peopleOf, withHand } from '../../domain/hands.ts';
import type { NominationContext, NominationState } from '../../domain/nomination.ts';
import type { WaitingParties } from '../../domain/nomination-waiting.ts';
import { nomineeWordsSchema } from '../../domain/nominee.ts';
import type { Nominee } from '../../domain/nominee.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { dateSchema } from '../../domain/plan-schema.ts';
import { routeFor } from '../../domain/plan.ts';
import type { Outcome, Stage } from '../../domain/stages.ts';
import { stages } from '../../domain/stages.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { asDate, dateText, dateTextOrNull, loadPlan } from '../context.ts';
import { loadBodies, loadCalendar } from '../reference.ts';

const include = { round: true } satisfies Prisma.NominationInclude;
export type NominationRow = Prisma.NominationGetPayload<{ include: typeof include }>;

/** What of a row tells whose hand is in the dossier. */
export type HandedRow = Pick<NominationRow, 'createdById' | 'submittedById' | 'proposedForIds' | 'hands'>;

/** Everybody's part in the dossier. Rows of a release that kept no hands say it by who drafted and submitted alone. */
export function handsOf({ createdById, submittedById, proposedForIds, hands }: HandedRow): Hand[] {
  const kept = handsSchema.parse(hands);
  const early: Hand[] = [
    { personId: createdById, did: 'drafted' },
    ...(submittedById === null ? [] : [{ personId: submittedById, did: 'submitted' as const }]),
    ...proposedForIds.map((personId) => ({ personId, did: 'submitted' as const })),
  ];
  const people = peopleOf(kept);
  return [...kept, ...early.filter(({ personId }) => !people.includes(personId))];
}

/** Everybody whose hand is in it: none of them judges it. */
export const proposersOf = (row: HandedRow): string[] => peopleOf(handsOf(row));

/** What of a row tells whom it would honour. */
export type NominatedRow = Pick<
  NominationRow,
  'subjectKind' | 'subjectName' | 'subjectUnit' | 'subjectPersonId' | 'nomineeWords'
>;

/** Whom it would honour, as people are compared with them. */
export const nomineeOf = (row: NominatedRow): Nominee => ({
  kind: row.subjectKind === 'individual' ? 'individual' : 'collective',
  name: row.subjectName,
  unit: row.subjectUnit,
  personId: row.subjectPersonId,
  words: nomineeWordsSchema.parse(row.nomineeWords),
});

/** Adds a person's part to the dossier, in the transaction that holds its row. */
export async function keepHand(
  tx: Tx,
  id: string,
  by: { personId: string; forId?: string | undefined },
  did: HandKind,
): Promise<void> {
  const { hands } = await tx.nomination.findUniqueOrThrow({ where: { id }, select: { hands: true } });
  const kept = withHand(handsSchema.parse(hands), by, did);
  await tx.nomination.update({ where: { id }, data: { hands: kept.map((hand) => ({ ...hand })) } });
}

/** Reads a nomination's row and holds it until the transaction ends. */
export async function lockNomination(tx: Tx, id: string): Promise<NominationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Nomination" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.nomination.findUnique({ where: { id }, include });
}

const openStage = z.enum(stages).exclude(['closed']);
export const routeSchema = z.array(
  z.object({
    stage: openStage,
    function: z.string(),
    body: z.string().nullable(),
    resolvedOn: dateSchema.nullable(),
    to: z.string().optional(),
    receiverMissing: z.boolean().optional(),
    rerouted: z.boolean().optional(),
    passedOver: z.object({ reason: z.literal('same-body'), body: z.string(), on: dateSchema }).optional(),
  }),
);
const deadlineSchema = z.object({
  due: dateSchema,
  by: z.enum(['period', 'round', 'extension', 'release']),
  provisional: z.boolean(),
  calendar: z.number(),
  setAt: z.string(),
});
const holdSchema = z.object({
  since: dateSchema,
  ground: z.string(),
  left: z.number().nullable(),
  dueBefore: dateSchema.nullable(),
});

/** Who waits for it beside the body of its step. */
export const partiesWaiting = (
  { round, organization }: NominationRow,
  holder: WaitingParties['holder'],
): WaitingParties => ({ leadBody: round.leadBody, organization, holder });

/** The unit on whose side it lies: that which proposed it, or which the office handed it to. */
export const unitOf = ({
  handedTo,
  proposingUnit,
}: Pick<NominationRow, 'handedTo' | 'proposingUnit'>): string => handedTo ?? proposingUnit;

/** The path's state as the row keeps it. */
export function stateOfRow(row: NominationRow): NominationState {
  return {
    stage: row.stage as Stage,
    step: row.step,
    route: routeSchema.parse(row.route),
    enteredAt: row.enteredAt.toISOString(),
    deadline: deadlineSchema.nullable().parse(row.deadline),
    hold: holdSchema.nullable().parse(row.hold),
    timeUp: dateTextOrNull(row.timeUp),
    returnedFrom: row.returnedFrom,
    returns: row.returns,
    council: row.council as NominationState['council'],
    scheduled: row.sessionId !== null || row.submissionId !== null,
    outcome: row.outcome as Outcome | null,
    overdue: row.overdue,
  };
}

/** The columns that hold a state. `scheduled` is kept as the session or submission itself. */
export function columnsOf(state: NominationState): Prisma.NominationUncheckedUpdateInput {
  return {
    stage: state.stage,
    step: state.step,
    route: state.route.map((step) => ({ ...step })),
    enteredAt: new Date(state.enteredAt),
    deadline: state.deadline ? { ...state.deadline } : Prisma.DbNull,
    dueOn: state.deadline && !state.hold ? asDate(state.deadline.due) : null,
    hold: state.hold ? { ...state.hold } : Prisma.DbNull,
    timeUp: state.timeUp === null ? null : asDate(state.timeUp),
    returnedFrom: state.returnedFrom,
    returns: state.returns,
    council: state.council,
    outcome: state.outcome,
    overdue: state.overdue,
    handedTo: state.route[0]?.rerouted ? state.route[0].body : null,
    ...(state.stage === 'council-vote' ? { reachedCouncil: true } : {}),
    ...(state.scheduled ? {} : { sessionId: null, submissionId: null }),
  };
}

/** Everything the rules need beside the state, read within the transaction. */
export async function contextOf(
  tx: Tx,
  row: NominationRow,
  at: string,
): Promise<NominationContext & { plan: Plan }> {
  const plan = await loadPlan(tx, row.movement, row.planVersion);
  const [calendar, bodies] = [await loadCalendar(tx), await loadBodies(tx, plan)];
  return {
    plan,
    steps: routeFor(plan, row.award, row.category),
    ...byRound(row, at),
    calendar,
    ...bodies,
    at,
  };
}

/** Who holds what a unit holds, on the day of the context. */
export const holderIn =
  ({ standing, at }: NominationContext): WaitingParties['holder'] =>
  (unit) =>
    standing(unit, dateOf(new Date(at)));

/** What its round says of a nomination at an instant. */
export const byRound = (
  { round, proposingUnit }: NominationRow,
  at: string,
): Pick<NominationContext, 'roundDates' | 'takes'> => ({
  roundDates: roundDatesFor(round, proposingUnit),
  takes: takesFrom(round, proposingUnit, dateOf(new Date(at))),
});

const lateLeaveSchema = z.array(z.object({ unit: z.string(), until: dateSchema, reason: z.string() }));

/** Units' leave to propose after intake closed. */
export const leavesOf = (round: { lateLeave: unknown }) => lateLeaveSchema.parse(round.lateLeave);

/** Until when a unit has leave to propose late, null where it has none. */
export const leaveOf = (round: { lateLeave: unknown }, unit: string): DateText | null =>
  leavesOf(round)
    .filter((leave) => leave.unit === unit)
    .map((leave) => leave.until)
    .sort()
    .at(-1) ?? null;

/** Whether a round takes what a unit proposes on a day: its intake is open, or the unit has leave. */
export const takesFrom = (
  round: { state: string; intakeCloses: Date; lateLeave: unknown },
  unit: string,
  today: DateText,
): boolean =>
  (round.state === 'open' && today <= dateText(round.intakeCloses)) ||
  (['open', 'intake-closed'].includes(round.state) && (leaveOf(round, unit) ?? '') >= today);

/** The round's dates as they bind one unit: leave to propose late moves intake's close for it. */
export function roundDatesFor(round: NominationRow['round'], unit: string): NominationContext['roundDates'] {
  const [closes, leave] = [dateText(round.intakeCloses), leaveOf(round, unit)];
  return {
    // Once intake is closed, by hand perhaps and before its day, the leave alone counts.
    intakeCloses: leave !== null && (round.state !== 'open' || leave > closes) ? leave : closes,
    reviewBy: dateTextOrNull(round.reviewBy),
    councilBy: dateTextOrNull(round.councilBy),
    submitBy: dateTextOrNull(round.submitBy),
    decisionBy: dateTextOrNull(round.decisionBy),
  };
}
