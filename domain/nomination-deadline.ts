import { crossesOpenDay, dueAfterRelease } from './calendar.ts';
import type { DateText } from './dates.ts';
import { dateOf } from './dates.ts';
import type { NominationContext, NominationState } from './nomination.ts';
import { Refusal } from './problems.ts';
import { isOpen } from './stages.ts';
import { closingDay, reopensUntil, reopensWithin, ruleOfProposal, ruleOfWaiting } from './time-up.ts';
import type { RuleInForce } from './time-up.ts';
import type { Deadline } from './timetable.ts';
import { deadlineOf } from './timetable.ts';

/** What a due date is worked out from. */
export type DeadlineContext = Pick<
  NominationContext,
  'plan' | 'steps' | 'roundDates' | 'takes' | 'calendar' | 'at'
>;

/** The deadline rule in force where the state stands. */
export function ruleOf(
  state: NominationState,
  context: Pick<NominationContext, 'plan' | 'steps'>,
): RuleInForce {
  if (state.step > 0 && isOpen(state.stage) && state.stage !== 'unit-proposal') {
    const step = context.steps[state.step - 1];
    if (step) return step.deadline;
  }
  if (state.timeUp !== null) return ruleOfWaiting;
  const { deadline, amend } = context.plan.proposal;
  return ruleOfProposal(context.plan, state.returnedFrom === null ? deadline : amend);
}

/** The due date of a stage that is entered on `start`. */
export function freshDeadline(
  state: NominationState,
  start: DateText,
  context: DeadlineContext,
): Pick<NominationState, 'deadline'> {
  const rule = ruleOf(state, context);
  const roundDate = rule.roundDate ? (context.roundDates[rule.roundDate] ?? null) : null;
  return { deadline: deadlineOf(rule, start, roundDate, context.calendar, context.at) };
}

/**
 * The due date again, from the step's start, after the round's dates or the calendar changed. A date that was set
 * by hand, or that a release worked out, stays: it was somebody's decision, and only its mark may go.
 */
export function rearm(
  state: NominationState,
  context: DeadlineContext,
): Pick<NominationState, 'deadline' | 'overdue' | 'timeUp'> {
  const { deadline: before, overdue, timeUp } = state;
  if (state.hold) return { deadline: before, overdue, timeUp };
  if (timeUp !== null) return moreTime(state, timeUp, context);
  if (before && before.by !== 'period' && before.by !== 'round') {
    const stillOpen = crossesOpenDay(context.calendar, dateOf(new Date(before.setAt)), before.due);
    return { deadline: { ...before, provisional: before.provisional && stillOpen }, overdue, timeUp };
  }
  const { deadline } = freshDeadline(state, dateOf(new Date(state.enteredAt)), context);
  // The same date was set when it was set: what it has reminded of is not said again.
  if (deadline && before && deadline.due === before.due)
    return { deadline: { ...deadline, setAt: before.setAt }, overdue, timeUp };
  return { deadline, overdue: overdue && deadline === before, timeUp };
}

/**
 * The unit's time is over: the case waits for more of it, in its stage and with all that was typed.
 * @returns null where the plan lets nothing come back
 */
export function timeIsUp(
  state: NominationState,
  today: DateText,
  context: DeadlineContext,
): NominationState | null {
  if (reopensWithin(context.plan).workingDays === 0) return null;
  const { intakeCloses } = context.roundDates;
  const due = state.deadline?.due ?? intakeCloses ?? today;
  const ended = closingDay(ruleOf(state, context), due, context.calendar);
  // Closed by hand before its day, intake has ended today.
  const timeUp = ended < today ? ended : today;
  return { ...state, timeUp, overdue: false, deadline: waitFrom(timeUp, context) };
}

function waitFrom(timeUp: DateText, { plan, calendar, at }: DeadlineContext): Deadline {
  const { date: due, provisional } = reopensUntil(plan, timeUp, calendar);
  return { due, by: 'period', provisional, calendar: calendar.version, setAt: at };
}

/** Time runs again where the round's dates, or the calendar, now give it more; else it goes on waiting. */
function moreTime(
  state: NominationState,
  timeUp: DateText,
  context: DeadlineContext,
): Pick<NominationState, 'deadline' | 'overdue' | 'timeUp'> {
  const free = { ...state, timeUp: null };
  const { deadline } = freshDeadline(free, dateOf(new Date(state.enteredAt)), context);
  const isLater = deadline !== null && deadline.due >= dateOf(new Date(context.at));
  // What was returned has been proposed: only its own date counts.
  if (isLater && (context.takes || state.returnedFrom !== null))
    return { deadline, overdue: false, timeUp: null };
  const wait = waitFrom(timeUp, context);
  const stands = state.deadline?.due === wait.due && state.deadline.provisional === wait.provisional;
  return { deadline: stands ? state.deadline : wait, overdue: false, timeUp };
}

/** The clock stood still in whole days: what was left of the period starts again after the release day. */
export function release(
  state: NominationState,
  today: DateText,
  context: NominationContext,
): NominationState {
  const { hold, deadline } = state;
  if (!hold) throw new Refusal({ cause: 'nomination-not-on-hold' });
  const free = { ...state, hold: null };
  // What the round or the calendar moved while it was held is caught up with.
  const asItStands = { ...free, ...rearm(free, context) };
  if (!deadline || hold.left === null || hold.dueBefore === null) return asItStands;
  // Absolute dates of the round do not stand still (docs/decisions.md), nor does a date already past.
  if (deadline.by === 'round' || hold.left === 0 || state.timeUp !== null) return asItStands;
  const { date: due, provisional } = dueAfterRelease(
    context.calendar,
    today,
    hold.left,
    hold.since,
    hold.dueBefore,
  );
  if (due === deadline.due) return asItStands;
  const moved: Deadline = { ...deadline, due, provisional, by: 'release', setAt: context.at };
  return { ...state, hold: null, overdue: false, deadline: moved };
}

/** A later date, set by hand. @throws Refusal `invalid` for one that is not later */
export function extend(
  state: NominationState,
  to: DateText | undefined,
  today: DateText,
  context: NominationContext,
): NominationState {
  // While it waits for more time, its date is the wait's own.
  const before = state.timeUp ?? state.deadline?.due;
  const later = to !== undefined && to >= today && (before === undefined || to > before);
  if (!later) throw new Refusal('invalid', [{ path: 'to', message: 'Hạn mới phải sau hạn hiện tại.' }]);
  return {
    ...state,
    overdue: false,
    timeUp: null,
    deadline: {
      due: to,
      by: 'extension',
      provisional: false,
      calendar: context.calendar.version,
      setAt: context.at,
    },
  };
}
