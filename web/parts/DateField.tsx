import CalendarMonth from '@mui/icons-material/CalendarMonth';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { dayText } from '../../domain/texts.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { dayTyped } from './dates.ts';

interface Props {
  label: string;
  /** 'YYYY-MM-DD', or empty. */
  value: string;
  onChange: (date: string) => void;
  required?: boolean;
  help?: string;
  error?: string | undefined;
  disabled?: boolean;
}

/** A day, typed as Vietnamese officials write it whatever the language of the browser, or picked. */
export function DateField({ label, value, onChange, required, help, error, disabled }: Props) {
  const say = useSay();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === '' ? '' : dayText(value, 'vi'));
  const wrong = typed !== null && typed.trim() !== '' && dayTyped(typed) === null;
  return (
    <TextField
      label={label}
      required={required}
      disabled={disabled}
      value={shown}
      placeholder={say(common.datePlaceholder)}
      error={wrong || error !== undefined}
      helperText={wrong ? say(common.dateWrong) : (error ?? help)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(dayTyped(event.target.value) ?? '');
      }}
      onBlur={() => !wrong && setTyped(null)}
      slotProps={{
        htmlInput: { inputMode: 'numeric' },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                disabled={disabled}
                aria-label={`${say(common.pickDate)}: ${label}`}
                onClick={() => picker.current?.showPicker()}
              >
                <CalendarMonth fontSize="small" />
              </IconButton>
              <input
                ref={picker}
                type="date"
                tabIndex={-1}
                aria-hidden="true"
                value={value}
                onChange={(event) => {
                  setTyped(null);
                  onChange(event.target.value);
                }}
                style={{
                  position: 'absolute',
                  right: 0,
                  bottom: 0,
                  width: 1,
                  height: 1,
                  opacity: 0,
                  border: 0,
                  padding: 0,
                }}
              />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
