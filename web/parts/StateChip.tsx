import Chip from '@mui/material/Chip';

export type Tone = 'default' | 'info' | 'success' | 'warning' | 'error';

const colours: Record<Tone, { bg: string; fg: string }> = {
  default: { bg: '#e8ecf0', fg: '#33404f' },
  info: { bg: '#e1ecf7', fg: '#123f6b' },
  success: { bg: '#dff1e5', fg: '#14532d' },
  warning: { bg: '#fdefd2', fg: '#5c3700' },
  error: { bg: '#fbe4e2', fg: '#8c1d18' },
};

/** Where something stands: always in words, with a quiet colour beside. */
export function StateChip({ label, tone = 'default' }: { label: string; tone?: Tone }) {
  const { bg, fg } = colours[tone];
  return (
    <Chip
      label={label}
      sx={{
        bgcolor: bg,
        color: fg,
        fontWeight: 600,
        height: 'auto',
        minHeight: 22,
        borderRadius: 2,
        // In a table it keeps its line where there is room.
        '@media screen and (min-width:1100px)': { 'td & .MuiChip-label': { whiteSpace: 'nowrap' } },
        '& .MuiChip-label': { whiteSpace: 'normal', py: 0.25 },
      }}
    />
  );
}
