import { crossesOpenDay, dueAfterRelease } from './calendar.ts';
import type { DateText } from './dates.ts';
import { dateOf } from './dates.ts';
import type { NominationContext, NominationState } from './nomination.ts';
import type { DeadlineRule } from './plan-schema.ts';
import { Refusal } from './problems.ts';
import { isOpen } from './stages.ts';
import type { Deadline } from './timetable.ts';
import { deadlineOf } from './timetable.ts';

/** What a due date is worked out from. */
export type DeadlineContext = Pick<NominationContext, 'plan' | 'steps' | 'roundDates' | 'calendar' | 'at'>;

/** The deadline rule in force where the state stands. */
export function ruleOf(
  state: NominationState,
  context: Pick<NominationContext, 'plan' | 'steps'>,
): DeadlineRule {
  if (state.step > 0 && isOpen(state.stage) && state.stage !== 'unit-proposal') {
    const step = context.steps[state.step - 1];
    if (step) return step.deadline;
  }
  return state.returnedFrom === null ? context.plan.proposal.deadline : context.plan.proposal.amend;
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
): Pick<NominationState, 'deadline' | 'overdue'> {
  const { deadline: before, overdue } = state;
  if (state.hold) return { deadline: before, overdue };
  if (before && before.by !== 'period' && before.by !== 'round') {
    const stillOpen = crossesOpenDay(context.calendar, dateOf(new Date(before.setAt)), before.due);
    return { deadline: { ...before, provisional: before.provisional && stillOpen }, overdue };
  }
  const { deadline } = freshDeadline(state, dateOf(new Date(state.enteredAt)), context);
  // The same date was set when it was set: what it has reminded of is not said again.
  if (deadline && before && deadline.due === before.due)
    return { deadline: { ...deadline, setAt: before.setAt }, overdue };
  return { deadline, overdue: overdue && deadline === before };
}

/** The clock stood still in whole days: what was left of the period starts again after the release day. */
export function release(
  state: NominationState,
  today: DateText,
  context: NominationContext,
): NominationState {
  const { hold, deadline } = state;
  if (!hold) throw new Refusal('not-in-this-state');
  const free = { ...state, hold: null };
  // What the round or the calendar moved while it was held is caught up with.
  const asItStands = { ...free, ...rearm(free, context) };
  if (!deadline || hold.left === null || hold.dueBefore === null) return asItStands;
  // Absolute dates of the round do not stand still (docs/decisions.md), nor does a date already past.
  if (deadline.by === 'round' || hold.left === 0) return asItStands;
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
  const later = to !== undefined && to >= today && (!state.deadline || to > state.deadline.due);
  if (!later) throw new Refusal('invalid', [{ path: 'to', message: 'Hạn mới phải sau hạn hiện tại.' }]);
  return {
    ...state,
    overdue: false,
    deadline: {
      due: to,
      by: 'extension',
      provisional: false,
      calendar: context.calendar.version,
      setAt: context.at,
    },
  };
}
