import type { Nomination } from '../client/answers.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useSay } from '../words/words.ts';
import { isUnstated, isUseless, judgedCheck } from './evidence.ts';
import { checkNames, words } from './words.ts';

const tones = { met: 'success', unmet: 'error', unverified: 'warning' } as const;

/** How a criterion stands: judged, not filled in yet, or made needless by another part of its choice. */
export function CheckChip({ nomination, criterion }: { nomination: Nomination; criterion: string }) {
  const say = useSay();
  const judged = judgedCheck(nomination, criterion);
  if (judged) return <StateChip label={say(checkNames[judged.result])} tone={tones[judged.result]} />;
  if (isUseless(nomination.checks.find(({ criterion: code }) => code === criterion)))
    return <StateChip label={say(words.notNeeded)} />;
  return isUnstated(nomination, criterion) && <StateChip label={say(words.unstated)} />;
}
