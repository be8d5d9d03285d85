import Box from '@mui/material/Box';
import { useSay } from '../words/words.ts';

const words = {
  of: {
    vi: 'Đã khen {awarded}, đang giữ chỗ {open}, tối đa {max}',
    en: '{awarded} awarded, {open} places held, at most {max}',
  },
  over: { vi: ' · vượt {n}', en: ' · {n} over' },
  open: {
    vi: 'Đã khen {awarded}, đang giữ chỗ {open}, không giới hạn',
    en: '{awarded} awarded, {open} places held, no limit',
  },
} as const;

interface Props {
  max: number | null;
  used: number;
  awarded: number;
}

/** How much of a quota is awarded (dark) and held by nominations that have come to the council (light); what is over stands in words too. */
export function QuotaBar({ max, used, awarded }: Props) {
  const say = useSay();
  const open = Math.max(0, used - awarded);
  const over = max === null ? 0 : Math.max(0, used - max);
  const full = Math.max(max ?? 0, used, 1);
  const text =
    say(max === null ? words.open : words.of, { awarded, open, max: max ?? '' }) +
    (over > 0 ? say(words.over, { n: over }) : '');
  return (
    <Box>
      <Box
        role="img"
        aria-label={text}
        sx={{
          display: 'flex',
          height: 12,
          bgcolor: '#e3e8ed',
          borderRadius: 1,
          overflow: 'hidden',
          position: 'relative',
        }}
      >
        <Box sx={{ width: `${(awarded / full) * 100}%`, bgcolor: '#1b6b3a' }} />
        <Box sx={{ width: `${(open / full) * 100}%`, bgcolor: over > 0 ? '#d9822b' : '#7fa8cf' }} />
        {max !== null && over > 0 && (
          <Box
            sx={{
              position: 'absolute',
              top: 0,
              bottom: 0,
              left: `${(max / full) * 100}%`,
              borderLeft: '2px solid #b3261e',
            }}
          />
        )}
      </Box>
      <Box sx={{ fontSize: '0.8rem', color: over > 0 ? 'error.main' : 'text.secondary', mt: 0.25 }}>
        {text}
      </Box>
    </Box>
  );
}
