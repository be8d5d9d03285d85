import { decidedByOwnHead } from './open-acts.ts';
import type { NominationState } from './nomination.ts';
import type { Waiting, WaitingThen } from './path.ts';
import { lacksBody, standingBefore } from './route.ts';
import { isOpen, stageRules } from './stages.ts';
import type { RuleInForce } from './time-up.ts';

/** Who waits for a nomination beside the body of its step. */
export interface WaitingParties {
  /** The office that leads its round, and the organization whose head concludes what the council advises. */
  leadBody: string;
  organization: string;
  /** Who holds today what a unit holds (domain/organization.ts); null where nobody does. */
  holder: (unit: string) => string | null;
}
/** Why it waits, and for whose word: of this role at this body. */
export type WaitsFor = Pick<Waiting, 'why' | 'body' | 'role'>;

/** Why it is here, who must act, since when, until when, what happens then. Null once it is closed. */
export function waitingOf(
  state: NominationState,
  rule: RuleInForce,
  sessionState: string | null,
  parties: WaitingParties,
): Waiting | null {
  const waits = waitsFor(state, sessionState, parties);
  return (
    waits && {
      ...waits,
      since: state.timeUp === null ? state.enteredAt : (state.deadline?.setAt ?? state.enteredAt),
      until: state.hold ? null : (state.deadline?.due ?? null),
      provisional: state.deadline?.provisional ?? false,
      overdue: state.overdue,
      then: state.hold ? 'nothing' : thenOf(rule),
    }
  );
}

function thenOf({ whenPassed, closesFirst }: RuleInForce): WaitingThen {
  const last = whenPassed.map((w) => w.do);
  return last.includes('lapse')
    ? closesFirst
      ? 'time-up'
      : 'lapse'
    : last.includes('escalate')
      ? 'escalate'
      : last.length
        ? 'remind'
        : 'nothing';
}

/**
 * Whom it waits for: where its unit or body has ended, who took its place; where nobody did, the office's head names one.
 * @param sessionState of the session that has it on its agenda, null where none has
 */
export function waitsFor(
  state: NominationState,
  sessionState: string | null,
  parties: WaitingParties,
): WaitsFor | null {
  const { holder } = parties;
  const waits = waitsAt(state, sessionState, parties);
  if (!waits || waits.body === null) return waits;
  const body = holder(waits.body);
  if (body !== null) return { ...waits, body };
  const leadBody = holder(parties.leadBody) ?? parties.leadBody;
  const why = state.stage === 'unit-proposal' && !state.hold ? 'unit-missing' : 'body-missing';
  return { why, body: leadBody, role: 'office-head' };
}

function waitsAt(
  state: NominationState,
  sessionState: string | null,
  { leadBody, organization }: Omit<WaitingParties, 'holder'>,
): WaitsFor | null {
  const { stage } = state;
  if (!isOpen(stage)) return null;
  const here = state.route[state.step];
  if (state.hold) return { why: 'on-hold', body: leadBody, role: 'office-reviewer' };
  if (lacksBody(here)) return { why: 'body-missing', body: leadBody, role: 'office-head' };
  const ofStep = { body: here?.body ?? null, role: stageRules[stage].waitsFor };
  switch (stage) {
    case 'unit-proposal':
      if (state.timeUp !== null)
        return {
          ...ofStep,
          why: state.returnedFrom === null ? 'draft-awaits-time' : 'amendment-awaits-time',
        };
      return { ...ofStep, why: state.returnedFrom === null ? 'unit-drafts' : 'unit-amends' };
    case 'council-vote':
      // The council advises; its quota is the round's, and the word on it the head's.
      if (state.council === 'agreed')
        return { why: 'council-to-cut', body: leadBody, role: 'office-reviewer' };
      // Not passed, but it may yet be voted on again.
      if (state.council === 'passed' || (sessionState === 'closed' && state.scheduled))
        return { why: 'council-to-conclude', body: organization, role: 'head' };
      if (sessionState === 'open') return { ...ofStep, why: 'council-voting', role: 'council-member' };
      return { ...ofStep, why: state.scheduled ? 'council-convened' : 'council-to-convene' };
    case 'submission':
      // An outside body writes its own tờ trình: there its appraiser acts, in the lead's office a reviewer.
      return {
        ...ofStep,
        why: state.scheduled ? 'submission-to-dispatch' : 'submission-to-write',
        ...(standingBefore(state.route, state.step)?.stage === 'appraisal' ? { role: 'appraiser' } : {}),
      };
    case 'decision':
      return { ...ofStep, why: decidedByOwnHead(state) ? 'decision-of-head' : 'decision-of-body' };
    case 'office-review':
    case 'selection':
    case 'appraisal':
      return { ...ofStep, why: stage };
  }
}
