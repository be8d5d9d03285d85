import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { client } from '../client/client.ts';
import type { User } from '../client/answers.ts';
import { Failure } from '../parts/Failure.tsx';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

interface Props {
  /** Filled in where a session has ended. */
  username?: string;
  then: (user: User) => void;
}

export function LoginForm({ username: known = '', then }: Props) {
  const say = useSay();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const logIn = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      const { data } = await client.POST('/session', { body: { username, password } });
      if (data) then(data.user);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void logIn(event)}>
      <Stack spacing={2}>
        {failure !== null && <Failure failure={failure} />}
        <TextField
          label={say(words.username)}
          name="username"
          autoComplete="username"
          autoFocus={known === ''}
          required
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <TextField
          label={say(words.password)}
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus={known !== ''}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          {say(words.login)}
        </Button>
      </Stack>
    </form>
  );
}
