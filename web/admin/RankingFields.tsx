import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { hooks } from '../client/client.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { RankingChoice } from './ranking-choice.ts';
import { words } from './words.ts';

/** Asks of which movement, which of its rankings, and which period. */
export function RankingFields({ choice }: { choice: RankingChoice }) {
  const say = useSay();
  const { filter, setFilter, movement, sets, ranking } = choice;
  const { data } = hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } });
  const movements = data?.items ?? [];
  return (
    <>
      <TextField
        select
        label={say(common.movement)}
        value={movements.some(({ code }) => code === movement) ? movement : ''}
        onChange={({ target }) => setFilter('movement', target.value)}
      >
        {movements.map(({ code, title }) => (
          <MenuItem key={code} value={code}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      {sets.length > 0 && (
        <TextField
          select
          label={say(words.set)}
          value={ranking?.set ?? ''}
          onChange={({ target }) => setFilter('set', target.value)}
        >
          {sets.map(({ set, name }) => (
            <MenuItem key={set} value={set}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <TextField
        label={say(words.year)}
        value={filter('period')}
        helperText={say(words.yearHelp)}
        onChange={({ target }) => setFilter('period', target.value.trim())}
      />
    </>
  );
}
