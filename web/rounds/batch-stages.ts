import type { User } from '../client/answers.ts';
import { holds } from '../session/session.ts';

export type BatchStage =
  'office-review' | 'selection' | 'appraisal' | 'council-vote' | 'submission' | 'decision';

/** Who does something with many nominations, where. */
const stagesFor: [BatchStage, (user: User) => boolean][] = [
  ['selection', (user) => holds(user, 'selector', 'office-reviewer')],
  ['office-review', (user) => holds(user, 'office-reviewer')],
  ['council-vote', (user) => holds(user, 'council-secretary')],
  ['appraisal', (user) => holds(user, 'appraiser', 'office-reviewer')],
  ['submission', (user) => holds(user, 'office-reviewer', 'appraiser')],
  ['decision', (user) => holds(user, 'head', 'office-reviewer', 'office-head')],
];

/** The stages whose nominations this person takes many at once. */
export const batchStagesOf = (user: User): BatchStage[] =>
  stagesFor.filter(([, who]) => who(user)).map(([stage]) => stage);
