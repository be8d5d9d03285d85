import type { RoundAct } from './act-bodies.ts';
import { addWorkingDays, workingDaysBack, workingDaysLeft } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { formatDateVi } from './dates.ts';
import type { DateText } from './dates.ts';
import { judgeOf } from './delegation.ts';
import type { Judged } from './delegation.ts';
import type { Waiting } from './path.ts';
import type { Holder } from './permissions.ts';
import type { DeadlineRule, Plan } from './plan-schema.ts';
import type { PlainCode } from './problems.ts';
import type { RoleAt } from './roles.ts';
import type { OpenStage } from './stages.ts';
import { roundDateWords } from './texts.ts';

export const roundStates = ['open', 'intake-closed', 'finished', 'cancelled'] as const;
export type RoundState = (typeof roundStates)[number];
export const roundDateNames = [
  'opens',
  'intakeCloses',
  'reviewBy',
  'councilBy',
  'submitBy',
  'decisionBy',
] as const;
export type RoundDateName = (typeof roundDateNames)[number];
export type RoundDates = { opens: DateText; intakeCloses: DateText } & Partial<
  Record<RoundDateName, DateText>
>;

export const roundOver = ['finished', 'cancelled'] as const satisfies readonly RoundState[];
export const isRoundOver = (state: RoundState): boolean => roundOver.some((over) => over === state);

/** What is done with decisions that are told to nobody yet: by the office, and by the head for whom it recorded them. */
const decisionActs: readonly RoundAct[] = ['release', 'confirm-decision', 'contest-decision'];
export const isHeadsAct = (act: RoundAct | RoundStart): act is 'confirm-decision' | 'contest-decision' =>
  act === 'confirm-decision' || act === 'contest-decision';

/**
 * The role in which a person answers for a decision that an office recorded for its head: to confirm it is to decide,
 * to contest it is to say that nobody has.
 */
export function answererOf(
  act: 'confirm-decision' | 'contest-decision',
  person: Holder,
  { bodies, ...judged }: Judged & { bodies: readonly string[] },
): RoleAt | PlainCode {
  const head = person.roles.find(({ role, unit }) => role === 'head' && bodies.includes(unit));
  return act === 'confirm-decision' ? judgeOf(head, person, judged) : (head ?? 'forbidden');
}

/** Where what happens leads; `extend` that of intake alone, `done` when nothing of it is open and nothing can come back. */
export const afterRound = {
  'close-intake': 'intake-closed',
  lapse: 'intake-closed',
  extend: 'open',
  done: 'finished',
  cancel: 'cancelled',
} as const satisfies Partial<Record<RoundAct | 'lapse' | 'done', RoundState>>;

/** What no path records: a round that is over is opened again, and its path begins anew. */
export type RoundStart = 'reopen';

export function openRoundActs(state: RoundState): (RoundAct | RoundStart)[] {
  switch (state) {
    case 'open':
      return ['extend', 'close-intake', 'admit-late', 'rank-and-cut', ...decisionActs, 'cancel'];
    case 'intake-closed':
      return ['extend', 'admit-late', 'rank-and-cut', ...decisionActs, 'cancel'];
    case 'finished':
      return ['reopen'];
    case 'cancelled':
      return [];
  }
}

/** And those that its path takes beside them: what the organization's own head decides of many (`POST /decisions`). */
export const roundPathActs = (state: RoundState): string[] =>
  isRoundOver(state) ? [] : [...openRoundActs(state), 'decide'];

/** While intake is open the units are reminded and it closes by itself; afterwards the decision is followed. */
export function roundRule(plan: Plan, state: RoundState): DeadlineRule {
  if (state === 'open')
    return {
      roundDate: 'intakeCloses',
      remindBefore: plan.proposal.deadline.remindBefore,
      whenPassed: [{ after: 0, do: 'lapse' }],
    };
  return {
    roundDate: 'decisionBy',
    remindBefore: [5],
    whenPassed: [{ after: 0, do: 'escalate', to: 'body-head' }],
  };
}

export function roundWaiting(
  state: RoundState,
  leadBody: string,
  since: string,
  until: DateText | null,
  overdue: boolean,
): Waiting | null {
  if (isRoundOver(state)) return null;
  const intake = state === 'open';
  return {
    why: intake ? 'round-intake' : 'round-in-review',
    // It waits for the units that may propose, each for itself.
    body: intake ? null : leadBody,
    role: intake ? 'unit-officer' : 'office-reviewer',
    since,
    until,
    provisional: false,
    overdue,
    then: intake ? 'closes' : 'escalate',
  };
}

/** The round dates that a plan's own steps are bound to: those that opening asks for. */
export function datesNeeded(plan: Plan, round: string): RoundDateName[] {
  const awards = plan.rounds.find((r) => r.code === round)?.awards ?? [];
  const bound = plan.routes
    .filter((route) => awards.includes(route.award))
    .flatMap((route) => route.steps.map((step) => step.deadline.roundDate));
  return roundDateNames.filter((name) => name === 'opens' || name === 'intakeCloses' || bound.includes(name));
}

export interface RoundFault {
  path: string;
  message: string;
}

/** Dates that cannot be: missing ones, and ones out of order. */
export function roundFaults(plan: Plan, round: string, dates: Partial<RoundDates>): RoundFault[] {
  const missing = datesNeeded(plan, round)
    .filter((name) => dates[name] === undefined)
    .map((name) => ({ path: `dates.${name}`, message: 'Kế hoạch không ấn định ngày này; cần nêu.' }));
  const given = roundDateNames.filter((name) => dates[name] !== undefined);
  const outOfOrder = given.slice(1).flatMap((name, i) => {
    const before = given[i];
    return before !== undefined && (dates[name] ?? '') < (dates[before] ?? '')
      ? [
          {
            path: `dates.${name}`,
            message: `Ngày này không được trước ${roundDateWords[before].vi} (${formatDateVi(dates[before] ?? '')}).`,
          },
        ]
      : [];
  });
  return [...missing, ...outOfOrder];
}

/** The dates that lie outside the plan's own period: allowed with a reason, and always said. */
export function datesOutside(plan: Plan, dates: Partial<RoundDates>): RoundDateName[] {
  return roundDateNames.filter((name) => {
    const date = dates[name];
    return date !== undefined && (date < plan.period.from || date > plan.period.to);
  });
}

/** What is to be noted when a round is opened; kept as codes, and said in the language of who reads. */
export type RoundWarning =
  | { warning: 'outside-period'; from: DateText; to: DateText; dates: RoundDateName[] }
  | { warning: 'open-already' };

/** What a choice of dates means for one body's part: until when, how long that is, and when it is reminded. */
export interface RoundPart {
  /** Null: of every award, as proposing is. */
  award: string | null;
  stage: OpenStage;
  /** The body by its function in the plan; `proposer` for the units. */
  body: string;
  until: DateText;
  /** Working days between the date before it and its own. */
  workingDays: number;
  /** The step's own period, where the plan gives one: with fewer days than that, the date binds and not the period. */
  period: number | null;
  reminders: DateText[];
}

/** What the dates imply for everybody on the round's routes, in the order of the steps; each part once an award. */
export function roundParts(plan: Plan, round: string, dates: RoundDates, calendar: Calendar): RoundPart[] {
  const part = (
    award: string | null,
    { stage, body }: Pick<RoundPart, 'stage' | 'body'>,
    after: DateText,
    until: DateText,
    rule: DeadlineRule,
  ): RoundPart => ({
    ...{ award, stage, body, until },
    workingDays: after < until ? workingDaysLeft(calendar, after, until) : 0,
    period: rule.workingDays ?? null,
    reminders: rule.remindBefore.map((days) => workingDaysBack(calendar, until, days)).sort(),
  });
  const { awards = [] } = plan.rounds.find((r) => r.code === round) ?? {};
  const { opens, intakeCloses } = dates;
  const proposing = { stage: 'unit-proposal', body: 'proposer' } as const;
  const parts = plan.routes
    .filter((route) => awards.includes(route.award))
    .flatMap((route) => {
      let after: DateText = intakeCloses;
      return route.steps.flatMap((step) => {
        const { workingDays, roundDate } = step.deadline;
        const bound = roundDate && dates[roundDate];
        const own = workingDays === undefined ? undefined : addWorkingDays(calendar, after, workingDays).date;
        const until = bound ?? own;
        if (until === undefined) return [];
        const here = part(route.award, step, after, until, step.deadline);
        after = until;
        return [here];
      });
    });
  const keyOf = ({ award, stage, body, until }: RoundPart) => [award, stage, body, until].join(' ');
  return [
    ...(awards.length > 0 ? [part(null, proposing, opens, intakeCloses, plan.proposal.deadline)] : []),
    ...new Map(parts.map((p) => [keyOf(p), p])).values(),
  ];
}
