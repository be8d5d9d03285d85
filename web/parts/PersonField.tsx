import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { hooks } from '../client/client.ts';
import { NameOver } from './NameOver.tsx';
import { useSettled } from './settled.ts';
import { useUnitName } from './units.ts';

interface Props {
  label: string;
  /** The person's id, or empty. */
  value: string;
  onChange: (id: string) => void;
  required?: boolean;
  error?: string | undefined;
}

/** One of the people, searched by the service as somebody types; the unit tells those of one name apart. */
export function PersonField({ label, value, onChange, required, error }: Props) {
  const unitName = useUnitName();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = hooks.useQuery(
    'get',
    '/people',
    { params: { query: { limit: 25, q } } },
    { placeholderData: (before) => before },
  ).data;
  const chosen = hooks.useQuery(
    'get',
    '/people/{id}',
    { params: { path: { id: value } } },
    { enabled: value !== '' },
  ).data;
  return (
    <Autocomplete
      size="small"
      options={found?.items ?? []}
      value={value === '' ? null : (chosen ?? null)}
      loading={found === undefined || q !== typed}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ displayName }) => displayName}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      // What the service found is what there is: it ignores diacritics.
      filterOptions={(all) => all}
      onInputChange={(_event, text, why) => setTyped(why === 'input' ? text : '')}
      onChange={(_event, person) => onChange(person?.id ?? '')}
      renderOption={({ key, ...item }, { displayName, roles }) => (
        <li key={key} {...item}>
          <NameOver under={[...new Set(roles.map(({ unit }) => unitName(unit)))].join(', ')}>
            {displayName}
          </NameOver>
        </li>
      )}
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
