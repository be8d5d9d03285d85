import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { stageName } from '../../domain/texts.ts';
import type { CouncilSession } from '../client/answers.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { usePageTitle } from '../parts/Page.tsx';
import { useAwardName } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { Unbroken } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { QuorumBar } from './QuorumBar.tsx';
import { useSession } from './session.ts';
import { itemName, itemTone, words } from './words.ts';

/** A session on the wall of the room: the quorum and how far the vote is, in large type, as it goes. */
export function ScreenPage() {
  const { id = '' } = useParams();
  const query = useSession(id, { watched: true });
  return <Loaded query={query}>{(session) => <Shown session={session} />}</Loaded>;
}

function Shown({ session }: { session: CouncilSession }) {
  const say = useSay();
  const language = useLanguage();
  const unitName = useUnitName();
  const awardName = useAwardName();
  const { id, code, body, state, quorum, items } = session;
  const title = `${unitName(body)} · ${code}`;
  usePageTitle(title);
  const onAgenda = items.filter((item) => item.state !== 'removed');
  return (
    <Box
      sx={{
        ...{ position: 'fixed', inset: 0, zIndex: 'modal', overflowY: 'auto', bgcolor: 'background.paper' },
        ...{ p: 'clamp(12px, 2.5vw, 56px)', fontSize: 'clamp(1.1rem, 1.9vw, 2.6rem)', lineHeight: 1.35 },
        '& .MuiChip-label': { fontSize: 'clamp(0.9rem, 1.3vw, 1.7rem)' },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '0.5em', alignItems: 'baseline', mb: '0.6em' }}>
        <Box component="h1" sx={{ m: 0, flex: '1 1 12em', fontSize: '1.2em', overflowWrap: 'anywhere' }}>
          <Unbroken text={title} />
        </Box>
        <StateChip
          label={stageName('council-session', state, language)}
          tone={state === 'open' ? 'info' : 'default'}
        />
        <Link component={RouterLink} to={`/council-sessions/${id}`} sx={{ fontSize: '0.7em' }}>
          {say(words.leaveScreen)}
        </Link>
      </Box>
      <QuorumBar members={quorum.members} needed={quorum.needed} have={quorum.have} />
      <Box component="ol" sx={{ pl: '1.4em', my: '0.8em' }}>
        {onAgenda.map(({ nominationId, name, movement, award, state: itemState, count, cast, ...item }) => (
          <Box component="li" key={nominationId} sx={{ py: '0.35em', borderTop: 1, borderColor: 'divider' }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '0.5em', alignItems: 'baseline' }}>
              <Box component="strong" sx={{ flex: '1 1 12em', overflowWrap: 'anywhere' }}>
                {name}
              </Box>
              <StateChip label={say(itemName(itemState))} tone={itemTone(itemState)} />
            </Box>
            <Box sx={{ fontSize: '0.8em', color: 'text.secondary' }}>{awardName(movement, award)}</Box>
            {count ? (
              <Box>
                {say(words.count, {
                  approve: count.approve,
                  disapprove: count.disapprove,
                  valid: count.valid,
                })}
                {item.needed !== null &&
                  item.base !== null &&
                  ` · ${say(words.needed, { needed: item.needed, base: item.base })}`}
              </Box>
            ) : (
              state === 'open' && <Box>{say(words.castOf, { cast, all: item.voters })}</Box>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
