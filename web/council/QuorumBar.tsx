import Box from '@mui/material/Box';
import { Fragment } from 'react';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

const Mark = () => <Box data-quorum sx={{ flex: '0 0 3px', height: 20, my: '-3px', bgcolor: '#8a1c1c' }} />;

interface Props {
  members: number;
  needed: number;
  have: number;
}

/** Who is there against who is needed: a square for each seat, the line at the quorum. */
export function QuorumBar({ members, needed, have }: Props) {
  const say = useSay();
  const met = have >= needed;
  return (
    <Box role="status">
      <Box aria-hidden sx={{ display: 'flex', gap: '3px', mb: 0.5 }}>
        {Array.from({ length: members }, (_seat, i) => (
          <Fragment key={i}>
            {/* Between the seats that are needed and those beyond, and never a part of one of them. */}
            {needed > 0 && i === needed && <Mark />}
            <Box
              data-seat={i < have ? 'filled' : 'empty'}
              sx={{
                flex: '1 1 0',
                maxWidth: 34,
                height: 14,
                borderRadius: 0.5,
                bgcolor: i < have ? (met ? 'success.main' : 'warning.main') : '#dde3e9',
              }}
            />
          </Fragment>
        ))}
        {needed > 0 && needed >= members && <Mark />}
      </Box>
      <strong>{say(met ? words.quorumMet : words.quorumShort)}</strong> ·{' '}
      {say(words.quorum, { have, members, needed })}
    </Box>
  );
}
