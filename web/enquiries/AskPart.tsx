import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PartProps } from '../acts/form.ts';
import { hooks } from '../client/client.ts';
import { UnitField } from '../parts/UnitField.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

/** Which movement a difficulty belongs to, and which of one's own units asks. */
export function AskPart({ view: own, values, change, errors }: PartProps<string[]>) {
  const say = useSay();
  const { data } = hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } });
  return (
    <>
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
      <UnitField
        label={say(common.unit)}
        value={typeof values.unit === 'string' ? values.unit : ''}
        error={errors('unit')}
        among={({ code }) => own.includes(code)}
        onChange={(unit) => change({ ...values, unit })}
      />
    </>
  );
}
