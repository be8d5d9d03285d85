import { stageName } from '../../domain/texts.ts';
import type { Obligation } from '../client/answers.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useLanguage, useSay } from '../words/words.ts';
import { words } from './words.ts';

type Standing = Pick<Obligation, 'state' | 'decision'> & Partial<Pick<Obligation, 'waiting'>>;

/** Where a paper that is owed stands; what follows a decision is not sent, but done. */
function useObligationState(): (of: Standing) => string {
  const say = useSay();
  const language = useLanguage();
  return ({ state, decision, waiting }) => {
    if (decision && state === 'owed') return say(words.toDo);
    if (waiting?.code === 'obligation-returned') return say(words.resend);
    return stageName('obligation', state, language);
  };
}

export function ObligationState({ of }: { of: Standing }) {
  const name = useObligationState();
  const tone = ['accepted', 'done'].includes(of.state)
    ? 'success'
    : of.state === 'submitted'
      ? 'info'
      : 'default';
  return <StateChip label={name(of)} tone={tone} />;
}
