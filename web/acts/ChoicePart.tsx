import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PartProps } from './form.ts';

interface Choice extends Pick<PartProps<unknown>, 'values' | 'change' | 'errors'> {
  /** Of the value in the act's body. */
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
}

/** One of what the case itself offers: a field's own options are `kind: 'choice'`. */
export function ChoicePart({ name, label, options, values, change, errors }: Choice) {
  const value = values[name];
  return (
    <TextField
      select
      required
      label={label}
      value={typeof value === 'string' ? value : ''}
      error={errors(name) !== undefined}
      helperText={errors(name)}
      onChange={(event) => change({ ...values, [name]: event.target.value })}
    >
      {options.map(([code, text]) => (
        <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
