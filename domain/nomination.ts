import type { Bodies } from './bodies.ts';
import type { Calendar } from './calendar.ts';
import { holdLeft } from './calendar.ts';
import type { DateText } from './dates.ts';
import { dateOf } from './dates.ts';
import type { TimerName } from './happenings.ts';
import { extend, freshDeadline, rearm, release, timeIsUp } from './nomination-deadline.ts';
import type { DeadlineRule, Plan, PlanStep } from './plan-schema.ts';
import { openActs } from './open-acts.ts';
import { Refusal } from './problems.ts';
import { begin, goOn } from './route.ts';
import type { RouteStep } from './route.ts';
import type { NominationAct, NominationNews, Outcome, Stage } from './stages.ts';
import { isOpen, nominationActs, nominationNews, stageRules } from './stages.ts';
import { nominationStanding } from './standing.ts';
import type { Deadline } from './timetable.ts';

export type { RouteStep } from './route.ts';

interface Hold {
  /** The day it was entered. */
  since: DateText;
  ground: string;
  /** Whole working days that were left, null where there was no due date. */
  left: number | null;
  dueBefore: DateText | null;
}

/** The state of a nomination: what the record keeps of its path, and the pure model that tests hold it against. */
export interface NominationState {
  stage: Stage;
  step: number;
  route: RouteStep[];
  /** ISO instant at which the stage was entered. */
  enteredAt: string;
  deadline: Deadline | null;
  hold: Hold | null;
  /** The day with which its unit's time ended: it waits, closed, until `deadline` for more time. Null while time runs. */
  timeUp: DateText | null;
  /** The step that returned it to the unit, while the unit amends. */
  returnedFrom: number | null;
  returns: number;
  council: 'passed' | 'agreed' | null;
  /** It is on the agenda of a session, or in a tờ trình that has not gone. */
  scheduled: boolean;
  outcome: Outcome | null;
  overdue: boolean;
}

/** A nomination as it begins: with the unit that proposes it, and nothing said of it yet. */
export const begunNomination = (
  begun: Pick<NominationState, 'route' | 'enteredAt' | 'deadline'>,
): NominationState => ({
  ...{ stage: 'unit-proposal', step: 0, ...begun },
  ...{ hold: null, timeUp: null, returnedFrom: null, returns: 0, council: null, scheduled: false },
  ...{ outcome: null, overdue: false },
});

/** What the rules need to know beside the state. */
export interface NominationContext extends Bodies {
  plan: Pick<Plan, 'proposal'>;
  steps: PlanStep[];
  roundDates: Partial<Record<NonNullable<DeadlineRule['roundDate']>, DateText | null>>;
  /** Its round takes what its unit proposes at `at`. */
  takes: boolean;
  calendar: Calendar;
  /** ISO instant of the act, on the path's clock. */
  at: string;
}

export interface Move {
  act: NominationAct | NominationNews | TimerName<'nomination'>;
  /** `extend`: the new due date. `reroute`: the step and its body. `decide`: award or refuse. */
  to?: DateText;
  step?: number;
  body?: string;
  award?: boolean;
  /** `decide`: an office recorded it, and its head has still to confirm it. */
  awaitsHead?: boolean;
  ground?: string;
}

const isAct = (act: string): act is NominationAct => (nominationActs as readonly string[]).includes(act);

/**
 * The state after a move. Pure: everything it needs is in its arguments.
 * @throws Refusal `not-in-this-state`, `on-hold`, `returns-used` or `invalid` (an extension that doesn't extend)
 */
export function move(
  state: NominationState,
  { act, ...how }: Move,
  context: NominationContext,
): NominationState {
  if (isAct(act)) {
    if (state.hold && act !== 'release' && !openActs(state).includes(act)) throw new Refusal('on-hold');
    const why = nominationStanding(state, act);
    if (why !== null) throw new Refusal(why);
  }
  // What another path tells, or a date, comes too late.
  if (!isOpen(state.stage)) throw new Refusal({ cause: 'case-moved' });
  if (!isAct(act) && isNews(act) && !(stageRules[state.stage].news as readonly string[]).includes(act))
    throw new Refusal({ cause: 'case-moved' });
  const today = dateOf(new Date(context.at));
  switch (act) {
    case 'submit':
      // Who asked for the amendment gets it back, whatever else has changed.
      return state.returnedFrom === null
        ? advance(state, today, context)
        : enter({ ...state, returnedFrom: null }, state.returnedFrom, context);
    case 'approve':
    case 'answered-approve':
    case 'dispatched':
    case 'selected':
      return advance(state, today, context);
    case 'return':
    case 'answered-return':
      return sendBack(state, act === 'return', context);
    case 'reject':
    case 'failed':
    case 'refused':
    case 'answered-reject':
      return close(state, 'rejected');
    case 'not-selected':
      return close(state, 'not-selected');
    case 'awarded':
      return close(state, 'awarded');
    case 'decide':
      if (how.awaitsHead) return state;
      return close(state, how.award ? 'awarded' : 'rejected');
    case 'withdraw':
      return close(state, 'withdrawn');
    case 'lapse':
    case 'round-cancelled':
      return close(state, 'lapsed');
    case 'time-up':
      return timeIsUp(state, today, context) ?? close(state, 'lapsed');
    case 'intake-closed':
      // What was returned has its own window to amend.
      if (state.returnedFrom !== null || state.timeUp !== null) return state;
      return timeIsUp(state, today, context) ?? close(state, 'lapsed');
    case 'hold':
      return {
        ...state,
        hold: {
          since: today,
          ground: how.ground ?? '',
          left: state.deadline ? holdLeft(context.calendar, today, state.deadline.due) : null,
          dueBefore: state.deadline?.due ?? null,
        },
      };
    case 'release':
      return release(state, today, context);
    case 'extend':
      return extend(state, how.to, today, context);
    case 'reroute':
      return reroute(state, how.step, how.body, today, context);
    case 'dates-changed':
    case 'calendar-changed':
      return { ...state, ...rearm(state, context) };
    case 'scheduled':
    case 'drafted':
      return { ...state, scheduled: true };
    case 'unscheduled':
      return { ...state, scheduled: false };
    case 'passed':
      return { ...state, council: 'passed', scheduled: false };
    case 'agreed':
      return { ...state, council: 'agreed' };
    case 'overdue':
      return { ...state, overdue: true };
    case 'decision-contested':
    case 'remind':
    case 'escalate':
      return state;
  }
}

const isNews = (act: string): act is NominationNews => nominationNews.some((news) => news === act);

/** Goes on to the next step that stands today; what falls away is marked in the route. */
function advance(state: NominationState, today: DateText, context: NominationContext): NominationState {
  const { route, step } = goOn(state.route, state.step, context, today);
  return enter({ ...state, route }, step, context);
}

/** Enters a step: its body is resolved on this day, its period starts. */
function enter(state: NominationState, step: number, context: NominationContext): NominationState {
  const today = dateOf(new Date(context.at));
  const target = state.route[step];
  if (!target) throw new Refusal({ cause: 'route-ended' });
  const next: NominationState = {
    ...state,
    step,
    stage: target.stage,
    route: begin(state.route, step, context, today),
    enteredAt: context.at,
    council: null,
    scheduled: false,
    overdue: false,
    deadline: null,
  };
  return standStill({ ...next, ...freshDeadline(next, today, context) }, today, context);
}

/** A case on hold that is carried to its next step stays on hold there, with that step's whole period left. */
function standStill(
  state: NominationState,
  today: DateText,
  { calendar }: NominationContext,
): NominationState {
  if (!state.hold) return state;
  const dueBefore = state.deadline?.due ?? null;
  const left = dueBefore === null ? null : holdLeft(calendar, today, dueBefore);
  return { ...state, hold: { ...state.hold, since: today, left, dueBefore } };
}

/** Back to the unit with a deadline to amend; submitted again it goes back to the step that returned it. */
function sendBack(state: NominationState, counted: boolean, context: NominationContext): NominationState {
  if (counted && state.returns >= context.plan.proposal.returnsAtMost) throw new Refusal('returns-used');
  return enter({ ...state, returnedFrom: state.step, returns: state.returns + 1 }, 0, context);
}

function close(state: NominationState, outcome: Outcome): NominationState {
  const over = { deadline: null, hold: null, timeUp: null, overdue: false, scheduled: false };
  return { ...state, stage: 'closed', outcome, ...over };
}

/** Whether the unit with which it lies has ended, and no unit became it as a whole: then the office names one. */
const lacksUnit = (
  { stage, route }: NominationState,
  { standing, at }: Pick<NominationContext, 'standing' | 'at'>,
): boolean => {
  const unit = route[0]?.body ?? null;
  return stage === 'unit-proposal' && unit !== null && standing(unit, dateOf(new Date(at))) === null;
};

/**
 * Names the body of a step by hand; where it is the present step, or the one that the present tờ trình was waiting
 * for, the present step begins anew.
 */
function reroute(
  state: NominationState,
  step: number | undefined,
  body: string | undefined,
  today: DateText,
  context: NominationContext,
): NominationState {
  const passed = step === undefined || step < state.step || !state.route[step];
  if (passed || body === undefined || (step === 0 && !lacksUnit(state, context)))
    throw new Refusal('invalid', [{ path: 'step', message: 'Không có bước này, hoặc bước đã qua.' }]);
  const named = state.route.map((s, i) => (i === step ? { ...s, body, rerouted: true } : s));
  const awaited = step === state.step + 1 && state.route[state.step]?.receiverMissing === true;
  if (step !== state.step && !awaited) return { ...state, route: named };
  const route = begin(named, state.step, context, today);
  const next = { ...state, route, enteredAt: context.at, overdue: false, scheduled: false };
  return { ...next, ...freshDeadline(next, today, context) };
}
