import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Role } from '../../domain/roles.ts';
import { Page } from '../parts/Page.tsx';
import { roleName } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { holds, useUser } from './session.ts';
import { words } from './words.ts';

/** What those alone can use who hold one of these roles: whoever else comes by its address is told so at once. */
export function OnlyFor({ roles, children }: { roles: Role[]; children: ReactNode }) {
  const say = useSay();
  if (holds(useUser(), ...roles)) return children;
  return (
    <Page title={say(common.service)}>
      <Alert severity="info">
        {say(words.onlyFor, { roles: roles.map((role) => roleName(role, say)).join(', ') })}{' '}
        <Link component={RouterLink} to="/" color="inherit">
          {say(words.toTasks)}
        </Link>
      </Alert>
    </Page>
  );
}
