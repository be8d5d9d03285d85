import type { Stage } from '../domain/stages.ts';
import { Path } from './path.ts';
import { appraise } from './stages/appraisal.ts';
import { decide } from './stages/decision.ts';
import { propose } from './stages/unit-proposal.ts';
import { review } from './stages/office-review.ts';
import { select } from './stages/selection.ts';
import { submit } from './stages/submission.ts';
import { vote } from './stages/council-vote.ts';

/**
 * A nomination, from the unit's proposal to the decision. In which order the stages come, how often, and at which
 * body is the plan's to say (its route); a return for amendment goes back to `propose` and from there to the step
 * that returned it.
 *
 * @returns the outcome: awarded, rejected, not-selected, withdrawn or lapsed
 */
export async function nomination(id: string): Promise<string | null> {
  const path = new Path({ kind: 'nomination', id });
  await path.load();
  while (!path.state.closed) {
    switch (path.state.stage as Stage) {
      case 'unit-proposal':
        await propose(path);
        break;
      case 'selection':
        await select(path);
        break;
      case 'office-review':
        await review(path);
        break;
      case 'council-vote':
        await vote(path);
        break;
      case 'submission':
        await submit(path);
        break;
      case 'appraisal':
        await appraise(path);
        break;
      case 'decision':
        await decide(path);
        break;
      case 'closed':
        break;
    }
  }
  await path.finish();
  return path.state.outcome;
}
