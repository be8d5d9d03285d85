import type { Bodies } from './bodies.ts';
import type { DateText } from './dates.ts';
import type { PlanStep } from './plan-schema.ts';
import type { OpenStage } from './stages.ts';

/** One step of a nomination's own route; step 0 is the unit's proposal. Steps keep their numbers for good. */
export interface RouteStep {
  stage: OpenStage;
  /** The function the plan names; `body` is the unit that held it on `resolvedOn`, null where none did. */
  function: string;
  body: string | null;
  resolvedOn: DateText | null;
  /** For a submission: the function that the tờ trình goes to. */
  to?: string | undefined;
  /** For a submission that has begun: nobody is in office to receive it, until somebody names one. */
  receiverMissing?: boolean | undefined;
  /** Named by hand before the step began: not resolved again. */
  rerouted?: boolean | undefined;
  /**
   * The case went past it, since the unit whose turn it would have been had just had the case. It has no body then:
   * nobody is taken to have been reached by it.
   */
  passedOver?: { reason: 'same-body'; body: string; on: DateText } | undefined;
}

/** The plan's steps as a nomination begins with them: the unit behind each is known once it starts. */
export const routeOf = (steps: readonly PlanStep[], proposingUnit: string): RouteStep[] => [
  { stage: 'unit-proposal', function: 'proposer', body: proposingUnit, resolvedOn: null },
  ...steps.map((step) => ({
    stage: step.stage,
    function: step.body,
    body: null,
    resolvedOn: null,
    ...(step.to === undefined ? {} : { to: step.to }),
  })),
];

type Route = readonly RouteStep[];

/**
 * The unit behind a body on a day. Where the plan and the organization know none, one that was named by hand for
 * this body at an earlier step stands behind its later steps too: who was to appraise also submits further.
 */
const unitBehind = (route: Route, body: string, { resolve }: Bodies, on: DateText): string | null =>
  resolve(body, on) ?? route.findLast((step) => step.rerouted && step.function === body)?.body ?? null;

/** The unit whose turn a step is when it starts on a day, null where none is in office. */
export const bodyAt = (route: Route, step: number, bodies: Bodies, on: DateText): string | null => {
  const here = route[step];
  if (!here) return null;
  return step === 0 || here.rerouted ? here.body : unitBehind(route, here.function, bodies, on);
};

/** The unit that the tờ trình of a step goes to on a day, null where none is in office. */
export const receiverAt = (route: Route, step: number, bodies: Bodies, on: DateText): string | null => {
  const [here, next] = [route[step], route[step + 1]];
  if (next?.rerouted) return next.body;
  const to = here?.to ?? next?.function;
  return to === undefined ? null : unitBehind(route, to, bodies, on);
};

/** Steps that only hand a case on. What a council votes, and what a head decides, is never somebody else's too. */
const forwarding: ReadonlySet<OpenStage> = new Set(['selection', 'office-review', 'appraisal']);

/**
 * Where a case goes on the day it leaves a step, and what falls away in between:
 * - of consecutive forwarding steps at exactly the same unit the first counts for all;
 * - a tờ trình to the sender itself, or to the organization in whose name it writes, and the appraisal it leads to.
 *
 * A step without a body stands, and so does one whose body was named by hand.
 *
 * @returns the route with what was passed over marked, and the step that stands: past its end where none does
 */
export function goOn(
  route: Route,
  leaving: number,
  bodies: Bodies,
  on: DateText,
): { route: RouteStep[]; step: number } {
  const marked = [...route];
  const pass = (step: number, body: string): void => {
    const here = marked[step];
    if (here) marked[step] = { ...here, passedOver: { reason: 'same-body', body, on } };
  };
  const last = route[leaving];
  let step = leaving + 1;
  for (let here = route[step]; here && !here.rerouted; here = route[step]) {
    const body = bodyAt(route, step, bodies, on);
    if (body === null) break;
    if (last && forwarding.has(last.stage) && forwarding.has(here.stage) && last.body === body) {
      pass(step, body);
      step += 1;
    } else if (here.stage === 'submission') {
      const receiver = receiverAt(route, step, bodies, on);
      const next = route[step + 1];
      if (next?.rerouted || (receiver !== body && receiver !== bodies.organizationOf(body))) break;
      pass(step, receiver);
      step += 1;
      if (next?.stage === 'appraisal' && bodyAt(route, step, bodies, on) === receiver) {
        pass(step, receiver);
        step += 1;
      }
    } else break;
  }
  return { route: marked, step };
}

/** The route with a step begun on a day: its body is now known, and for a submission whether it has a receiver. */
export const begin = (route: Route, step: number, bodies: Bodies, on: DateText): RouteStep[] =>
  route.map((here, i) =>
    i === step
      ? {
          ...here,
          body: bodyAt(route, step, bodies, on),
          resolvedOn: on,
          ...(here.stage === 'submission'
            ? { receiverMissing: receiverAt(route, step, bodies, on) === null }
            : {}),
        }
      : here,
  );

/** A person must name a body before the step can go on: its own, or the one that its tờ trình goes to. */
export const lacksBody = (step: RouteStep | undefined): boolean =>
  step !== undefined && (step.body === null || step.receiverMissing === true);

/** The step that the case stood at before this one. */
export const standingBefore = (route: Route, step: number): RouteStep | undefined =>
  route.slice(0, step).findLast((earlier) => !earlier.passedOver);

/** What a move passed over, for the timeline. */
export const newlyPassedOver = (before: Route, after: Route) =>
  after.flatMap(({ stage, passedOver }, step) =>
    passedOver && !before[step]?.passedOver
      ? [{ step, stage, reason: passedOver.reason, body: passedOver.body }]
      : [],
  );

/** The whole route as it would go on one day, steps passed over included. */
export const routeOn = (
  steps: readonly PlanStep[],
  proposingUnit: string,
  bodies: Bodies,
  on: DateText,
): RouteStep[] => onward(routeOf(steps, proposingUnit), 0, bodies, on);

/** The route as it would go on from a step if all that is to come came on one day. */
export function onward(from: Route, step: number, bodies: Bodies, on: DateText): RouteStep[] {
  let route = [...from];
  for (let at = step; at < route.length;) {
    const next = goOn(route, at, bodies, on);
    route = begin(next.route, next.step, bodies, on);
    at = next.step;
  }
  return route;
}
