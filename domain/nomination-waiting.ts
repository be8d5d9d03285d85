import { decidedByOwnHead } from './nomination.ts';
import type { NominationState } from './nomination.ts';
import type { Waiting, WaitingThen, WaitingWhy } from './path.ts';
import type { DeadlineRule } from './plan-schema.ts';
import { lacksBody, standingBefore } from './route.ts';
import type { Stage } from './stages.ts';
import { isOpen, stageRules } from './stages.ts';

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
      // Not passed, but it may yet be voted on again.
      if (sessionState === 'closed' && state.scheduled) return { why: 'council-to-conclude', role: 'head' };
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
