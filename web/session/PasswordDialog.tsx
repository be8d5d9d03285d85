import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { PASSWORD_LEAST } from '../../domain/passwords.ts';
import { client } from '../client/client.ts';
import { Problem } from '../client/problem.ts';
import { Failure } from '../parts/Failure.tsx';
import { useTell } from '../parts/Told.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { words } from './words.ts';

/** Changes one's own password. What is typed here is kept nowhere. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const found = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const errorOf = (path: string) => found.find((error) => error.path === path)?.message;
  const change = async (event: SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setShort(password.length < PASSWORD_LEAST);
    if (password.length < PASSWORD_LEAST) return;
    setBusy(true);
    try {
      await client.PUT('/session/password', { body: { current, password } });
      tell(say(words.passwordChanged));
      onClose();
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open maxWidth="xs" fullWidth onClose={busy ? undefined : onClose} aria-labelledby="password">
      <form onSubmit={(event) => void change(event)} noValidate>
        <DialogTitle id="password">{say(words.changePassword)}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{say(words.changeFollows)}</DialogContentText>
            {failure !== null && found.length === 0 && <Failure failure={failure} />}
            <TextField
              label={say(words.currentPassword)}
              name="password"
              type="password"
              autoComplete="current-password"
              autoFocus
              required
              error={errorOf('current') !== undefined}
              helperText={errorOf('current')}
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
            <NewPasswordField
              value={password}
              onChange={setPassword}
              short={short}
              error={errorOf('password')}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" variant="contained" loading={busy} disabled={current === ''}>
            {say(words.changePassword)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
