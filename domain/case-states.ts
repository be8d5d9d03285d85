import { enquiryOver, enquiryStates } from './enquiry.ts';
import { obligationOver, obligationStates } from './obligation.ts';
import type { PathKind } from './path.ts';
import { revocationOver, revocationStates } from './revocation.ts';
import { roundOver, roundStates } from './round.ts';
import { sessionOver, sessionStates } from './session-acts.ts';
import { stages, stagesOver } from './stages.ts';
import { submissionOver, submissionStates } from './submission.ts';

interface States {
  /** In the order in which a case goes through them. */
  all: readonly string[];
  /** Those that a case does not leave again by its path: its workflow has ended. */
  over: readonly string[];
}

/** The states of each kind of case (of a nomination its stages), and in which of them it is over. */
export const caseStates = {
  nomination: { all: stages, over: stagesOver },
  'award-round': { all: roundStates, over: roundOver },
  'council-session': { all: sessionStates, over: sessionOver },
  submission: { all: submissionStates, over: submissionOver },
  obligation: { all: obligationStates, over: obligationOver },
  enquiry: { all: enquiryStates, over: enquiryOver },
  revocation: { all: revocationStates, over: revocationOver },
} as const satisfies Record<PathKind, States>;

export type StateOf<K extends PathKind> = (typeof caseStates)[K]['all'][number];

const statesOf = (kind: PathKind): States => caseStates[kind];

export const overStates = (kind: PathKind): string[] => [...statesOf(kind).over];
export const openStates = (kind: PathKind): string[] =>
  statesOf(kind).all.filter((state) => !statesOf(kind).over.includes(state));
