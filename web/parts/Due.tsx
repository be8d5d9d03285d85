import Box from '@mui/material/Box';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { today, useDates, useDaysLeft } from './dates.ts';

interface Props {
  date: string | null | undefined;
  overdue?: boolean;
  provisional?: boolean;
}

/** A due date with the working days that are left; what is late stands out by words, not by colour alone. */
export function Due({ date, overdue = false, provisional = false }: Props) {
  const say = useSay();
  const { day } = useDates();
  const daysLeft = useDaysLeft();
  if (!date) return <>—</>;
  const due = date.slice(0, 10);
  const late = overdue || due < today();
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      {day(due)}
      {provisional && ` (${say(common.provisional)})`}
      <Box
        component="span"
        sx={{
          display: 'block',
          fontSize: '0.8rem',
          color: late ? 'error.main' : 'text.secondary',
          fontWeight: late ? 650 : 400,
        }}
      >
        {late && due >= today() ? say(common.overdue) : daysLeft(due)}
      </Box>
    </Box>
  );
}
