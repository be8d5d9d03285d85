import { outcomes } from '../../domain/stages.ts';
import { outcomeNames, stageName } from '../../domain/texts.ts';
import type { NominationSummary } from '../client/answers.ts';
import { StateChip } from '../parts/StateChip.tsx';
import type { Tone } from '../parts/StateChip.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { words } from './words.ts';

type Standing = Pick<NominationSummary, 'stage' | 'outcome' | 'onHold' | 'overdue' | 'returned'>;

/** Where a nomination stands, in one mark. */
export function NominationState({ of: { stage, outcome, onHold, overdue, returned } }: { of: Standing }) {
  const say = useSay();
  const language = useLanguage();
  const known = outcomes.find((code) => code === outcome);
  if (known)
    return <StateChip label={say(outcomeNames[known])} tone={known === 'awarded' ? 'success' : 'default'} />;
  const name = returned ? say(words.returned) : stageName('nomination', stage, language);
  const tone: Tone = onHold || returned ? 'warning' : overdue ? 'error' : 'info';
  return <StateChip label={onHold ? `${name} · ${say(common.onHold)}` : name} tone={tone} />;
}
