import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useSyncExternalStore } from 'react';
import { login } from '../client/asked.ts';
import { forgetAll } from '../client/slots.ts';
import { useSay } from '../words/words.ts';
import { LoginForm } from './LoginForm.tsx';
import { useUser } from './session.ts';
import { words } from './words.ts';

/** Over whatever page is open, when a session has ended. */
export function LoginAgainDialog() {
  const say = useSay();
  const { username } = useUser();
  const wanted = useSyncExternalStore(login.onChange, login.isWanted);
  return (
    <Dialog open={wanted} maxWidth="xs" fullWidth aria-labelledby="login-again">
      <DialogTitle id="login-again">{say(words.again)}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{say(words.againWhy)}</DialogContentText>
        <LoginForm
          username={username}
          then={(user) => {
            // Somebody else must not go on with what this person began.
            if (user.username === username) login.answer(true);
            else {
              forgetAll();
              location.assign('/');
            }
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
