import type { Bodies } from './bodies.ts';
import type { Calendar } from './calendar.ts';
import { crossesOpenDay, dueAfterRelease, holdLeft } from './calendar.ts';
import type { DateText } from './dates.ts';
import { dateOf } from './dates.ts';
import type { Waiting, WaitingThen, WaitingWhy } from './path.ts';
import type { DeadlineRule, Plan, PlanStep } from './plan-schema.ts';
import { Refusal } from './problems.ts';
import { begin, goOn, lacksBody, standingBefore } from './route.ts';
import type { RouteStep } from './route.ts';
import type { NominationAct, NominationNews, Outcome, Stage } from './stages.ts';
import { isOpen, nominationActs, stageRules } from './stages.ts';
import type { Deadline } from './timetable.ts';
import { deadlineOf } from './timetable.ts';

export type { RouteStep } from './route.ts';

export interface Hold {
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
  /** The step that returned it to the unit, while the unit amends. */
  returnedFrom: number | null;
  returns: number;
  council: 'passed' | 'agreed' | null;
  /** It is on the agenda of a session, or in a tờ trình that has not gone. */
  scheduled: boolean;
  outcome: Outcome | null;
  overdue: boolean;
}

/** What the rules need to know beside the state. */
export interface NominationContext extends Bodies {
  plan: Pick<Plan, 'proposal'>;
  steps: PlanStep[];
  roundDates: Partial<Record<NonNullable<DeadlineRule['roundDate']>, DateText | null>>;
  calendar: Calendar;
  /** ISO instant of the act, on the path's clock. */
  at: string;
}

export interface Move {
  act: NominationAct | NominationNews | 'remind' | 'overdue' | 'escalate' | 'lapse';
  /** `extend`: the new due date. `reroute`: the step and its body. `decide`: award or refuse. */
  to?: DateText;
  step?: number;
  body?: string;
  award?: boolean;
  ground?: string;
}

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

/** Human acts open in a state, judged by what the path itself knows. */
export function openActs(state: NominationState): NominationAct[] {
  if (!isOpen(state.stage)) return [];
  const { acts } = stageRules[state.stage];
  // Wherever it stands by now: what was held can be released.
  if (state.hold) return ['withdraw', 'release'];
  if (lacksBody(state.route[state.step]))
    return acts.filter((act) => act === 'reroute' || act === 'withdraw');
  return acts.filter((act) => act !== 'release' && (act !== 'decide' || decidedByOwnHead(state)));
}

/** Giấy khen: the organization's own head decides; what follows a tờ trình is decided by the body it went to. */
const decidedByOwnHead = (state: NominationState): boolean =>
  standingBefore(state.route, state.step)?.stage !== 'submission';

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
  if (!isOpen(state.stage)) throw new Refusal('not-in-this-state');
  if (isAct(act) && !openActs(state).includes(act))
    throw new Refusal(state.hold && act !== 'release' ? 'on-hold' : 'not-in-this-state');
  if (!isAct(act) && isNews(act) && !(stageRules[state.stage].news as readonly string[]).includes(act))
    throw new Refusal('not-in-this-state');
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
      return close(state, how.award ? 'awarded' : 'rejected');
    case 'withdraw':
      return close(state, 'withdrawn');
    case 'lapse':
      return close(state, 'lapsed');
    case 'intake-closed':
      // What was returned has its own window to amend.
      return state.returnedFrom === null ? close(state, 'lapsed') : state;
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
    case 'remind':
    case 'escalate':
      return state;
  }
}

const isNews = (act: string): act is NominationNews =>
  !['remind', 'overdue', 'escalate', 'lapse'].includes(act) && !isAct(act);

/** Goes on to the next step that stands today; what falls away is marked in the route. */
function advance(state: NominationState, today: DateText, context: NominationContext): NominationState {
  const { route, step } = goOn(state.route, state.step, context, today);
  return enter({ ...state, route }, step, context);
}

/** Enters a step: its body is resolved on this day, its period starts. */
function enter(state: NominationState, step: number, context: NominationContext): NominationState {
  const today = dateOf(new Date(context.at));
  const target = state.route[step];
  if (!target) throw new Refusal('not-in-this-state');
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
  return { ...state, stage: 'closed', outcome, deadline: null, hold: null, overdue: false, scheduled: false };
}

function freshDeadline(
  state: NominationState,
  start: DateText,
  context: DeadlineContext,
): Pick<NominationState, 'deadline'> {
  const rule = ruleOf(state, context);
  const roundDate = rule.roundDate ? (context.roundDates[rule.roundDate] ?? null) : null;
  return { deadline: deadlineOf(rule, start, roundDate, context.calendar, context.at) };
}

/** What a due date is worked out from. */
export type DeadlineContext = Pick<NominationContext, 'plan' | 'steps' | 'roundDates' | 'calendar' | 'at'>;

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
function release(state: NominationState, today: DateText, context: NominationContext): NominationState {
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

function extend(
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
  if (step === undefined || body === undefined || step < Math.max(1, state.step) || !state.route[step])
    throw new Refusal('invalid', [{ path: 'step', message: 'Không có bước này, hoặc bước đã qua.' }]);
  const named = state.route.map((s, i) => (i === step ? { ...s, body, rerouted: true } : s));
  const awaited = step === state.step + 1 && state.route[state.step]?.receiverMissing === true;
  if (step !== state.step && !awaited) return { ...state, route: named };
  const route = begin(named, state.step, context, today);
  const next = { ...state, route, enteredAt: context.at, overdue: false, scheduled: false };
  return { ...next, ...freshDeadline(next, today, context) };
}

/** Why it is here, who must act, since when, until when, what happens then. Null once it is closed. */
export function waitingOf(
  state: NominationState,
  rule: DeadlineRule,
  sessionState: string | null,
  leadBody: string,
): Waiting | null {
  if (!isOpen(state.stage)) return null;
  const here = state.route[state.step];
  const body = here?.body ?? null;
  const common = {
    since: state.enteredAt,
    until: state.hold ? null : (state.deadline?.due ?? null),
    provisional: state.deadline?.provisional ?? false,
    overdue: state.overdue,
    then: state.hold ? ('nothing' as const) : thenOf(rule),
  };
  if (state.hold) return { ...common, why: 'on-hold', body: leadBody, role: 'office-reviewer' };
  if (lacksBody(here)) return { ...common, why: 'body-missing', body: leadBody, role: 'office-head' };
  return { ...common, body, ...whoOf(state, sessionState) };
}

function thenOf(rule: DeadlineRule): WaitingThen {
  const last = rule.whenPassed.map((w) => w.do);
  return last.includes('lapse')
    ? 'lapse'
    : last.includes('escalate')
      ? 'escalate'
      : last.length
        ? 'remind'
        : 'nothing';
}

function whoOf(
  state: NominationState,
  sessionState: string | null,
): { why: WaitingWhy; role: Waiting['role'] } {
  const stage = state.stage as Exclude<Stage, 'closed'>;
  const role = stageRules[stage].waitsFor;
  switch (stage) {
    case 'unit-proposal':
      return { why: state.returnedFrom === null ? 'unit-drafts' : 'unit-amends', role };
    case 'council-vote':
      if (state.council === 'agreed') return { why: 'council-to-cut', role: 'office-reviewer' };
      if (state.council === 'passed') return { why: 'council-to-conclude', role: 'head' };
      if (sessionState === 'open') return { why: 'council-voting', role: 'council-member' };
      return { why: state.scheduled ? 'council-convened' : 'council-to-convene', role };
    case 'submission':
      // An outside body writes its own tờ trình: there its appraiser acts, in the lead's office a reviewer.
      return {
        why: state.scheduled ? 'submission-to-dispatch' : 'submission-to-write',
        role: standingBefore(state.route, state.step)?.stage === 'appraisal' ? 'appraiser' : role,
      };
    case 'decision':
      return { why: decidedByOwnHead(state) ? 'decision-of-head' : 'decision-of-body', role };
    default:
      return { why: stage, role };
  }
}
