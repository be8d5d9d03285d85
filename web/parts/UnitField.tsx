import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { hasWords, wordsOf } from '../../domain/search-text.ts';
import type { Unit } from '../client/answers.ts';
import { NameOver } from './NameOver.tsx';
import { today, useDates } from './dates.ts';
import { useUnits } from './units.ts';
import { useSay } from '../words/words.ts';

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

const words = {
  from: { vi: 'từ {date}', en: 'from {date}' },
  none: {
    vi: 'Không có đơn vị nào để chọn có tên hoặc mã này: chưa được thêm, hoặc đã kết thúc.',
    en: 'No unit to choose has this name or code: it was not added, or has ended.',
  },
} as const;

/** Of today, or to come. */
export const isNotOver = ({ validTo }: Unit): boolean => validTo === null || validTo >= today();
const isComing = ({ validFrom }: Unit): boolean => validFrom > today();
const isToday = (unit: Unit): boolean => isNotOver(unit) && !isComing(unit);

/** One of the units; what it belongs to tells those of one name apart, and the day those that are to come. */
export function UnitField({ label, value, onChange, required, help, error, among = isToday }: Props) {
  const say = useSay();
  const { day } = useDates();
  const { data } = useUnits();
  const all = [...(data?.values() ?? [])];
  const options = all.filter((unit) => among(unit) || unit.code === value);
  return (
    <Autocomplete
      size="small"
      noOptionsText={say(words.none)}
      options={options}
      value={data?.get(value) ?? null}
      getOptionKey={(unit) => unit.code}
      getOptionLabel={(unit) => unit.name}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      filterOptions={(units, { inputValue }) =>
        units.filter(({ name, code }) => hasWords(`${name} ${code}`, wordsOf(inputValue))).slice(0, 100)
      }
      onChange={(_event, unit) => onChange(unit?.code ?? '')}
      renderOption={({ key, ...item }, unit) => {
        const under = [
          data?.get(unit.parent ?? unit.organization)?.name,
          isComing(unit) && say(words.from, { date: day(unit.validFrom) }),
        ];
        return (
          <li key={key} {...item}>
            <NameOver under={under.filter(Boolean).join(', ')}>{unit.name}</NameOver>
          </li>
        );
      }}
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
