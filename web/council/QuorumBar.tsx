import Box from '@mui/material/Box';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

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
          <Box
            key={i}
            sx={{
              flex: '1 1 0',
              maxWidth: 34,
              height: 14,
              borderRadius: 0.5,
              bgcolor: i < have ? (met ? 'success.main' : 'warning.main') : '#dde3e9',
              borderRight: i === needed - 1 ? '3px solid #8a1c1c' : undefined,
            }}
          />
        ))}
      </Box>
      <strong>{say(met ? words.quorumMet : words.quorumShort)}</strong> ·{' '}
      {say(words.quorum, { have, members, needed })}
    </Box>
  );
}
