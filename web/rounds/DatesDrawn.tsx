import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { roundDateWords } from '../../domain/texts.ts';
import type { Round } from '../client/answers.ts';
import { today, useDates, useDaysLeft } from '../parts/dates.ts';
import { begunLarge, useSay } from '../words/words.ts';
import { words } from './words.ts';

const order = ['opens', 'intakeCloses', 'reviewBy', 'councilBy', 'submitBy', 'decisionBy'] as const;

/** The round's dates along a line, with what is past, next and to come. */
export function DatesDrawn({ dates }: { dates: Round['dates'] }) {
  const say = useSay();
  const { day } = useDates();
  const daysLeft = useDaysLeft();
  const set = order.flatMap((name) => {
    const date = dates[name];
    return date === null ? [] : [{ name, date }];
  });
  const next = set.find(({ name, date }) => name !== 'opens' && date >= today());
  return (
    <Paper component="section" aria-label={say(words.dates)} sx={{ mb: 2, px: 2, py: 1.5 }}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap' }}>
        {set.map(({ name, date }) => {
          const past = date < today();
          const isNext = next?.name === name;
          const label = say(roundDateWords[name]);
          return (
            <Box
              component="li"
              key={name}
              sx={{
                flex: '1 1 130px',
                borderTop: 4,
                borderColor: past ? '#9aa7b5' : isNext ? 'primary.main' : '#bccbdb',
                pt: 0.75,
                pr: 1,
                mb: 0.5,
              }}
            >
              <Box sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>{begunLarge(label)}</Box>
              <Box sx={{ fontWeight: 650 }}>{day(date)}</Box>
              {isNext && <Box sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>{daysLeft(date)}</Box>}
            </Box>
          );
        })}
      </Box>
    </Paper>
  );
}
