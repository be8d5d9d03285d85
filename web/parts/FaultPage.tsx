import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useRouteError } from 'react-router';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Page } from './Page.tsx';

/** Where no page is, or a page has failed. */
export function FaultPage() {
  const say = useSay();
  const fault = useRouteError();
  if (fault) console.error(fault);
  return (
    <Page title={say(common.service)}>
      <Alert
        severity={fault ? 'error' : 'info'}
        action={
          fault ? (
            <Button color="inherit" onClick={() => location.reload()}>
              {say(common.reload)}
            </Button>
          ) : undefined
        }
      >
        {say(fault ? common.wrong : common.notFound)}
      </Alert>
    </Page>
  );
}
