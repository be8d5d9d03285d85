import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PartProps } from '../acts/form.ts';
import { hooks } from '../client/client.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

/** Which movement a difficulty belongs to. */
export function MovementPart({ values, change, errors }: PartProps<null>) {
  const say = useSay();
  const { data } = hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } });
  return (
    <TextField
      select
      required
      label={say(common.movement)}
      value={typeof values.movement === 'string' ? values.movement : ''}
      error={errors('movement') !== undefined}
      helperText={errors('movement')}
      onChange={(event) => change({ ...values, movement: event.target.value })}
    >
      {(data?.items ?? []).map(({ code, title }) => (
        <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}
