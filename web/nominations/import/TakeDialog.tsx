import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { perform } from '../../acts/perform.ts';
import { words as actWords } from '../../acts/words.ts';
import type { AnswerOf } from '../../client/answers.ts';
import { Problem } from '../../client/problem.ts';
import { Failure } from '../../parts/Failure.tsx';
import { common } from '../../words/common.ts';
import { useSay } from '../../words/words.ts';
import { Busy } from './Busy.tsx';
import type { ListChoice } from './reading.ts';
import { words } from './words.ts';

type Taken = AnswerOf<'/nominee-lists/{id}/actions/take', 'post'>;

interface Props {
  choice: ListChoice;
  digest: string;
  rows: number[];
  unitName: string;
  readAgain: () => void;
  onClose: () => void;
}

/** Makes the drafts in one request, after what will follow was read; says what came of it. */
export function TakeDialog({ choice, digest, rows, unitName, readAgain, onClose }: Props) {
  const say = useSay();
  const go = useNavigate();
  const queries = useQueryClient();
  const [whole, setWhole] = useState(true);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const { id, ...chosen } = choice;
  const take = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const path = `/nominee-lists/${id}/actions/take`;
      setTaken(await perform<Taken>(`take:${id}`, path, { ...chosen, digest, rows, whole }));
      await queries.invalidateQueries();
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };
  const isChanged = failure instanceof Problem && failure.code === 'list-changed';
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={busy ? undefined : onClose} aria-labelledby="take-title">
      <DialogTitle id="take-title">
        {say(words.saveAll)} ({rows.length})
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {taken === null && (
            <>
              <Alert severity="info">
                <strong>{say(actWords.follows)}.</strong>{' '}
                {say(words.follows, { n: rows.length, unit: unitName })}
              </Alert>
              <FormControlLabel
                control={<Checkbox checked={whole} disabled={busy} onChange={() => setWhole(!whole)} />}
                label={say(words.whole)}
              />
            </>
          )}
          {busy && <Busy label={say(words.saving, { n: rows.length })} />}
          {failure !== null && <Failure failure={failure} ofAct />}
          {taken && <Result taken={taken} />}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={taken ? () => void go('/nominations') : onClose} disabled={busy}>
          {say(taken ? common.close : common.cancel)}
        </Button>
        {isChanged && (
          <Button
            variant="contained"
            onClick={() => {
              readAgain();
              onClose();
            }}
          >
            {say(words.readAgain)}
          </Button>
        )}
        {taken === null && !isChanged && (
          <Button variant="contained" loading={busy} onClick={() => void take()}>
            {say(failure === null ? words.saveAll : common.retry)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Result({ taken: { made, refused } }: { taken: Taken }) {
  const say = useSay();
  return (
    <>
      <Alert severity={made.length > 0 ? 'success' : 'warning'} role="status">
        {say(words.done, { n: made.length })}
      </Alert>
      {refused.length > 0 && (
        <div>
          {say(words.left, { n: refused.length })}
          <ul>
            {refused.map(({ row, errors }) => (
              <li key={row}>
                {row}: {errors.map(({ message }) => message).join(' ')}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
