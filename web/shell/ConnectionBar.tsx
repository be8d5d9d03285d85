import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ConnectionLost } from '../client/problem.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

/** Says that what is shown may be old, while the service does not answer. */
export function ConnectionBar() {
  const say = useSay();
  const queries = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        if (
          query.state.fetchFailureReason instanceof ConnectionLost ||
          query.state.error instanceof ConnectionLost
        )
          setLost(true);
        else if (query.state.status === 'success' && query.state.fetchStatus === 'idle') setLost(false);
      }),
    [queries],
  );
  return (
    <div role="status">
      {lost && (
        <Box sx={{ bgcolor: '#fff3d6', color: '#5c3700', px: 2, py: 0.5, fontSize: '0.85rem' }}>
          {say(common.stale)}
        </Box>
      )}
    </div>
  );
}
