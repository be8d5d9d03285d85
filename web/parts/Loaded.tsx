import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import type { ReactNode } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Failure } from './Failure.tsx';

export function Waiting() {
  const say = useSay();
  return (
    <Box sx={{ py: 3 }}>
      <LinearProgress aria-label={say(common.loading)} />
    </Box>
  );
}

export interface Loading<A> {
  data: A | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Shows what has been loaded; until then that it is loading, or why it can't be. Old data stay in sight. */
export function Loaded<A>({ query, children }: { query: Loading<A>; children: (data: A) => ReactNode }) {
  const say = useSay();
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return (
      <Failure
        failure={query.error}
        action={
          <Button color="inherit" onClick={() => query.refetch()}>
            {say(common.retry)}
          </Button>
        }
      />
    );
  return <Waiting />;
}
