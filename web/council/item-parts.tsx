import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
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
    <TextField
      select
      required
      label={say(words.nomination)}
      value={typeof values.nominationId === 'string' ? values.nominationId : ''}
      error={errors('nominationId') !== undefined}
      helperText={errors('nominationId')}
      onChange={(event) => change({ ...values, nominationId: event.target.value })}
    >
      {items.map(({ nominationId, name, code }) => (
        <MenuItem key={nominationId} value={nominationId}>
          {name} · {code}
        </MenuItem>
      ))}
    </TextField>
  );
}
