import Visibility from '@mui/icons-material/VisibilityOutlined';
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { PASSWORD_LEAST } from '../../domain/passwords.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** What the service has against it. */
  error?: string | undefined;
  /** It was sent as it is, and is too short. */
  short: boolean;
}

/** A new password, which can be looked at: nobody has to type it twice. */
export function NewPasswordField({ value, onChange, error, short }: Props) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={say(words.newPassword)}
      helperText={error ?? say(words.passwordRule, { least: PASSWORD_LEAST })}
      type={shown ? 'text' : 'password'}
      name="new-password"
      autoComplete="new-password"
      required
      error={short || error !== undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                aria-label={say(shown ? words.hidePassword : words.showPassword)}
                edge="end"
                onClick={() => setShown(!shown)}
              >
                {shown ? <VisibilityOff /> : <Visibility />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
