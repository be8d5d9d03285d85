import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { hasWords, wordsOf } from '../../domain/search-text.ts';
import type { Unit } from '../client/answers.ts';
import { NameOver } from './NameOver.tsx';
import { today } from './dates.ts';
import { useUnits } from './units.ts';

interface Props {
  label: string;
  value: string;
  onChange: (code: string) => void;
  required?: boolean;
  help?: string;
  error?: string | undefined;
  /** Which units may be chosen; those of today unless told. */
  among?: (unit: Unit) => boolean;
}

const isToday = ({ validFrom, validTo }: Unit): boolean =>
  validFrom <= today() && (validTo === null || validTo >= today());

/** One of the units; what it belongs to tells those of one name apart. */
export function UnitField({ label, value, onChange, required, help, error, among = isToday }: Props) {
  const { data } = useUnits();
  const all = [...(data?.values() ?? [])];
  const options = all.filter((unit) => among(unit) || unit.code === value);
  return (
    <Autocomplete
      size="small"
      options={options}
      value={data?.get(value) ?? null}
      getOptionKey={(unit) => unit.code}
      getOptionLabel={(unit) => unit.name}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      filterOptions={(units, { inputValue }) =>
        units.filter(({ name, code }) => hasWords(`${name} ${code}`, wordsOf(inputValue))).slice(0, 100)
      }
      onChange={(_event, unit) => onChange(unit?.code ?? '')}
      renderOption={({ key, ...item }, { name, parent, organization }) => (
        <li key={key} {...item}>
          <NameOver under={data?.get(parent ?? organization)?.name ?? ''}>{name}</NameOver>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error !== undefined}
          helperText={error ?? help}
        />
      )}
    />
  );
}
