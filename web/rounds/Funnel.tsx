import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { stages } from '../../domain/stages.ts';
import { stageName } from '../../domain/texts.ts';
import type { Round } from '../client/answers.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';

/** How many nominations are at each stage, drawn; each bar leads to its list. */
export function Funnel({ round: { id, nominationsByStage } }: { round: Round }) {
  const say = useSay();
  const language = useLanguage();
  const shown = stages.filter((stage) => (nominationsByStage[stage] ?? 0) > 0);
  const most = Math.max(1, ...Object.values(nominationsByStage));
  if (shown.length === 0) return <>{say(common.nothing)}</>;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {shown.map((stage) => {
        const count = nominationsByStage[stage] ?? 0;
        return (
          <Box
            component="li"
            key={stage}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(110px, 42%) 1fr 32px',
              gap: 1,
              alignItems: 'center',
              py: 0.5,
            }}
          >
            <Link component={RouterLink} to={`/nominations?round=${id}&stage=${stage}`}>
              {stageName('nomination', stage, language)}
            </Link>
            <Box sx={{ bgcolor: '#e9eef3', borderRadius: 1, height: 18 }}>
              <Box
                sx={{
                  bgcolor: stage === 'closed' ? '#8593a3' : 'primary.main',
                  borderRadius: 1,
                  height: '100%',
                  width: `${(count / most) * 100}%`,
                }}
              />
            </Box>
            <Box sx={{ textAlign: 'right', fontWeight: 650 }}>{count}</Box>
          </Box>
        );
      })}
    </Box>
  );
}
