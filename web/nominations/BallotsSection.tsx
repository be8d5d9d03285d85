import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import type { Nomination } from '../client/answers.ts';
import { itemName, words as council } from '../council/words.ts';
import { useDates } from '../parts/dates.ts';
import { Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** What the council's ballots came to, also those that were followed by another. */
export function BallotsSection({ ballots }: Pick<Nomination, 'ballots'>) {
  const say = useSay();
  const { moment } = useDates();
  if (ballots.length === 0) return null;
  return (
    <Section title={say(words.ballots)}>
      {ballots.map(({ sessionId, session, ballot, closedAt, passed, needed, base, ...count }) => (
        <Box key={`${sessionId} ${ballot}`} sx={{ pb: 1.5 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <Link component={RouterLink} to={`/council-sessions/${sessionId}`}>
              {session}
            </Link>
            {ballots.length > 1 && <span>{say(council.ballotNo, { n: ballot })}</span>}
            <StateChip
              label={say(itemName(passed ? 'passed' : 'failed'))}
              tone={passed ? 'success' : 'error'}
            />
          </Box>
          <Box>{say(council.count, count)}</Box>
          <Box sx={{ color: 'text.secondary' }}>
            {say(council.needed, { needed, base })} · {moment(closedAt)}
          </Box>
        </Box>
      ))}
    </Section>
  );
}
