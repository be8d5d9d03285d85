import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { stageName } from '../../domain/texts.ts';
import type { Nomination } from '../client/answers.ts';
import { useUnitName } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { words } from './words.ts';

const own = {
  done: { vi: 'đã qua', en: 'done' },
  now: { vi: 'đang ở đây', en: 'now here' },
  toCome: { vi: 'sắp tới', en: 'to come' },
  ended: { vi: 'kết thúc ở đây', en: 'ended here' },
  notReached: { vi: 'không đến', en: 'not reached' },
} as const;

/** An award has come all the way; what ended otherwise, ended where it was. */
function stateOf(
  { step: at, current }: Nomination['route'][number],
  step: number,
  outcome: string | null,
): 'done' | 'now' | 'toCome' | 'ended' | 'notReached' {
  if (at < step || outcome === 'awarded' || outcome === 'revoked') return 'done';
  if (outcome !== null) return at === step ? 'ended' : 'notReached';
  return current ? 'now' : 'toCome';
}

/** The steps of the way, drawn: what is done, where it is now, what is to come. */
export function RouteDrawn({ nomination: { route, step, outcome } }: { nomination: Nomination }) {
  const say = useSay();
  const language = useLanguage();
  const unitName = useUnitName();
  const isOver = outcome !== null;
  const steps = route.filter(({ passedOver }) => !passedOver);
  return (
    <Paper component="section" aria-label={say(words.way)} sx={{ mb: 2, px: 2, py: 1.5 }}>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'flex',
          flexDirection: { xs: 'column', md: 'row' },
          gap: { xs: 1, md: 0 },
        }}
      >
        {steps.map((at, i) => {
          const state = stateOf(at, step, outcome);
          const ahead = state === 'toCome' || state === 'notReached';
          const colour = ahead ? '#8593a3' : state === 'ended' ? '#5b6673' : '#16426b';
          return (
            <Box
              component="li"
              key={at.step}
              aria-current={state === 'now' ? 'step' : undefined}
              sx={{
                flex: 1,
                position: 'relative',
                pl: { xs: 3.5, md: 0 },
                pt: { md: 3.25 },
                pr: 1,
                '&::before': {
                  content: `"${state === 'done' ? '✓' : state === 'ended' ? '×' : i + 1}"`,
                  position: 'absolute',
                  left: 0,
                  top: 0,
                  width: 22,
                  height: 22,
                  borderRadius: '50%',
                  border: `2px solid ${colour}`,
                  bgcolor: ahead ? '#fff' : colour,
                  color: ahead ? '#4c5867' : '#fff',
                  fontSize: 12,
                  fontWeight: 700,
                  lineHeight: '19px',
                  textAlign: 'center',
                  boxShadow: state === 'now' ? '0 0 0 4px #cfe0f0' : 'none',
                },
                '&:not(:last-child)::after': {
                  content: '""',
                  display: { xs: 'none', md: 'block' },
                  position: 'absolute',
                  top: 10,
                  left: 30,
                  right: 8,
                  height: 2,
                  bgcolor: state === 'done' ? '#16426b' : '#c6ced7',
                },
              }}
            >
              <Box sx={{ fontWeight: state === 'now' ? 700 : 600, fontSize: '0.85rem' }}>
                {stageName('nomination', at.stage, language)}
              </Box>
              <Box sx={{ fontSize: '0.78rem', color: 'text.secondary' }}>
                {[
                  at.expectedBody ? unitName(at.expectedBody) : !isOver && say(common.noBodyYet),
                  say(own[state]),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Box>
            </Box>
          );
        })}
      </Box>
    </Paper>
  );
}
