import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useParams } from 'react-router';
import { PASSWORD_LEAST } from '../../domain/passwords.ts';
import { client } from '../client/client.ts';
import { Failure } from '../parts/Failure.tsx';
import { useSay } from '../words/words.ts';
import { DoorPage } from './LoginPage.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { words } from './words.ts';

/** Behind the link of an invitation. Looking at it uses nothing up: mail programs follow links before people do. */
export function InvitationPage() {
  const say = useSay();
  const { token = '' } = useParams();
  const [password, setPassword] = useState('');
  const [username, setUsername] = useState<string | null>(null);
  const [short, setShort] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setShort(password.length < PASSWORD_LEAST);
    if (password.length < PASSWORD_LEAST) return;
    try {
      const { data } = await client.POST('/session/password', { body: { token, password } });
      setUsername(data?.username ?? null);
    } catch (reason) {
      setFailure(reason);
    }
  };
  return (
    <DoorPage title={say(words.setPassword)}>
      {username !== null ? (
        <Stack spacing={2}>
          <Alert severity="success">{say(words.passwordSet, { username })}</Alert>
          <Link href="/">{say(words.login)}</Link>
        </Stack>
      ) : (
        <form onSubmit={(event) => void save(event)} noValidate>
          <Stack spacing={2}>
            {failure !== null && <Failure failure={failure} />}
            <NewPasswordField value={password} onChange={setPassword} short={short} />
            <Button type="submit" variant="contained" size="large">
              {say(words.setPassword)}
            </Button>
          </Stack>
        </form>
      )}
    </DoorPage>
  );
}
