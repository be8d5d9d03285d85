import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState, useSyncExternalStore } from 'react';
import type { SyntheticEvent } from 'react';
import { confirmation } from '../client/asked.ts';
import { client } from '../client/client.ts';
import { Failure } from '../parts/Failure.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** Over whatever page is open, where a vote or a decision wants the password once more. */
export function ConfirmationDialog() {
  const say = useSay();
  const wanted = useSyncExternalStore(confirmation.onChange, confirmation.isWanted);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const end = (isDone: boolean) => {
    setPassword('');
    setFailure(null);
    confirmation.answer(isDone);
  };
  const confirm = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await client.POST('/session/confirm', { body: { password } });
      end(true);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={wanted} maxWidth="xs" fullWidth aria-labelledby="confirmation">
      <form onSubmit={(event) => void confirm(event)}>
        <DialogTitle id="confirmation">{say(words.confirmation)}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{say(words.confirmationWhy)}</DialogContentText>
            {failure !== null && <Failure failure={failure} />}
            <TextField
              label={say(words.password)}
              name="password"
              type="password"
              autoComplete="current-password"
              autoFocus
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => end(false)}>{say(common.cancel)}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {say(words.confirm)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
