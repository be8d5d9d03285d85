import type { NominationState } from './nomination.ts';
import { lacksBody, standingBefore } from './route.ts';
import type { NominationAct } from './stages.ts';
import { isOpen, stageRules } from './stages.ts';

/** Human acts open in a state, judged by what the path itself knows. */
export function openActs(state: NominationState): NominationAct[] {
  if (!isOpen(state.stage)) return [];
  const { acts } = stageRules[state.stage];
  // Wherever it stands by now: what was held can be released.
  if (state.hold) return ['withdraw', 'release'];
  // A draft comes back with its round's extension or its unit's leave; what was returned, by its own extension too.
  if (state.timeUp !== null) return state.returnedFrom === null ? ['withdraw'] : ['withdraw', 'extend'];
  if (lacksBody(state.route[state.step]))
    return acts.filter((act) => act === 'reroute' || act === 'withdraw');
  return acts.filter((act) => act !== 'release' && (act !== 'decide' || decidedByOwnHead(state)));
}

/** Giấy khen: the organization's own head decides; what follows a tờ trình is decided by the body it went to. */
export const decidedByOwnHead = (state: NominationState): boolean =>
  standingBefore(state.route, state.step)?.stage !== 'submission';
