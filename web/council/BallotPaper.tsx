import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { CouncilSession } from '../client/answers.ts';
import { client } from '../client/client.ts';
import { isUncertain } from '../client/problem.ts';
import { Failure } from '../parts/Failure.tsx';
import { useKept } from '../parts/kept.ts';
import { useAwardName } from '../parts/plans.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { receiptsFor, slotOf } from './receipts.ts';
import { choices, words } from './words.ts';
import type { Choice } from './words.ts';

/** What a member votes on, made for a telephone: a choice for each nomination, and one sending for all that is chosen. */
export function BallotPaper({ session: { id, ballot, items, toVote } }: { session: CouncilSession }) {
  const say = useSay();
  const awardName = useAwardName();
  const queries = useQueryClient();
  const [chosen, keep, forget] = useKept<Record<string, Choice>>(`ballot:${id}`, {});
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const open = items.filter(({ nominationId }) => toVote.includes(nominationId));
  const ready = open.filter(({ nominationId }) => chosen[nominationId]);
  const cast = async () => {
    setBusy(true);
    setFailure(null);
    const receipts = receiptsFor(id, ready);
    const votes = ready.flatMap((item) => {
      const { nominationId } = item;
      const [choice, receipt] = [chosen[nominationId], receipts[slotOf(item)]];
      return choice && receipt ? [{ nominationId, choice, receipt }] : [];
    });
    try {
      await client.POST('/council-sessions/{id}/ballots', { params: { path: { id } }, body: { votes } });
      forget();
      setAsking(false);
      await queries.invalidateQueries();
    } catch (reason) {
      setFailure(reason);
      void queries.invalidateQueries();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Paper
      component="section"
      aria-label={say(words.yourVote)}
      className="no-print"
      sx={{ mb: 2, borderLeft: 5, borderLeftColor: 'secondary.main' }}
    >
      <Box sx={{ px: 2, py: 1.5 }}>
        <Box component="h2" sx={{ m: 0, fontSize: '1.05rem' }}>
          {say(words.yourVote)}
        </Box>
        <Box sx={{ color: 'text.secondary' }}>
          {say(ballot === 'secret' ? words.secretHelp : words.openHelp)} {say(words.yourVoteHelp)}
        </Box>
      </Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {open.map(({ nominationId, name, code, movement, award }) => (
          <Box
            component="li"
            key={nominationId}
            sx={{ px: 2, py: 1.5, borderTop: 1, borderColor: 'divider' }}
          >
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, mb: 1, flexWrap: 'wrap' }}>
              <Box sx={{ fontWeight: 650 }} id={`vote-${nominationId}`}>
                {name}{' '}
                <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
                  {code}
                </Box>
                <Box sx={{ color: 'text.secondary', fontWeight: 400 }}>{awardName(movement, award)}</Box>
              </Box>
              <Link component={RouterLink} to={`/nominations/${nominationId}`}>
                {say(words.dossier)}
              </Link>
            </Box>
            <ToggleButtonGroup
              exclusive
              fullWidth
              aria-labelledby={`vote-${nominationId}`}
              value={chosen[nominationId] ?? null}
              onChange={(_event, choice: Choice | null) =>
                choice && keep({ ...chosen, [nominationId]: choice })
              }
            >
              {(Object.keys(choices) as Choice[]).map((choice) => (
                <ToggleButton
                  key={choice}
                  value={choice}
                  sx={{
                    minHeight: 48,
                    textTransform: 'none',
                    color: 'text.primary',
                    '&.Mui-selected, &.Mui-selected:hover': {
                      bgcolor: { approve: 'success.main', disapprove: 'error.main', abstain: '#4c5867' }[
                        choice
                      ],
                      color: '#fff',
                    },
                  }}
                >
                  {say(choices[choice])}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </Box>
        ))}
      </Box>
      <Box
        sx={{
          p: 2,
          position: 'sticky',
          bottom: 0,
          bgcolor: 'background.paper',
          borderTop: 1,
          borderColor: 'divider',
        }}
      >
        <Button
          fullWidth
          size="large"
          variant="contained"
          disabled={ready.length === 0}
          onClick={() => setAsking(true)}
        >
          {say(words.cast, { done: ready.length, all: open.length })}
        </Button>
      </Box>
      {asking && (
        <Dialog
          open
          fullWidth
          maxWidth="xs"
          onClose={() => !busy && setAsking(false)}
          aria-labelledby="cast-title"
        >
          <DialogTitle id="cast-title">{say(words.confirmCast, { n: ready.length })}</DialogTitle>
          <DialogContent>
            <Alert severity="warning" sx={{ mb: 1 }}>
              {say(words.yourVoteHelp)}
            </Alert>
            {ready.map(({ nominationId, name }) => {
              const choice = chosen[nominationId];
              return (
                <Box key={nominationId} sx={{ py: 0.5, borderTop: 1, borderColor: 'divider' }}>
                  {name}: <strong>{choice && say(choices[choice])}</strong>
                </Box>
              );
            })}
            {failure !== null && <Failure failure={failure} ofAct />}
          </DialogContent>
          <DialogActions>
            <Button disabled={busy} onClick={() => setAsking(false)}>
              {say(common.cancel)}
            </Button>
            <Button variant="contained" loading={busy} onClick={() => void cast()}>
              {say(isUncertain(failure) ? common.retry : common.confirm)}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Paper>
  );
}
