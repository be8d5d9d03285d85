import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useSay } from '../words/words.ts';
import { DateField } from './DateField.tsx';

const words = {
  time: { vi: 'Giờ', en: 'Time' },
  help: { vi: 'giờ:phút, ví dụ 08:30', en: 'hh:mm, e.g. 08:30' },
} as const;

interface Props {
  label: string;
  /** ISO 8601 with the offset of Vietnam, or empty. */
  value: string;
  onChange: (instant: string) => void;
  required?: boolean;
  help?: string;
  error?: string | undefined;
}

/** A day and a time of that day, in Vietnam. */
export function MomentField({ label, value, onChange, required, help, error }: Props) {
  const say = useSay();
  const [day, setDay] = useState(value.slice(0, 10));
  const [time, setTime] = useState(value.slice(11, 16) || '17:00');
  const isTime = (text: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
  const put = (date: string, hour: string) =>
    onChange(date !== '' && isTime(hour) ? `${date}T${hour.padStart(5, '0')}:00+07:00` : '');
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 120px' } }}>
      <DateField
        label={label}
        {...(required === undefined ? {} : { required })}
        {...(help === undefined ? {} : { help })}
        value={day}
        error={error}
        onChange={(date) => {
          setDay(date);
          put(date, time);
        }}
      />
      <TextField
        label={say(words.time)}
        value={time}
        error={!isTime(time)}
        helperText={isTime(time) ? undefined : say(words.help)}
        onChange={(event) => {
          setTime(event.target.value);
          put(day, event.target.value);
        }}
      />
    </Box>
  );
}
