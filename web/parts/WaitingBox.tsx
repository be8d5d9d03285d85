import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import { roles } from '../../domain/roles.ts';
import { roleNames } from '../../domain/texts.ts';
import type { Waiting } from '../client/answers.ts';
import { useSay } from '../words/words.ts';
import type { Say } from '../words/words.ts';
import { useDates, useDaysLeft } from './dates.ts';

const words = {
  who: { vi: 'Ai phải xử lý', en: 'Who must act' },
  since: { vi: 'Từ lúc', en: 'Since' },
  until: { vi: 'Hạn', en: 'Until' },
  stepPeriod: {
    vi: 'Thời hạn riêng của bước: {n} ngày làm việc kể từ khi đến',
    en: 'The step’s own period: {n} working days from when it came',
  },
  then: { vi: 'Quá hạn thì', en: 'What happens then' },
  thenUndated: { vi: 'Sau đó', en: 'What happens then' },
  late: { vi: 'Quá hạn', en: 'Overdue' },
} as const;

export const roleName = (code: string | null | undefined, say: Say): string => {
  const role = roles.find((known) => known === code);
  return role ? say(roleNames[role]) : (code ?? '—');
};

/** Why it is here, who must act, until when, and what happens then. */
export function WaitingBox({ waiting, stepPeriod }: { waiting: Waiting; stepPeriod?: number | null }) {
  const say = useSay();
  const { moment } = useDates();
  const daysLeft = useDaysLeft();
  const { why, for: party, since, until, untilText, overdue, then } = waiting;
  const body = party.bodyName ?? party.body;
  const rows: [string, ReactNode][] = [
    [say(words.who), [roleName(party.role, say), body].filter(Boolean).join(', ')],
    [say(words.since), moment(since)],
    [
      say(words.until),
      <>
        {untilText}
        {until && (
          <Box component="span" sx={{ display: 'block', fontSize: '0.8rem', color: 'text.secondary' }}>
            {daysLeft(until)}
            {stepPeriod != null && <div>{say(words.stepPeriod, { n: stepPeriod })}</div>}
          </Box>
        )}
      </>,
    ],
    [say(until ? words.then : words.thenUndated), then],
  ];
  return (
    <Paper
      sx={{ mb: 2, borderLeft: 5, borderLeftColor: overdue ? 'error.main' : 'primary.main', px: 2, py: 1.5 }}
    >
      <Box
        sx={{ fontWeight: 650, fontSize: '1rem', mb: 0.75, color: overdue ? 'error.main' : 'text.primary' }}
      >
        {overdue && `${say(words.late)} · `}
        {why}
      </Box>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))' }}
      >
        {rows.map(([label, value]) => (
          <Box key={label}>
            <Box component="dt" sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
