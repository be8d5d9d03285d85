import { dateOf } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { PathState } from '../../domain/path.ts';
import type { Plan } from '../../domain/plan-schema.ts';
import { Refusal } from '../../domain/problems.ts';
import { afterRound, isRoundOver, roundPathActs, roundRule, roundWaiting } from '../../domain/round.ts';
import type { RoundState } from '../../domain/round.ts';
import type { Deadline } from '../../domain/timetable.ts';
import { stillToFire, timetableOf } from '../../domain/timetable.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { asDate, dateTextOrNull, loadPlan } from '../context.ts';
import { loadCalendar } from '../reference.ts';
import type { ActOn, HappeningOf } from '../happening.ts';
import type { RecordEnv, Recorder } from '../record.ts';
import { appliedOf, stateOfStanding, tellEach } from '../record.ts';
import { obligationsOf } from '../obligation/begin.ts';
import { pathOf } from '../obligation/row.ts';
import { makeCut } from '../council-session/cut.ts';
import {
  confirmDecision,
  contestDecision,
  decisionNews,
  decisionStands,
  recordedOf,
  standingEntries,
} from './awaiting.ts';
import { decideMany, releasePrepared } from './decide.ts';
import { mailForDecision } from './decision-mail.ts';
import type { ToldOfDecision } from './decision-mail.ts';
import {
  closeDrafts,
  isDone,
  reopeningDays,
  reopeningEntries,
  tellDrafts,
  tellNominations,
} from './intake.ts';
import { mailForRound } from './mail.ts';
import { roundRights, whereItStands } from './rights.ts';

interface Effect {
  columns: Prisma.RoundUncheckedUpdateInput;
  reason?: string;
  detail?: Prisma.InputJsonObject;
  /** Somebody hears of a decision that waits for its head. */
  told?: ToldOfDecision;
}

/** How a round's happenings are written down. */
export const roundRecorder: Recorder<Round, HappeningOf<'award-round'>> = {
  rights: roundRights,
  async lock(tx, id) {
    await tx.$queryRaw`SELECT 1 FROM "Round" WHERE id = ${id}::uuid FOR UPDATE`;
    return tx.round.findUnique({ where: { id } });
  },

  async apply(tx, row, happening, env) {
    if (isRoundOver(row.state as RoundState)) throw new Refusal(whereItStands(row));
    // A round's dates are days of their own: only its reminders may move.
    if (happening.kind === 'calendar-changed') return null;
    const effect = await effectOf(tx, row, happening, env);
    const columns = { ...effect.columns };
    if (columns.state !== undefined) columns.enteredAt = new Date(happening.at);
    let written = await tx.round.update({ where: { id: row.id }, data: columns });
    if (await isDone(tx, written, await reopeningDaysOf(tx, written), happening))
      written = await tx.round.update({
        where: { id: row.id },
        data: { state: afterRound.done, enteredAt: new Date(happening.at) },
      });
    await mailForRound(tx, env, written, happening);
    if (effect.told) await mailForDecision(tx, env, written, happening, effect.told);
    return appliedOf(row.state, written.state, effect);
  },

  async state(tx, row, recorded, now) {
    const plan = await loadPlan(tx, row.movement, row.planVersion);
    return roundPathState(tx, row, plan, recorded, now);
  },
};

async function effectOf(
  tx: Tx,
  row: Round,
  happening: Exclude<HappeningOf<'award-round'>, { kind: 'calendar-changed' }>,
  env: RecordEnv,
): Promise<Effect> {
  const why = happening.by ? roundRights.standing(row, happening.kind) : null;
  if (why !== null) throw new Refusal(why);
  switch (happening.kind) {
    case 'extend':
      return extend(tx, row, happening);
    case 'lapse':
    case 'close-intake':
      await closeDrafts(tx, row, await loadPlan(tx, row.movement, row.planVersion), happening);
      return { columns: { state: afterRound[happening.kind] } };
    case 'admit-late':
      return admitLate(tx, row, happening);
    case 'rank-and-cut':
      return rankAndCut(tx, row, happening);
    case 'decide':
      return { columns: {}, ...(await decideMany(tx, row, happening, env)) };
    case 'release':
      return { columns: {}, detail: await releasePrepared(tx, row, happening, env) };
    case 'confirm-decision':
      return { columns: {}, detail: await confirmDecision(tx, row, happening, env) };
    case 'decision-stands':
      return { columns: {}, detail: await decisionStands(tx, row, happening, env) };
    case 'contest-decision':
      return { columns: {}, ...(await contestDecision(tx, row, happening)) };
    case 'decision-recorded':
      return { columns: {}, ...(await recordedOf(tx, row, decisionNews.parse(happening.body))) };
    case 'cancel':
      return cancel(tx, row, happening);
    // The round's own reminders, and what makes it look whether it is done.
    case 'remind':
    case 'overdue':
    case 'escalate':
    case 'intake-over':
    case 'nomination-closed':
      return { columns: {} };
  }
}

/** Takes a unit's proposals although intake is closed, until a day. */
async function admitLate(tx: Tx, row: Round, happening: ActOn<'award-round', 'admit-late'>): Promise<Effect> {
  const leave = happening.body;
  if (leave.until < dateOf(new Date(happening.at)))
    throw new Refusal('invalid', [{ path: 'until', message: 'Ngày này đã qua.' }]);
  const given = Array.isArray(row.lateLeave) ? row.lateLeave : [];
  await tellDrafts(tx, row, happening, 'dates-changed', { proposingUnit: leave.unit });
  return {
    columns: { lateLeave: [...given, leave] as Prisma.InputJsonValue },
    reason: leave.reason,
    detail: { unit: leave.unit, until: leave.until },
  };
}

/** Selects by rank as many as the quota of an award allows. @throws Refusal `tied-at-the-cut` */
async function rankAndCut(
  tx: Tx,
  row: Round,
  { body: { award } }: ActOn<'award-round', 'rank-and-cut'>,
): Promise<Effect> {
  const cut = await makeCut(tx, { kind: 'award-round', id: row.id }, row.id, award, { force: true });
  if (cut.tied.length > 0)
    throw new Refusal(
      'tied-at-the-cut',
      cut.tied.map((id) => ({ path: `nominations.${id}`, message: 'Bằng nhau ở ranh giới chỉ tiêu.' })),
    );
  return {
    columns: {},
    detail: { award, selected: cut.selected.length, notSelected: cut.notSelected.length },
  };
}

/** Calls the round off: its drafts end, and what it has units owe with them. */
async function cancel(tx: Tx, row: Round, happening: ActOn<'award-round', 'cancel'>): Promise<Effect> {
  const { reason } = happening.body;
  const submitted = await tx.nomination.count({
    where: { roundId: row.id, submittedAt: { not: null }, outcome: null },
  });
  if (submitted > 0) throw new Refusal({ cause: 'round-has-cases' });
  await tellDrafts(tx, row, happening, 'round-cancelled');
  const owed = (await obligationsOf(tx, row.id)).map(pathOf);
  const actId = `round:${row.id}:round-cancelled:${happening.version}`;
  await tellEach(tx, { kind: 'award-round', id: row.id }, owed, actId, 'round-cancelled');
  return { columns: { state: afterRound.cancel }, reason };
}

/** A round's date moves; every open nomination is told, and works out its own due date again. */
async function extend(tx: Tx, row: Round, happening: ActOn<'award-round', 'extend'>): Promise<Effect> {
  const { deadline, to, reason } = happening.body;
  const before = dateTextOrNull(row[deadline]);
  const today = dateOf(new Date(happening.at));
  if (to < today || (before !== null && to <= before))
    throw new Refusal('invalid', [
      { path: 'to', message: 'Hạn mới phải sau hạn hiện tại và không ở quá khứ.' },
    ]);
  await tellNominations(tx, row, { outcome: null }, happening, 'dates-changed');
  const reopens = deadline === 'intakeCloses' && row.state === 'intake-closed';
  return {
    columns: { [deadline]: asDate(to), ...(reopens ? { state: afterRound.extend } : {}) },
    reason,
    detail: { deadline, before, to },
  };
}

const reopeningDaysOf = async (tx: Tx, row: Round): Promise<DateText[]> =>
  reopeningDays(row, await loadPlan(tx, row.movement, row.planVersion), await loadCalendar(tx));

async function roundPathState(
  tx: Tx,
  row: Round,
  plan: Plan,
  recorded: ReadonlySet<string>,
  now: string,
): Promise<PathState> {
  const state = row.state as RoundState;
  const calendar = await loadCalendar(tx);
  const standing = await standingEntries(tx, row.id);
  const rule = roundRule(plan, state);
  const due = isRoundOver(state)
    ? null
    : dateTextOrNull(row[state === 'open' ? 'intakeCloses' : 'decisionBy']);
  const setAt = row.enteredAt.toISOString();
  const deadline: Deadline | null =
    due === null ? null : { due, by: 'round', provisional: false, calendar: calendar.version, setAt };
  const entries = [
    ...timetableOf(rule, deadline, calendar),
    ...standing,
    ...reopeningEntries(reopeningDays(row, plan, calendar)),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const overdue = deadline !== null && [...recorded].some((id) => id.includes(':overdue:'));
  return stateOfStanding(row, {
    stage: state,
    acts: roundPathActs(state),
    timetable: stillToFire(entries, row.entryVersion, recorded, setAt, now),
    waiting: roundWaiting(state, row.leadBody, setAt, due, overdue),
    closed: isRoundOver(state),
    ...{ movement: row.movement, round: row.code, award: null, unit: row.leadBody },
  });
}
