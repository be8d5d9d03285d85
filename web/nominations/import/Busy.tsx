import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect, useState } from 'react';
import { useSay } from '../../words/words.ts';
import { words } from './words.ts';

/** That something is under way, what, and for how long already. */
export function Busy({ label }: { label: string }) {
  const say = useSay();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const tick = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(tick);
  }, []);
  return (
    <Box sx={{ my: 1 }}>
      <Box sx={{ mb: 0.5 }}>
        <span role="status">{label}</span>
        {seconds > 1 && <span aria-hidden> {say(words.seconds, { n: seconds })}</span>}
      </Box>
      <LinearProgress aria-label={label} />
    </Box>
  );
}
