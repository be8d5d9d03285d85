import { ChoicePart } from '../acts/ChoicePart.tsx';
import type { PartProps } from '../acts/form.ts';
import type { CouncilSession } from '../client/answers.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

type Part = PartProps<CouncilSession>;

/** Which nomination of the agenda. */
export function ItemPart(props: Part) {
  return <ItemOf {...props} items={props.view.items.filter(({ state }) => state !== 'removed')} />;
}

/** Of what is being voted on, what has a vote or a count by now. */
export function BegunItemPart(props: Part) {
  const begun = props.view.items.filter(
    ({ state, cast, count, takenBack }) =>
      state === 'listed' && (cast > 0 || count !== null || takenBack.length > 0),
  );
  return <ItemOf {...props} items={begun} />;
}

function ItemOf({ items, values, change, errors }: Part & { items: CouncilSession['items'] }) {
  const say = useSay();
  return (
    <ChoicePart
      {...{ values, change, errors }}
      name="nominationId"
      label={say(words.nomination)}
      options={items.map(({ nominationId, name, code }) => [nominationId, `${name} · ${code}`])}
    />
  );
}
