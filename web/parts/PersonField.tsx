import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { hooks } from '../client/client.ts';
import { fold } from './fold.ts';

interface Props {
  label: string;
  /** The person's id, or empty. */
  value: string;
  onChange: (id: string) => void;
  required?: boolean;
  error?: string | undefined;
}

export function PersonField({ label, value, onChange, required, error }: Props) {
  const people = hooks.useQuery('get', '/people', { params: { query: { limit: 100 } } }).data?.items ?? [];
  return (
    <Autocomplete
      size="small"
      options={people}
      value={people.find(({ id }) => id === value) ?? null}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ displayName }) => displayName}
      filterOptions={(all, { inputValue }) =>
        all.filter(({ displayName }) => fold(displayName).includes(fold(inputValue)))
      }
      onChange={(_event, person) => onChange(person?.id ?? '')}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error !== undefined}
          helperText={error}
        />
      )}
    />
  );
}
