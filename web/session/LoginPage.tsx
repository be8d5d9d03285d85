import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { usePageTitle } from '../parts/Page.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { LoginForm } from './LoginForm.tsx';
import { words } from './words.ts';

/** Shown at the address that was asked for, so that a link in a mail leads on after the login. */
export function LoginPage() {
  const say = useSay();
  const queries = useQueryClient();
  // Whoever was here before leaves nothing that was asked for.
  const then = () => void queries.resetQueries();
  return (
    <DoorPage title={say(words.login)} below={<DemoAccounts then={then} />}>
      <LoginForm then={then} />
      <Typography variant="body2" sx={{ mt: 2, color: 'text.secondary' }}>
        {say(words.forgot)}
      </Typography>
    </DoorPage>
  );
}

interface DoorPageProps {
  title: string;
  children: ReactNode;
  below?: ReactNode;
}

/** A page for those who are not inside yet. */
export function DoorPage({ title, children, below }: DoorPageProps) {
  const say = useSay();
  usePageTitle(title);
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Box sx={{ width: '100%', maxWidth: 400 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 2 }}>
          <img src="/emblem.svg" alt="" width={40} height={40} />
          <Box sx={{ flex: 1 }}>
            <Typography sx={{ fontWeight: 650, fontSize: '1.05rem' }}>{say(common.service)}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {say(words.about)}
            </Typography>
          </Box>
        </Box>
        <Paper sx={{ p: 3 }}>
          <Typography component="h1" variant="h1" sx={{ mb: 2 }}>
            {title}
          </Typography>
          {children}
        </Paper>
        {below}
        <Box sx={{ mt: 1.5, display: 'flex', justifyContent: 'center' }}>
          <LanguageSwitch />
        </Box>
      </Box>
    </Box>
  );
}
