import { ChoicePart } from '../acts/ChoicePart.tsx';
import type { PartProps } from '../acts/form.ts';
import type { Round } from '../client/answers.ts';
import { nameIn, usePlan } from '../parts/plans.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

/** Which award of the round. */
export function AwardPart({ view, values, change, errors }: PartProps<Round>) {
  const say = useSay();
  const plan = usePlan(view.movement, view.planVersion);
  return (
    <ChoicePart
      {...{ values, change, errors }}
      name="award"
      label={say(common.award)}
      options={view.awards.map((code) => [code, nameIn(plan?.awards, code)])}
    />
  );
}
