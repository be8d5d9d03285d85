import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
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
    <TextField
      select
      required
      label={say(common.award)}
      value={typeof values.award === 'string' ? values.award : ''}
      error={errors('award') !== undefined}
      helperText={errors('award')}
      onChange={(event) => change({ ...values, award: event.target.value })}
    >
      {view.awards.map((code) => (
        <MenuItem key={code} value={code}>
          {nameIn(plan?.awards, code)}
        </MenuItem>
      ))}
    </TextField>
  );
}
